import { allRules, runChecks } from '../../../lib/checks';
import { NO_FURTHER_FACTS } from '../../../lib/hosts';
import type { Finding } from '../../../lib/findings';
import { MODEL_VERSION } from '../../../lib/model';
import type {
  EtcdClusterModel,
  EtcdStoreModel,
  FleetModel,
  HostFacts,
  ManagementClusterModel,
  ResourcesModel,
  SchedulingModel,
  TenantModel,
  WorkerPoolModel,
} from '../../../lib/model';
import { aPool } from '../../support/workers';
import type { PoolOverrides } from '../../support/workers';

const resources: ResourcesModel = Object.freeze({
  requests: { cpu: '100m', memory: '256Mi' },
  limits: { cpu: null, memory: '1Gi' },
});

const scheduling: SchedulingModel = Object.freeze({
  zones: Object.freeze(['a', 'b', 'c']),
  spread: 'preferred',
  nodeSelector: Object.freeze({}),
  tolerations: Object.freeze([]),
  priorityClassName: null,
});

const images = Object.freeze({
  registry: 'registry.k8s.io',
  digests: Object.freeze({}),
  pullSecrets: Object.freeze([]),
});

/** A host with three zones and static addresses. */
export const host: HostFacts = Object.freeze({
  name: 'existing',
  zones: scheduling.zones,
  storageClass: 'fast-ssd',
  loadBalancer: 'static-ip',
  nodePortRange: Object.freeze<[number, number]>([30000, 32767]),
  ...NO_FURTHER_FACTS,
});

const engine = Object.freeze({ name: 'native', options: Object.freeze({}) });

export function etcdCluster(overrides: Partial<EtcdClusterModel> = {}): EtcdClusterModel {
  return {
    namespace: 'etcd-shared',
    version: '3.6.16',
    members: 3,
    volume: '16Gi',
    storageClass: null,
    quotaBytes: 8 * 1024 ** 3,
    autoCompactionRetention: '5m',
    resources,
    scheduling,
    extraArgs: {},
    ...overrides,
  };
}

export function store(overrides: Partial<EtcdStoreModel> = {}): EtcdStoreModel {
  const name = overrides.name ?? 'shared';
  return {
    name,
    path: `acme/eu-1/${name}`,
    origin: 'managed',
    cluster: etcdCluster({ namespace: `etcd-${name}` }),
    engine,
    endpoints: [`https://etcd.etcd-${name}.svc.cluster.local:2379`],
    clusterIssuer: `etcd-${name}`,
    images,
    labels: {},
    annotations: {},
    deletionProtection: 'enabled',
    patches: [],
    ...overrides,
  };
}

export const network: TenantModel['network'] = Object.freeze({
  podCidrs: Object.freeze(['10.244.0.0/16']),
  serviceCidrs: Object.freeze(['10.96.0.0/16']),
  clusterDomain: 'cluster.local',
  dnsAddress: '10.96.0.10',
  nodeCidrMaskSizes: Object.freeze({ ipv4: 24, ipv6: 64 }),
  sharedNetwork: null,
  nodeCidrs: [],
});

const tenantDefaults = Object.freeze({
  engine,
  replicas: 2,
  size: 'small',
  network,
  admission: Object.freeze({ enable: Object.freeze([]), disable: Object.freeze([]) }),
  authentication: Object.freeze({ anonymous: 'clusterInfo', jwt: Object.freeze([]) }),
  audit: Object.freeze({
    enabled: true,
    rules: Object.freeze([{ level: 'Metadata' }]),
    omitStages: Object.freeze(['RequestReceived']),
    sink: 'stdout',
    maxAgeDays: 7,
    maxBackups: 3,
    maxSizeMegabytes: 100,
  }),
  encryption: Object.freeze({ provider: 'secretbox', resources: Object.freeze(['secrets']) }),
  featureGates: Object.freeze({}),
  extraArgs: Object.freeze({
    apiServer: Object.freeze({}),
    controllerManager: Object.freeze({}),
    scheduler: Object.freeze({}),
  }),
  resources: Object.freeze({
    apiServer: resources,
    controllerManager: resources,
    scheduler: resources,
    konnectivityServer: resources,
  }),
  scheduling,
  konnectivity: Object.freeze({
    enabled: true,
    version: '0.36.0',
    port: 8132,
    agent: Object.freeze({
      mode: 'DaemonSet',
      replicas: null,
      hostNetwork: false,
      tolerations: Object.freeze([{ operator: 'Exists' } as const]),
      resources,
    }),
  }),
  addons: Object.freeze({
    kubeProxy: Object.freeze({ mode: 'nftables', config: Object.freeze({}) }),
    coreDns: Object.freeze({ version: '1.14.7', replicas: 2, corefile: null, resources }),
  }),
  images,
  labels: Object.freeze({}),
  annotations: Object.freeze({}),
  deletionProtection: 'enabled',
  patches: Object.freeze([]),
  workerPools: Object.freeze([]),
} as const);

export function tenant(overrides: Partial<TenantModel> = {}): TenantModel {
  const name = overrides.name ?? 'team-a';
  const namespace = overrides.namespace ?? `tenant-${name}`;
  return {
    ...tenantDefaults,
    name,
    path: `acme/eu-1/${name}`,
    namespace,
    version: '1.35.4',
    store: { kind: 'shared', name: 'shared', prefix: `/tenants/${namespace}`, user: namespace },
    endpoint: loadBalancer(),
    ...overrides,
  };
}

export function loadBalancer(
  overrides: Partial<Extract<TenantModel['endpoint'], { kind: 'loadBalancer' }>> = {},
): TenantModel['endpoint'] {
  return {
    kind: 'loadBalancer',
    port: 6443,
    extraSans: [],
    annotations: {},
    address: '203.0.113.10',
    hostname: null,
    sourceRanges: [],
    loadBalancerClass: null,
    ...overrides,
  };
}

export function nodePort(
  nodePort: number,
  konnectivityNodePort: number | null = nodePort + 1,
): TenantModel['endpoint'] {
  return {
    kind: 'nodePort',
    port: 6443,
    extraSans: [],
    annotations: {},
    address: '203.0.113.20',
    nodePort,
    konnectivityNodePort,
  };
}

export function clusterIp(clusterIp: string | null = null): TenantModel['endpoint'] {
  return { kind: 'clusterIp', port: 6443, extraSans: [], annotations: {}, clusterIp };
}

export function pool(overrides: PoolOverrides = {}): WorkerPoolModel {
  return aPool({ version: '1.35.4', ...overrides });
}

export function cluster(overrides: Partial<ManagementClusterModel> = {}): ManagementClusterModel {
  const name = overrides.name ?? 'eu-1';
  return {
    name,
    path: `acme/${name}`,
    version: '1.36.3',
    origin: 'managed',
    host,
    engine,
    network: { podCidrs: [], serviceCidrs: [], nodeCidrs: [], clusterDomain: 'cluster.local', apiServerCidrs: [] },
    certManager: { namespace: 'cert-manager' },
    labels: {},
    annotations: {},
    stores: [store()],
    tenants: [tenant()],
    importedTenants: [],
    ...overrides,
  };
}

/** A fleet of one management cluster, one store and one tenant in which no rule finds anything. */
export function fleetModel(overrides: Partial<FleetModel> = {}): FleetModel {
  return {
    apiVersion: MODEL_VERSION,
    kind: 'Fleet',
    name: 'acme',
    path: 'acme',
    managementClusters: [cluster()],
    acknowledgements: [],
    ...overrides,
  };
}

/** The fleet with these tenants in its management cluster. */
export function fleetOf(...tenants: readonly TenantModel[]): FleetModel {
  return fleetModel({ managementClusters: [cluster({ tenants })] });
}

/** The fleet with a tenant that differs in these properties. */
export function tenantFleet(overrides: Partial<TenantModel>): FleetModel {
  return fleetOf(tenant(overrides));
}

/** The fleet with a tenant on a dedicated etcd that differs in these properties. */
export function dedicatedFleet(
  overrides: Partial<EtcdClusterModel>,
  hostOverrides: Partial<HostFacts> = {},
): FleetModel {
  const etcd = etcdCluster({ namespace: 'tenant-team-a', ...overrides });
  return fleetModel({
    managementClusters: [
      cluster({
        host: { ...host, ...hostOverrides },
        stores: [],
        tenants: [tenant({ store: { kind: 'dedicated', cluster: etcd } })],
      }),
    ],
  });
}

/** The fleet with a worker pool that differs in these properties. */
export function poolFleet(overrides: PoolOverrides): FleetModel {
  return tenantFleet({ workerPools: [pool(overrides)] });
}

/** Everything that one rule finds; fails for a code that no rule has. */
export function findingsOf(code: string, fleet: FleetModel): readonly Finding[] {
  if (!allRules().some((rule) => rule.code === code)) throw new Error(`no rule has the code ${code}`);
  return runChecks(fleet).findings.filter((finding) => finding.code === code);
}

/** What the only finding of a rule is about. Fails when there is none or more than one. */
export function theFinding(code: string, fleet: FleetModel): Finding {
  const found = findingsOf(code, fleet);
  const [first] = found;
  if (found.length !== 1 || !first) throw new Error(`expected one ${code}, found ${JSON.stringify(found, null, 1)}`);
  return first;
}
