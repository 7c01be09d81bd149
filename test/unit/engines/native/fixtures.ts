import type {
  EtcdClusterModel,
  EtcdStoreModel,
  ManagementClusterModel,
  ResourcesModel,
  TenantModel,
} from '../../../../lib/model';

/** Resources with requests and a memory limit. */
export function resources(cpu: string, memory: string): ResourcesModel {
  return { requests: { cpu, memory }, limits: { cpu: null, memory: null } };
}

const NO_RESOURCES: ResourcesModel = {
  requests: { cpu: null, memory: null },
  limits: { cpu: null, memory: null },
};

/** An etcd cluster of three members. */
export function etcdCluster(changes: Partial<EtcdClusterModel> = {}): EtcdClusterModel {
  return {
    namespace: 'etcd-shared',
    version: '3.6.16',
    members: 3,
    volume: '16Gi',
    storageClass: null,
    quotaBytes: 8 * 1024 ** 3,
    autoCompactionRetention: '5m',
    resources: resources('100m', '256Mi'),
    scheduling: {
      zones: ['a', 'b', 'c'],
      spread: 'preferred',
      nodeSelector: {},
      tolerations: [],
      priorityClassName: null,
    },
    extraArgs: {},
    ...changes,
  };
}

/** A shared store with a managed cluster. */
export function store(changes: Partial<EtcdStoreModel> = {}): EtcdStoreModel {
  return {
    name: 'shared',
    path: 'acme/eu-1/shared',
    origin: 'managed',
    cluster: etcdCluster(),
    engine: { name: 'native', options: {} },
    endpoints: ['https://etcd.etcd-shared.svc.cluster.local:2379'],
    clusterIssuer: 'etcd-shared-ca',
    images: { registry: 'registry.k8s.io', digests: {}, pullSecrets: [] },
    labels: {},
    annotations: {},
    deletionProtection: 'enabled',
    patches: [],
    ...changes,
  };
}

/** A tenant in the shared store with two API servers behind a load balancer. */
export function tenant(changes: Partial<TenantModel> = {}): TenantModel {
  return {
    name: 'team-a',
    path: 'acme/eu-1/team-a',
    namespace: 'tenant-team-a',
    version: '1.36.3',
    engine: { name: 'native', options: {} },
    replicas: 2,
    size: 'small',
    store: { kind: 'shared', name: 'shared', prefix: '/tenants/team-a', user: 'team-a' },
    endpoint: {
      kind: 'loadBalancer',
      address: '203.0.113.10',
      hostname: null,
      sourceRanges: [],
      loadBalancerClass: null,
      port: 6443,
      extraSans: [],
      annotations: {},
    },
    network: {
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['10.96.0.0/16'],
      clusterDomain: 'cluster.local',
      dnsAddress: '10.96.0.10',
      nodeCidrMaskSizes: { ipv4: 24, ipv6: 64 },
      sharedNetwork: null,
      nodeCidrs: [],
    },
    admission: { enable: [], disable: [] },
    authentication: { anonymous: 'health', jwt: [] },
    audit: {
      enabled: true,
      rules: [{ level: 'Metadata' }],
      omitStages: ['RequestReceived'],
      sink: 'stdout',
      maxAgeDays: 7,
      maxBackups: 4,
      maxSizeMegabytes: 100,
    },
    encryption: { provider: 'secretbox', resources: ['secrets'] },
    featureGates: {},
    extraArgs: { apiServer: {}, controllerManager: {}, scheduler: {} },
    resources: {
      apiServer: resources('100m', '256Mi'),
      controllerManager: resources('25m', '64Mi'),
      scheduler: resources('10m', '32Mi'),
      konnectivityServer: resources('10m', '32Mi'),
    },
    scheduling: {
      zones: ['a', 'b', 'c'],
      spread: 'preferred',
      nodeSelector: {},
      tolerations: [],
      priorityClassName: null,
    },
    konnectivity: {
      enabled: true,
      version: '0.36.0',
      port: 8132,
      agent: {
        mode: 'DaemonSet',
        replicas: null,
        hostNetwork: false,
        tolerations: [{ operator: 'Exists' }],
        resources: NO_RESOURCES,
      },
    },
    addons: {
      kubeProxy: { mode: 'nftables', config: {} },
      coreDns: { version: '1.14.7', replicas: 2, corefile: null, resources: NO_RESOURCES },
    },
    images: { registry: 'registry.k8s.io', digests: {}, pullSecrets: [] },
    labels: {},
    annotations: {},
    deletionProtection: 'enabled',
    patches: [],
    workerPools: [],
    ...changes,
  };
}

/** A management cluster with one shared store; its tenants are passed by each test. */
export function managementCluster(changes: Partial<ManagementClusterModel> = {}): ManagementClusterModel {
  return {
    name: 'eu-1',
    path: 'acme/eu-1',
    version: '1.36.3',
    origin: 'managed',
    host: {
      name: 'existing',
      zones: ['a', 'b', 'c'],
      storageClass: 'fast-ssd',
      loadBalancer: 'static-ip',
      nodePortRange: [30000, 32767],
    },
    engine: { name: 'native', options: {} },
    network: {
      podCidrs: ['10.0.0.0/16'],
      serviceCidrs: ['10.1.0.0/16'],
      nodeCidrs: ['192.168.0.0/24'],
      clusterDomain: 'cluster.local',
      apiServerCidrs: ['192.168.0.1/32'],
    },
    certManager: { namespace: 'cert-manager' },
    labels: {},
    annotations: {},
    stores: [store()],
    tenants: [],
    importedTenants: [],
    ...changes,
  };
}
