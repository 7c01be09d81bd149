import { NO_FURTHER_FACTS } from '../../../../lib/hosts';
import type {
  EtcdClusterModel,
  EtcdStoreModel,
  ManagementClusterModel,
  ResourcesModel,
  TenantModel,
} from '../../../../lib/model';
import { aTenant } from '../../../support/workers';

/** Resources with requests and a memory limit. */
export function resources(cpu: string, memory: string): ResourcesModel {
  return { requests: { cpu, memory }, limits: { cpu: null, memory: null } };
}

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

/** The tenant of all tests in the shared store, without pools: what is tested with it are its control plane and its keys. */
export function tenant(changes: Partial<TenantModel> = {}): TenantModel {
  return aTenant({
    store: { kind: 'shared', name: 'shared', prefix: '/tenants/team-a', user: 'team-a' },
    authentication: { anonymous: 'health', jwt: [] },
    resources: {
      apiServer: resources('100m', '256Mi'),
      controllerManager: resources('25m', '64Mi'),
      scheduler: resources('10m', '32Mi'),
      konnectivityServer: resources('10m', '32Mi'),
    },
    workerPools: [],
    ...changes,
  });
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
      ...NO_FURTHER_FACTS,
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
