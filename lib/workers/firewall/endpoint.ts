import type { ManagementClusterModel, TenantModel } from '../../model';
import { balancerSource } from './balancers';
import { party, tcp } from './rule';
import type { FirewallParty, Way } from './rule';

/** Port on which Talos control planes sign certificates of machines. https://www.talos.dev/latest/learn-more/talos-network-connectivity/ */
const TRUSTD = 50001;

/** How workers and clients reach the API servers, and with a tunnel how agents reach their servers. */
export function endpointWays(
  tenant: TenantModel,
  { host, network }: ManagementClusterModel,
  workers: FirewallParty,
): readonly Way[] {
  const { endpoint } = tenant;
  const clients = party('people and programs', endpoint.kind === 'loadBalancer' ? endpoint.sourceRanges : []);
  const destination = destinationOf(tenant);
  const { api, tunnel } = portsOf(tenant);
  const ways = [
    tcp(workers, destination, [api], 'always', 'kubelets, kube-proxy and pods call the API server'),
    ...(tunnel === null
      ? []
      : [tcp(workers, destination, [tunnel], 'always', 'konnectivity agents dial out; nothing dials them')]),
    ...(tenant.workerPools.some(({ bootstrap }) => bootstrap.kind === 'talos')
      ? [
          tcp(
            workers,
            destination,
            [TRUSTD],
            'depends',
            "certificates for Talos' own API, where talos-csr-signer runs beside the control plane",
          ),
        ]
      : []),
    tcp(clients, destination, [api], 'depends', 'kubectl and what else works with the tenant from outside'),
  ];
  if (endpoint.kind !== 'loadBalancer') return ways;
  const [first, last] = host.nodePortRange;
  const nodes = party('nodes of the management cluster', network.nodeCidrs);
  const { addresses, ports } = balancerSource(host);
  return [
    ...ways,
    tcp(
      party('load balancer of the tenant', addresses),
      nodes,
      [...ports, `${first}-${last}`],
      'depends',
      'balancers that forward to node ports, and their health checks; many clouds open it by themselves, and MetalLB or kube-vip need nothing',
    ),
  ];
}

function destinationOf({ endpoint, name, namespace }: TenantModel): FirewallParty {
  const words = `endpoint of ${name}`;
  switch (endpoint.kind) {
    case 'loadBalancer': {
      const known = endpoint.address ?? endpoint.hostname;
      if (known === null) return party(`${words}, an address that the balancer picks`);
      // Behind a name of a cloud's balancer addresses change.
      return party(endpoint.address === null ? `${words}, by name: its addresses change` : words, [known]);
    }
    case 'nodePort':
      return party(`${words}: nodes of the management cluster`, [endpoint.address]);
    case 'clusterIp':
      return party(
        `${words}, inside the management cluster`,
        endpoint.clusterIp === null ? [`kube-apiserver.${namespace}.svc`] : [endpoint.clusterIp],
      );
  }
}

function portsOf({ endpoint, konnectivity }: TenantModel): { readonly api: number; readonly tunnel: number | null } {
  if (endpoint.kind === 'nodePort') {
    return { api: endpoint.nodePort, tunnel: konnectivity.enabled ? endpoint.konnectivityNodePort : null };
  }
  return { api: endpoint.port, tunnel: konnectivity.enabled ? konnectivity.port : null };
}
