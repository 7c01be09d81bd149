import type { ManagementClusterModel } from '../../model';
import { dns, time, towards } from './outbound';
import { party, tcp } from './rule';
import type { FirewallRule, Way } from './rule';

/** What firewalls have to leave open for a management cluster, whoever its tenants are. */
export function managementFirewallRules(cluster: ManagementClusterModel): readonly FirewallRule[] {
  const { network, path, stores, tenants } = cluster;
  const nodes = party('nodes of the management cluster', network.nodeCidrs);
  const everything = party('nodes and pods of the management cluster', [...network.nodeCidrs, ...network.podCidrs]);
  const apiServers = party('API servers of the management cluster', network.apiServerCidrs);
  const external = stores.flatMap((store) => (store.cluster === null ? store.endpoints : []));
  const hasEtcd =
    stores.some((store) => store.cluster !== null) || tenants.some(({ store }) => store.kind === 'dedicated');
  const ways: Way[] = [
    tcp(everything, apiServers, [443, 6443], 'always', 'kubelets, controllers, and the Jobs that set up tenants'),
    tcp(
      apiServers,
      everything,
      [10250],
      'always',
      'kubelets, and the webhook of cert-manager, whose pod listens on the same number; managed clusters with private nodes often close it',
    ),
    ...(hasEtcd
      ? [
          tcp(
            everything,
            everything,
            ['2379-2381'],
            'always',
            'etcd: clients, peers, metrics; stays inside, let nobody else in',
          ),
        ]
      : []),
    tcp(
      everything,
      everything,
      [6443, 8132],
      'always',
      'API servers and konnectivity servers of tenants, from node to node',
    ),
    ...towards(
      everything,
      'etcd that is not in the cluster',
      external,
      'always',
      'API servers of tenants whose store it is',
    ),
    ...dns(nodes),
    ...time(nodes, []),
    ...towards(
      nodes,
      'registries',
      [...new Set(tenants.map(({ images }) => `https://${images.registry.split('/')[0] ?? images.registry}`))].sort(),
      'always',
      'images of control planes',
    ),
  ];
  return ways.map((way) => ({ path, ...way }));
}
