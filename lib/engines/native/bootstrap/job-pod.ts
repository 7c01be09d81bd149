import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { EnvVar, PodSpec, ResourceRequirements, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { shared } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { CLUSTER } from '../names';
import { CONTAINER_SECURITY, imageFor, metadataFor, onceForEach, podSpecBase } from '../objects';
import type { Owner } from '../objects';

/** Seconds that a Job waits for something in one try. A try that waited longer would hide what is wrong. */
export const WAIT_SECONDS = 900;

/** Exit code of a script for what another try cannot mend. */
const HOPELESS = 3;

/**
 * Bounds of every Job: hours, because somebody may install cert-manager or free a volume only then; a failed pod stays to be read, so
 * does a Job that gave up; pods that a drain takes do not count; what another try cannot mend ends the Job at once.
 */
export const JOB_BOUNDS: Pick<JobSpec, 'activeDeadlineSeconds' | 'podFailurePolicy'> = {
  activeDeadlineSeconds: 6 * 3600,
  podFailurePolicy: shared({
    rules: [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [HOPELESS] } },
    ],
  }),
};

/** Failed pods before a Job gives up. Between them it waits 10 s, 20 s and so on up to six minutes. */
export const BACKOFF_LIMIT = 12;

/** Mode of mounted keys: for the pod's group (`fsGroup`) and nobody else. */
export const CREDENTIALS_MODE = 0o440;

/** A certificate with its key, mounted at `/credentials`. */
export function credentialsVolume(secretName: string): Volume {
  return shared({ name: 'credentials', secret: { secretName, defaultMode: CREDENTIALS_MODE } });
}

/** A pod that runs one script with bash and kubectl. */
export interface ScriptPod {
  /** Name of the container and of the ServiceAccount. */
  readonly name: string;
  readonly script: string;
  /** The script's environment. Nothing secret: it is written into the manifest. */
  readonly environment: Readonly<Record<string, string>>;
  /** Fields of the pod as further environment, by variable, for example `metadata.name`. @default {} */
  readonly fields?: Readonly<Record<string, string>>;
  /** Mounted read-only below `/`, by the name of the volume. */
  readonly volumes?: readonly Volume[];
  /** Whether the pod gets a token for the management cluster. */
  readonly token: boolean;
  /** CPU request, which is the script's share of a busy node. @default '10m' */
  readonly cpu?: string;
}

/**
 * The pod of a script: upstream's kubectl image, which has bash, coreutils, sed and jq; read-only but for a small `/tmp`.
 * Nothing about it depends on the order of the environment.
 */
export function scriptPodSpec(tenant: TenantModel, pod: ScriptPod): PodSpec {
  const volumes = pod.volumes ?? [];
  return {
    ...podSpecBase({
      scheduling: tenant.scheduling,
      images: tenant.images,
      priorityClassName: CLUSTER.controlPlanePriority,
    }),
    serviceAccountName: pod.name,
    automountServiceAccountToken: pod.token,
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: 5,
    containers: [
      {
        name: pod.name,
        image: imageFor(tenant.images, 'kubectl', `v${tenant.version}`),
        imagePullPolicy: 'IfNotPresent',
        command: ['/bin/bash', '-c', pod.script],
        env: [
          ...Object.entries(pod.environment).map(([name, value]): EnvVar => ({ name, value: escaped(value) })),
          ...Object.entries(pod.fields ?? {}).map(([name, fieldPath]): EnvVar => ({
            name,
            valueFrom: { fieldRef: { fieldPath } },
          })),
          HOME,
        ],
        // No CPU limit: a script that is throttled keeps its tenant waiting.
        resources: RESOURCES(pod.cpu ?? '10m'),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [TMP_MOUNT, ...volumes.map(({ name }) => MOUNT(name))],
      },
    ],
    volumes: [TMP, ...volumes],
  };
}

const TMP: Volume = shared({ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } });
const TMP_MOUNT: VolumeMount = shared({ name: 'tmp', mountPath: '/tmp' });
const MOUNT = onceForEach((name: string): VolumeMount => shared({ name, mountPath: `/${name}`, readOnly: true }));

const RESOURCES = onceForEach((cpu: string): ResourceRequirements =>
  shared({ requests: { cpu, memory: '32Mi' }, limits: { memory: '192Mi' } }),
);

/** A container's environment is text in which `$(NAME)` is replaced and `$$` means `$`. */
function escaped(value: string): string {
  return value.includes('$') ? value.replaceAll('$', '$$$$') : value;
}

/** kubectl keeps what it discovered in its home; the root file system is read-only. */
const HOME: EnvVar = shared({ name: 'HOME', value: '/tmp' });

/** A right of a script in the tenant's namespace of the management cluster. */
export interface ScriptRight {
  /** @default '' - the core group */
  readonly apiGroup?: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  /** @default - any name */
  readonly names?: readonly string[];
}

/** ServiceAccount of a script and, when it has rights, its Role and the binding. */
export function scriptAccount(owner: Owner, name: string, rights: readonly ScriptRight[]): readonly KubernetesObject[] {
  const metadata = metadataFor(owner, name, name);
  const account: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  };
  if (rights.length === 0) return [account];
  return [
    account,
    {
      apiVersion: RBAC,
      kind: 'Role',
      metadata,
      rules: RULES(rights),
    },
    {
      apiVersion: RBAC,
      kind: 'RoleBinding',
      metadata,
      roleRef: ROLE(name),
      subjects: [{ kind: 'ServiceAccount', name, namespace: owner.namespace }],
    },
  ];
}

const RBAC = 'rbac.authorization.k8s.io/v1';

const ROLE = onceForEach((name: string) => shared({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name }));

const RULES = onceForEach((rights: readonly ScriptRight[]) =>
  shared(
    rights.map((right) => ({
      apiGroups: [right.apiGroup ?? ''],
      resources: [right.resource],
      ...(right.names && { resourceNames: [...right.names] }),
      verbs: [...right.verbs],
    })),
  ),
);
