import type { JsonObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { ofEach, ofEveryEndpoint } from '../../capability';
import type { CapabilityTable } from '../../capability';
import { jsonOf, withoutEmpty } from '../api';
import { apiPort, knownHost } from '../endpoint';
import { K0SMOTRON } from '../operators';
import type { ControlPlaneProvider } from '../provider';
import { configurationObjects, foldersOf } from './api-server-files';
import { K0S_CAPABILITIES } from './k0s-capabilities';
import { disabledComponents, k0sConfig } from './k0s-config';
import { K0SMOTRON_VARIABLES } from './k0smotron-variables';
import { podPatches, servicePatches } from './k0smotron-patches';
import { resourcesOf } from './resources';
import { spreadOver } from './spread';
import { K0S_WORKERS } from './worker-kinds';

/** Options of {@link k0smotronControlPlane}. */
export interface K0smotronControlPlaneOptions {
  /** Number behind `-k0s.` in the version. @default 0 */
  readonly k0sRelease?: number;
  /** Secret in the namespace of the tenant with the URL of a database for kine. @default - an etcd of its own */
  readonly kineSecret?: string;
  /** Reached through an Ingress with TLS passthrough; each worker runs a HAProxy. @default - by the Service alone */
  readonly ingress?: { readonly apiHost: string; readonly konnectivityHost: string; readonly className?: string };
  /** Kubeconfig of the cluster that runs the pods. @default - the management cluster */
  readonly remoteHostCluster?: { readonly secret: string; readonly namespace: string; readonly key?: string };
  /** Prometheus and a proxy beside it. @default false */
  readonly monitoring?: boolean;
  /** Further fields of `spec`, as upstream has them, over the typed ones. @default {} */
  readonly spec?: JsonObject;
}

/** Labels of the pods in which k0s runs. */
function podLabels(name: string): Readonly<Record<string, string>> {
  return { app: 'k0smotron', cluster: name, component: 'cluster', 'cluster.x-k8s.io/control-plane': 'true' };
}

/**
 * Control planes of k0s that k0smotron runs as pods.
 *
 * https://docs.k0smotron.io/stable/capi-controlplane/
 */
export function k0smotronControlPlane(
  options: K0smotronControlPlaneOptions = {},
): ControlPlaneProvider<'k0smotron', K0smotronControlPlaneCapabilities> {
  return Object.freeze({
    name: 'k0smotron',
    hosted: true,
    object: { apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2', kind: 'K0smotronControlPlane' },
    labelsAreFrozen: true,
    options: jsonOf(options),
    capabilities: CAPABILITIES,
    workers: K0S_WORKERS,
    operators: [K0SMOTRON],
    writesBack: [
      {
        apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2',
        kind: 'K0smotronControlPlane',
        pointers: ['/spec/externalAddress', '/spec/certificateRefs', '/spec/manifests', '/spec/k0sConfig/spec/network'],
        reason: 'the controller writes addresses, certificates and the ranges of the Cluster',
      },
    ],
    immutable: [],
    template: { fixed: fixed(options), variables: K0SMOTRON_VARIABLES },
    spec: (tenant: TenantModel) => ({ ...specOf(tenant, options), ...options.spec }),
    beside: configurationObjects,
    podLabels: ({ name }: TenantModel) => podLabels(name),
  });
}

/** What is the same for every tenant. */
function fixed({ ingress, monitoring, remoteHostCluster }: K0smotronControlPlaneOptions): JsonObject {
  return withoutEmpty({
    persistence: { type: 'emptyDir' },
    monitoring: monitoring === true ? { enabled: true } : undefined,
    ingress: ingress && { ...ingress },
    remoteHostCluster: remoteHostCluster && {
      kubeconfigRef: {
        name: remoteHostCluster.secret,
        namespace: remoteHostCluster.namespace,
        key: remoteHostCluster.key ?? 'value',
      },
    },
  });
}

function specOf(tenant: TenantModel, options: K0smotronControlPlaneOptions): JsonObject {
  return withoutEmpty({
    ...fixed(options),
    // An unset version would be one of years ago.
    version: `v${tenant.version}-k0s.${options.k0sRelease ?? 0}`,
    replicas: tenant.replicas,
    externalAddress: knownHost(tenant) ?? undefined,
    service: service(tenant),
    storage: storage(tenant, options),
    k0sConfig: k0sConfig(tenant),
    controlPlaneFlags: disabledComponents(tenant),
    resources: resourcesOf(tenant.resources.apiServer),
    topologySpreadConstraints: spreadOver(tenant.scheduling, podLabels(tenant.name)),
    mounts: foldersOf(tenant).map(({ path, readOnly, source }) => ({ path, readOnly, ...source })),
    patches: [...podPatches(tenant), ...servicePatches(tenant)],
  });
}

const SERVICE_TYPES = { loadBalancer: 'LoadBalancer', nodePort: 'NodePort', clusterIp: 'ClusterIP' } as const;

function service(tenant: TenantModel): JsonObject {
  const { endpoint, konnectivity } = tenant;
  return {
    type: SERVICE_TYPES[endpoint.kind],
    apiPort: apiPort(tenant),
    konnectivityPort:
      endpoint.kind === 'nodePort' ? (endpoint.konnectivityNodePort ?? konnectivity.port) : konnectivity.port,
  };
}

function storage({ store }: TenantModel, { kineSecret }: K0smotronControlPlaneOptions): JsonObject {
  if (kineSecret !== undefined) return { type: 'kine', kine: { dataSourceSecretName: kineSecret } };
  if (store.kind === 'shared') return { type: 'etcd' };
  const { volume, storageClass, extraArgs, resources } = store.cluster;
  return {
    type: 'etcd',
    etcd: withoutEmpty({
      persistence: withoutEmpty({ size: volume, storageClass: storageClass ?? undefined }),
      args: Object.entries(extraArgs).map(([flag, value]) => `--${flag}=${value}`),
      resources: resourcesOf(resources),
    }),
  };
}

const SERVICE = { support: 'translated', note: 'a patch of the Service' } as const;

const CAPABILITIES = Object.freeze({
  ...K0S_CAPABILITIES,
  'tenant.store.dedicated': {
    support: 'translated',
    note: 'an etcd that k0smotron runs, with the volume of the model',
  },
  'tenant.store.dedicated.cluster.members': {
    support: 'unsupported',
    note: 'as many as there are control planes, made odd; it never shrinks',
  },
  'tenant.store.dedicated.cluster.version': { support: 'unsupported', note: 'the image that k0smotron has' },
  'tenant.store.dedicated.cluster.quotaBytes': {
    support: 'unsupported',
    note: "an argument: extraArgs: { 'quota-backend-bytes': '…' } of the store",
  },
  'tenant.store.dedicated.cluster.autoCompactionRetention': {
    support: 'unsupported',
    note: "an argument: extraArgs: { 'auto-compaction-retention': '…' } of the store",
  },
  'tenant.store.dedicated.cluster.scheduling': {
    support: 'unsupported',
    note: 'k0smotron places the members; use patches in spec of the control plane',
  },
  'tenant.images.pullSecrets': { support: 'translated', note: 'a patch of the StatefulSet' },
  'tenant.resources': {
    support: 'translated',
    note: 'all components are one container, which gets those of the API server',
  },
  ...ofEach(
    ['tenant.resources.controllerManager', 'tenant.resources.scheduler', 'tenant.resources.konnectivityServer'],
    { support: 'unsupported', note: 'all components are one container' },
  ),
  'tenant.scheduling': { support: 'translated', note: 'patches of the StatefulSet' },
  ...ofEach(['tenant.endpoint.loadBalancer.loadBalancerClass', 'tenant.endpoint.loadBalancer.sourceRanges'], SERVICE),
  ...ofEveryEndpoint('annotations', SERVICE),
} as const satisfies CapabilityTable);

/** The table of this control plane, whose type says what is not honoured. */
export type K0smotronControlPlaneCapabilities = typeof CAPABILITIES;
