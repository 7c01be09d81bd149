import type { Rule } from '../../../model';
import { poolOfEtcd } from '../../node-pools';
import { eachEtcd } from '../../walk';

const PROGRAM = (machineType: string, burstable: boolean) => `const aws = new ManagementCluster(fleet, 'aws-1', {
  version: '1.36.3',
  host: existing({
    loadBalancer: 'hostname',
    profile: {
      nodePools: [
        {
          name: 'etcd',
          role: 'etcd',
          kind: 'nodes',
          machineType: '${machineType}',
          burstable: ${burstable},
          cpu: 2,
          memoryBytes: 8 * 1024 ** 3,
          size: { min: 3, max: 3 },
          zones: [],
          labels: {},
          taints: [],
          encrypted: true,
          private: true,
        },
      ],
    },
  }),
  engine: native(),
});
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ hostname: 'team-b.example.org' }),
});`;

/** CLN3102 */
export const etcdMachines: Rule = {
  code: 'CLN3102',
  severity: 'warning',
  title: 'etcd on burstable machines',
  explanation:
    'A burstable machine runs at a fraction of its processor once its credits are used up, usually while everybody needs it most: after a restart, when all clients list everything. etcd then answers late, and members lose their leader. See https://etcd.io/docs/v3.6/op-guide/hardware/#cpus.',
  wrong: PROGRAM('t3.large', true),
  right: PROGRAM('m7i.large', false),
  check(fleet, report) {
    eachEtcd(fleet, (_, { path, cluster: { host } }) => {
      const pool = poolOfEtcd(host.profile);
      if (pool?.burstable !== true) return;
      report({
        path,
        property: '',
        message: `its members run on ${pool.machineType ?? 'machines'} of pool ${pool.name}, which are burstable.`,
        fix: `give pool ${pool.name} machines with processors of their own, or say on the host which other pool is for etcd.`,
      });
    });
  },
};
