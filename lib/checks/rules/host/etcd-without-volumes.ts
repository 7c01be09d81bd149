import type { Rule } from '../../../model';
import { poolsFor } from '../../node-pools';
import { eachEtcd } from '../../walk';

const HOST = `const serverless = existing({
  loadBalancer: 'hostname',
  profile: {
    nodePools: [
      {
        name: 'fargate',
        role: 'general',
        kind: 'serverless',
        machineType: null,
        burstable: false,
        cpu: null,
        memoryBytes: null,
        size: { min: 0, max: 100 },
        zones: [],
        labels: {},
        taints: [],
        encrypted: true,
        private: true,
      },
    ],
  },
});
const aws = new ManagementCluster(fleet, 'aws-1', { version: '1.36.3', host: serverless, engine: native() });`;

/** CLN3103 */
export const etcdWithoutVolumes: Rule = {
  code: 'CLN3103',
  severity: 'error',
  title: 'etcd where there are no volumes',
  explanation:
    'Serverless pods (Fargate, Azure Container Instances) have no block volumes and no machine to stay on: an etcd member there loses its data whenever it moves, and a majority that moves loses every tenant. Control planes themselves hold no state and can run there, with a datastore elsewhere. See https://docs.aws.amazon.com/eks/latest/userguide/fargate.html and https://learn.microsoft.com/en-us/azure/container-instances/container-instances-virtual-nodes.',
  wrong: `${HOST}
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ hostname: 'team-b.example.org' }),
});`,
  right: `${HOST}
const elsewhere = EtcdStore.fromEndpoints(aws, 'tenants', {
  endpoints: ['https://etcd.example.org:2379'],
  clusterIssuer: 'etcd-clients',
});
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: elsewhere,
  endpoint: Endpoint.loadBalancer({ hostname: 'team-b.example.org' }),
});`,
  check(fleet, report) {
    eachEtcd(fleet, ({ scheduling }, place) => {
      const { host } = place.cluster;
      const pools = poolsFor(scheduling, host.profile);
      if (pools.length === 0 || pools.some(({ kind }) => kind === 'nodes')) return;
      report({
        path: place.path,
        property: place.property('volume'),
        message: `on host ${host.name} its members would run on ${pools.map(({ name }) => name).join(', ')}, where pods have no volumes.`,
        fix: 'use a datastore elsewhere: EtcdStore.fromEndpoints(...), or add a node pool for etcd to the host.',
      });
    });
  },
};
