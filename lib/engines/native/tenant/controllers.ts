import type { Container, PodSpec, VolumeProjection } from 'kubernetes-types/core/v1';
import { shared, shortHash } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { PORTS, SECRETS, TENANT } from '../names';
import { imageFor, onceForEach, resourcesFor } from '../objects';
import type { Owner } from '../objects';
import { controllerManagerArguments, schedulerArguments } from './controller-flags';
import {
  CA_CERTIFICATE,
  ETC,
  FILES,
  FRONT_PROXY_CA_CERTIFICATE,
  filesVolume,
  fromSecret,
  keyPair,
  kubeconfigOf,
} from './files';
import { livenessProbe, readinessProbe, startupProbe } from './probes';
import { containerBase, deployment } from './workload';

/** Copies of a process of which one works and the others wait: more than two make nothing safer. */
const MOST_REPLICAS = 2;

/**
 * How long a new pod stays ready before the old one is stopped, in seconds. In an upgrade the API servers have to be first: a
 * controller manager may be older than they are, never newer (https://kubernetes.io/releases/version-skew-policy/). While the
 * old pod runs it leads, and the new one waits without doing anything.
 */
const MIN_READY_SECONDS = 20;

/** Time to finish what runs and give up the lease, in seconds. */
const GRACE_SECONDS = 30;

/**
 * The controller managers. They may start before any API server answers: they wait for the lease of their leader and stay
 * healthy meanwhile (seen for minutes with v1.35.4 and v1.36.3).
 *
 * They read renewed client and signing certificates again by themselves; a new service-account key or root CA needs new pods.
 */
export function controllerManagerDeployment(
  tenant: TenantModel,
  owner: Owner,
  kubeconfigs: Readonly<Record<string, string>>,
): KubernetesObject {
  const { version, images, network, size, featureGates, extraArgs, resources } = tenant;
  const pod = CONTROLLER_MANAGER_POD({ version, images, network, size, featureGates, extraArgs, resources });
  return controllerDeployment(tenant, owner, kubeconfigs, TENANT.controllerManager, pod);
}

/** The schedulers. Ready when they have read the cluster; alive before that too. */
export function schedulerDeployment(
  tenant: TenantModel,
  owner: Owner,
  kubeconfigs: Readonly<Record<string, string>>,
): KubernetesObject {
  const { version, images, size, featureGates, extraArgs, resources } = tenant;
  const pod = SCHEDULER_POD({ version, images, size, featureGates, extraArgs, resources });
  return controllerDeployment(tenant, owner, kubeconfigs, TENANT.scheduler, pod);
}

/** What the pod of a scheduler depends on. Few tenants of a fleet differ in it, so that it is made and written once for all others. */
type SchedulerInput = Pick<TenantModel, 'version' | 'images' | 'size' | 'featureGates' | 'extraArgs' | 'resources'>;

/** The same for controller managers, which also give addresses to nodes. */
type ControllerManagerInput = SchedulerInput & Pick<TenantModel, 'network'>;

const CONTROLLER_MANAGER_POD = onceForEach((tenant: ControllerManagerInput): ControllerPod => {
  const health = { path: '/healthz', port: 'https', scheme: 'HTTPS' } as const;
  return controllerPod(tenant, {
    name: TENANT.controllerManager,
    sources: [
      fromSecret(SECRETS.ca, { 'tls.crt': FILES.ca, 'tls.key': FILES.caKey }),
      FRONT_PROXY_CA_CERTIFICATE,
      fromSecret(SECRETS.serviceAccount, { 'tls.key': `${FILES.serviceAccount}.key` }),
      keyPair(SECRETS.controllerManager, FILES.client),
      kubeconfigOf(TENANT.controllerManager),
    ],
    container: {
      image: imageFor(tenant.images, 'kube-controller-manager', `v${tenant.version}`),
      args: controllerManagerArguments(tenant),
      ports: [{ name: 'https', containerPort: PORTS.controllerManager, protocol: 'TCP' }],
      startupProbe: startupProbe(health),
      readinessProbe: readinessProbe(health),
      livenessProbe: livenessProbe(health),
      resources: resourcesFor(tenant.resources.controllerManager),
    },
  });
});

const SCHEDULER_POD = onceForEach((tenant: SchedulerInput): ControllerPod => {
  const alive = { path: '/livez', port: 'https', scheme: 'HTTPS' } as const;
  return controllerPod(tenant, {
    name: TENANT.scheduler,
    sources: [
      CA_CERTIFICATE,
      FRONT_PROXY_CA_CERTIFICATE,
      keyPair(SECRETS.scheduler, FILES.client),
      kubeconfigOf(TENANT.scheduler),
    ],
    container: {
      image: imageFor(tenant.images, 'kube-scheduler', `v${tenant.version}`),
      args: schedulerArguments(tenant),
      ports: [{ name: 'https', containerPort: PORTS.scheduler, protocol: 'TCP' }],
      startupProbe: startupProbe(alive),
      readinessProbe: readinessProbe({ ...alive, path: '/readyz' }),
      livenessProbe: livenessProbe(alive),
      resources: resourcesFor(tenant.resources.scheduler),
    },
  });
});

/** Controller managers and schedulers of a tenant, each. */
export function controllerReplicas(tenant: TenantModel): number {
  return Math.min(MOST_REPLICAS, tenant.replicas);
}

interface Controller {
  readonly name: string;
  readonly sources: readonly VolumeProjection[];
  readonly container: Omit<Container, 'name'>;
}

type ControllerPod = Pick<PodSpec, 'containers' | 'volumes'>;

function controllerPod(tenant: SchedulerInput, { name, sources, container }: Controller): ControllerPod {
  return {
    containers: shared([
      {
        name,
        command: [name],
        ...container,
        ...containerBase(tenant),
        volumeMounts: [{ name: 'files', mountPath: ETC, readOnly: true }],
      },
    ]),
    volumes: shared([filesVolume('files', sources)]),
  };
}

function controllerDeployment(
  tenant: TenantModel,
  owner: Owner,
  kubeconfigs: Readonly<Record<string, string>>,
  name: string,
  pod: ControllerPod,
): KubernetesObject {
  return deployment(tenant, owner, {
    name,
    replicas: controllerReplicas(tenant),
    minReadySeconds: MIN_READY_SECONDS,
    configurationHash: shortHash(kubeconfigs[name] ?? ''),
    podSpec: { terminationGracePeriodSeconds: GRACE_SECONDS, ...pod },
  });
}
