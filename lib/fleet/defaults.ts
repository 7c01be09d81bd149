import type { ControlPlaneComponent, ImagesModel, ResourcesModel, SizeClass, TenantNetworkModel } from '../model';

/** etcd that is rendered unless another version is asked for. Source: https://github.com/etcd-io/etcd/releases */
export const ETCD_VERSION = '3.6.16';

/** konnectivity server and agent. Source: https://github.com/kubernetes-sigs/apiserver-network-proxy/tags */
export const KONNECTIVITY_VERSION = '0.36.0';

/** CoreDNS of the addon. Source: https://github.com/coredns/coredns/releases */
export const COREDNS_VERSION = '1.14.7';

/** Upstream's registry. */
export const REGISTRY = 'registry.k8s.io';

/** etcd's suggested maximum of `--quota-backend-bytes`. Source: https://etcd.io/docs/v3.6/dev-guide/limit/ */
export const ETCD_MAX_QUOTA_BYTES = 8 * 1024 ** 3;

/** Images without any setting. */
export const DEFAULT_IMAGES: ImagesModel = freeze({ registry: REGISTRY, digests: freeze({}), pullSecrets: freeze([]) });

/** How large a tenant will grow, unless the program says it. */
export const DEFAULT_SIZE: SizeClass = 'small';

/** The etcd of a tenant of its own, unless the program says it. */
export const DEDICATED_ETCD = freeze({ members: 3, volume: '8Gi' } as const);

/** Ranges inside of a tenant, unless the program says them. */
export const DEFAULT_NETWORK: TenantNetworkModel = freeze({
  podCidrs: freeze(['10.244.0.0/16']),
  serviceCidrs: freeze(['10.96.0.0/16']),
  clusterDomain: 'cluster.local',
  dnsAddress: '10.96.0.10',
  nodeCidrMaskSizes: freeze({ ipv4: 24, ipv6: 64 }),
  sharedNetwork: null,
  nodeCidrs: freeze([]),
});

/** An empty map that all models share. */
export const NONE: Readonly<Record<string, never>> = freeze({});

/** An empty list that all models share. */
export const EMPTY: readonly never[] = freeze([]);

/** CPU and memory of each etcd member. */
export const ETCD_RESOURCES = resources('200m', '512Mi', '4Gi');

/**
 * CPU and memory of each konnectivity agent, by size class. An agent holds a connection for each API server and its share of what
 * goes through the tunnel, so it grows with the traffic of a tenant more than with its nodes.
 */
export const AGENT_RESOURCES: Readonly<Record<SizeClass, ResourcesModel>> = freeze({
  small: resources('10m', '32Mi', '128Mi'),
  medium: resources('20m', '48Mi', '192Mi'),
  large: resources('50m', '64Mi', '256Mi'),
});

/** CPU and memory of each CoreDNS pod. Source: https://github.com/kubernetes/kubernetes/tree/master/cluster/addons/dns/coredns */
export const COREDNS_RESOURCES = resources('100m', '70Mi', '170Mi');

/** CPU and memory of control-plane containers by size class; measured at idle for `small`, see docs/performance.md. */
export const TENANT_RESOURCES: Readonly<
  Record<SizeClass, Readonly<Record<ControlPlaneComponent | 'konnectivityServer', ResourcesModel>>>
> = freeze({
  small: freeze({
    apiServer: resources('100m', '256Mi', '1Gi'),
    controllerManager: resources('25m', '64Mi', '256Mi'),
    scheduler: resources('10m', '32Mi', '128Mi'),
    konnectivityServer: resources('10m', '32Mi', '128Mi'),
  }),
  medium: freeze({
    apiServer: resources('500m', '1Gi', '4Gi'),
    controllerManager: resources('100m', '128Mi', '512Mi'),
    scheduler: resources('50m', '64Mi', '256Mi'),
    konnectivityServer: resources('50m', '64Mi', '256Mi'),
  }),
  large: freeze({
    apiServer: resources('2', '4Gi', '16Gi'),
    controllerManager: resources('500m', '512Mi', '2Gi'),
    scheduler: resources('250m', '256Mi', '1Gi'),
    konnectivityServer: resources('100m', '128Mi', '512Mi'),
  }),
});

function resources(cpu: string, memory: string, memoryLimit: string): ResourcesModel {
  return freeze({ requests: freeze({ cpu, memory }), limits: freeze({ cpu: null, memory: memoryLimit }) });
}

function freeze<T extends object>(value: T): Readonly<T> {
  return Object.freeze(value);
}
