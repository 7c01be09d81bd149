import type { Rule } from '../../../model';

const PROGRAM = (kind: 'nodes' | 'serverless') => `const aws = new ManagementCluster(fleet, 'aws-1', {
  version: '1.36.3',
  host: existing({
    loadBalancer: 'hostname',
    profile: {
      nodePools: [
        {
          name: 'control-planes',
          role: 'control-plane',
          kind: '${kind}',
          machineType: ${kind === 'nodes' ? "'m7i.xlarge'" : 'null'},
          burstable: false,
          cpu: ${kind === 'nodes' ? '4' : 'null'},
          memoryBytes: ${kind === 'nodes' ? '16 * 1024 ** 3' : 'null'},
          size: { min: 0, max: 100 },
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
const elsewhere = EtcdStore.fromEndpoints(aws, 'tenants', {
  endpoints: ['https://etcd.example.org:2379'],
  clusterIssuer: 'etcd-clients',
});
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: elsewhere,
  endpoint: Endpoint.loadBalancer({ hostname: 'team-b.example.org' }),
});`;

/** CLN3310 */
export const unenforcedPolicies: Rule = {
  code: 'CLN3310',
  severity: 'warning',
  title: 'network policies that nothing enforces',
  explanation:
    'What keeps tenants apart in the network are policies that the nodes of control planes enforce. Serverless pods have no such nodes: neither Fargate nor the virtual nodes of Azure Container Instances enforce policies, and pods of one tenant reach those of another. What is left are certificates, and what the network of the cloud itself keeps apart: security groups for pods, a subnet of its own. Accept it where tenants trust each other, or where that has been done. See https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html and https://github.com/microsoft/virtualnodesOnAzureContainerInstances#limitations.',
  wrong: PROGRAM('serverless'),
  right: PROGRAM('nodes'),
  check(fleet, report) {
    for (const { path, host, tenants } of fleet.managementClusters) {
      const pool = host.profile?.nodePools.find(({ kind, role }) => kind === 'serverless' && role === 'control-plane');
      if (pool === undefined || tenants.length === 0) continue;
      report({
        path,
        property: 'host',
        message: `control planes run on ${pool.name}, where network policies are not enforced.`,
        fix: "run them on nodes, or keep pods apart in the cloud's network and acknowledge it: acknowledge('CLN3310', '...').",
      });
    }
  },
};
