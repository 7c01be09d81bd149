import type { HostProfile, ManagementClusterModel, QuotaFacts, Rule } from '../../../model';
import { poolOfEtcd } from '../../node-pools';

const PROGRAM = (limit: number) => `const aws = new ManagementCluster(fleet, 'aws-1', {
  version: '1.36.3',
  host: existing({
    loadBalancer: 'hostname',
    profile: {
      region: 'eu-central-1',
      quotas: [
        {
          kind: 'load-balancers',
          limit: ${limit},
          per: 'region',
          adjustable: true,
          source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html',
          asOf: '2026-11-21',
        },
      ],
    },
  }),
  engine: native(),
});
const tenants = new EtcdStore(aws, 'tenants', { members: 3, volume: '16Gi' });
for (const name of ['one', 'two', 'three']) {
  new TenantControlPlane(aws, name, {
    version: '1.35.4',
    store: tenants,
    endpoint: Endpoint.loadBalancer({ hostname: \`\${name}.example.org\` }),
  });
}`;

/** CLN3104 */
export const quotas: Rule = {
  code: 'CLN3104',
  severity: 'warning',
  title: 'more than a quota of the place allows',
  explanation:
    'Clouds limit how many balancers and addresses an account may have in a region, and what is over the limit stays pending: the tenant is there, and nobody reaches it. Management clusters in the same region share the limit, and so does everything else of the account. Have the quota raised before, say its new value on the host, or share balancers between tenants.',
  wrong: PROGRAM(2),
  right: PROGRAM(50),
  check({ managementClusters }, report) {
    for (const cluster of managementClusters) {
      for (const quota of cluster.host.profile?.quotas ?? []) {
        const sharing = managementClusters.filter((other) => shares(cluster, other, quota));
        const used = sharing.reduce((sum, other) => sum + usedBy(other, quota), 0);
        // Said once for all that share it.
        if (used <= quota.limit || sharing[0] !== cluster) continue;
        report({
          path: cluster.path,
          property: 'host',
          message: `${sharing.map(({ name }) => name).join(', ')} need ${used} ${NAMES[quota.kind]} and host ${cluster.host.name} gives ${quota.limit} per ${quota.per} (${quota.source}, ${quota.asOf}).`,
          fix: quota.adjustable
            ? 'have the quota raised and say its new value on the host, or use fewer.'
            : 'spread the tenants over more management clusters.',
        });
      }
    }
  },
};

const NAMES: Readonly<Record<QuotaFacts['kind'], string>> = {
  'load-balancers': 'load balancers',
  addresses: 'addresses',
  'volumes-per-node': 'volumes on each node of etcd',
  nodes: 'nodes',
};

function shares(a: ManagementClusterModel, b: ManagementClusterModel, { per }: QuotaFacts): boolean {
  if (a === b) return true;
  if (per === 'cluster' || per === 'node' || per === 'network' || a.host.name !== b.host.name) return false;
  return per === 'account' || regionOf(a.host.profile) === regionOf(b.host.profile);
}

function regionOf(profile: HostProfile | null): string | null {
  return profile?.region ?? null;
}

/** What this fleet uses; what else the account has is not known here. */
function usedBy({ tenants, stores, host }: ManagementClusterModel, { kind }: QuotaFacts): number {
  const balancers = tenants.filter(({ endpoint }) => endpoint.kind === 'loadBalancer');
  switch (kind) {
    case 'load-balancers':
      return balancers.length;
    case 'addresses':
      return balancers.filter(({ endpoint }) => endpoint.kind === 'loadBalancer' && endpoint.address !== null).length;
    case 'nodes':
      return host.profile?.nodePools.reduce((sum, { size }) => sum + size.max, 0) ?? 0;
    case 'volumes-per-node': {
      const shared = stores.map(({ cluster }) => cluster);
      const dedicated = tenants.map(({ store }) => (store.kind === 'dedicated' ? store.cluster : null));
      const volumes = [...shared, ...dedicated].reduce((sum, etcd) => sum + (etcd?.members ?? 0), 0);
      const nodes = poolOfEtcd(host.profile)?.size.max;
      return nodes === undefined ? 0 : Math.ceil(volumes / Math.max(1, nodes));
    }
  }
}
