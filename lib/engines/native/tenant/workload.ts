import type { Container, EnvVar, PodSpec } from 'kubernetes-types/core/v1';
import { shared } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { SizeClass, TenantModel } from '../../../model';
import { CLUSTER } from '../names';
import { CONTAINER_SECURITY, labelsFor, metadataFor, onceForEach, podSpecBase, selectorFor } from '../objects';
import type { Owner } from '../objects';
import { SIZES } from '../sizes';

/** A Deployment of a control plane. */
export interface Workload {
  /** Name of the Deployment, of its ServiceAccount and of its PodDisruptionBudget, and `app.kubernetes.io/name`. */
  readonly name: string;
  readonly replicas: number;
  /** How long a new pod has to stay ready before the next one is replaced, in seconds. */
  readonly minReadySeconds: number;
  /** Labels of pods besides those that everything of a tenant has. @default {} */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Hash of the configuration that the processes read at start only: a change of it replaces the pods. */
  readonly configurationHash: string;
  readonly podSpec: Pick<
    PodSpec,
    'automountServiceAccountToken' | 'containers' | 'initContainers' | 'volumes' | 'terminationGracePeriodSeconds'
  >;
}

/** An account without rights whose token nothing mounts: what the processes may do, they may do inside the tenant. */
export function serviceAccount(owner: Owner, name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataFor(owner, name, name),
    automountServiceAccountToken: false,
  };
}

/**
 * One pod at a time may be taken by a drain, also when there is only one: `minAvailable: 1` would block the drain of a node until
 * somebody deletes the pod by hand. A pod that is not ready never blocks.
 */
export function disruptionBudget(owner: Owner, name: string): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataFor(owner, name, name),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: selectorFor(owner, name) },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  };
}

const STRATEGY = shared({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });

/** Names are written in full: with the usual five, each would be looked up with every search domain first. */
const DNS_CONFIG = shared({ options: [{ name: 'ndots', value: '1' }] });

/** The Deployment: a rolling update starts one new pod, waits until it is ready and only then stops an old one. */
export function deployment(tenant: TenantModel, owner: Owner, workload: Workload): KubernetesObject {
  const { name } = workload;
  const matchLabels = selectorFor(owner, name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataFor(owner, name, name),
    spec: {
      replicas: workload.replicas,
      revisionHistoryLimit: 3,
      minReadySeconds: workload.minReadySeconds,
      strategy: STRATEGY,
      selector: { matchLabels },
      template: {
        metadata: {
          labels: { ...labelsFor(owner, name), ...workload.podLabels },
          annotations: { 'colonnade.dev/config-hash': workload.configurationHash },
        },
        spec: {
          ...podSpecBase({
            scheduling: tenant.scheduling,
            images: tenant.images,
            priorityClassName: CLUSTER.controlPlanePriority,
            spreadOver: matchLabels,
            perRevision: true,
          }),
          serviceAccountName: name,
          dnsConfig: DNS_CONFIG,
          ...workload.podSpec,
        },
      },
    },
  };
}

/** What the containers of a control plane have in common. */
export function containerBase(
  tenant: Pick<TenantModel, 'size'>,
): Pick<Container, 'imagePullPolicy' | 'securityContext' | 'env'> {
  return {
    imagePullPolicy: 'IfNotPresent',
    securityContext: CONTAINER_SECURITY,
    env: GARBAGE_COLLECTION(tenant.size),
  };
}

const GARBAGE_COLLECTION = onceForEach((size: SizeClass): EnvVar[] =>
  shared([shared({ name: 'GOGC', value: String(SIZES[size].garbageCollection) })]),
);
