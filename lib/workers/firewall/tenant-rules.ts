import { jwtIssuerUrls } from '../../kubernetes';
import type { ManagementClusterModel, TenantModel } from '../../model';
import { endpointWays } from './endpoint';
import { outboundWays, towards } from './outbound';
import { party, tcp, udp } from './rule';
import type { FirewallParty, FirewallRule, Way } from './rule';

/** Port of kubelets, for logs, exec, port-forward and metrics. */
const KUBELET = 10250;

/** `--service-node-port-range` of API servers that say nothing else. */
const NODE_PORTS = '30000-32767';

/**
 * What firewalls have to leave open for a tenant and its workers.
 *
 * With a tunnel nothing has to be let in to workers from the control plane: agents dial out. Without one API servers dial kubelets,
 * and the pods of webhooks and aggregated API servers.
 */
export function tenantFirewallRules(tenant: TenantModel, cluster: ManagementClusterModel): readonly FirewallRule[] {
  const workers = party(`workers of ${tenant.name}`, tenant.network.nodeCidrs);
  const ways = [
    ...endpointWays(tenant, cluster, workers),
    ...(tenant.konnectivity.enabled ? [] : flatWays(tenant, cluster, workers)),
    ...issuerWays(tenant, cluster),
    ...amongWorkers(tenant, workers),
    ...outboundWays(tenant, workers),
    ...peopleWays(tenant, workers),
  ];
  return ways.map((way) => ({ path: tenant.path, ...way }));
}

/** Out of the management cluster API servers have the address of their node where pods are masqueraded, and of their pod elsewhere. */
function apiServers({ name }: TenantModel, { network }: ManagementClusterModel): FirewallParty {
  return party(`API servers of ${name}`, [...network.nodeCidrs, ...network.podCidrs]);
}

function flatWays(tenant: TenantModel, cluster: ManagementClusterModel, workers: FirewallParty): readonly Way[] {
  const pods = party(`pods of ${tenant.name}`, tenant.network.podCidrs);
  return [
    tcp(
      apiServers(tenant, cluster),
      workers,
      [KUBELET],
      'always',
      'logs, exec, port-forward and metrics: API servers dial kubelets',
    ),
    tcp(
      apiServers(tenant, cluster),
      pods,
      ['1-65535'],
      'depends',
      'webhooks and aggregated API servers, dialled at their pods; needs a route from the management cluster to pods',
    ),
  ];
}

function issuerWays(tenant: TenantModel, cluster: ManagementClusterModel): readonly Way[] {
  return towards(
    apiServers(tenant, cluster),
    'issuers of JWTs',
    jwtIssuerUrls(tenant.authentication.jwt),
    'always',
    'keys with which tokens of people are checked',
  );
}

function amongWorkers({ extraArgs }: TenantModel, workers: FirewallParty): readonly Way[] {
  const nodePorts = [extraArgs.apiServer['service-node-port-range'] ?? NODE_PORTS];
  const users = party('users of the services');
  return [
    udp(
      workers,
      workers,
      [4789, 6081, 8472, 51820],
      'depends',
      'pods of different nodes: VXLAN, Geneve, VXLAN of Linux, WireGuard; your network plugin says which',
    ),
    tcp(workers, workers, [179], 'depends', 'routes between nodes, where the network plugin speaks BGP'),
    tcp(
      users,
      workers,
      nodePorts,
      'depends',
      'Services of type NodePort and LoadBalancer of the tenant, where you offer any',
    ),
    udp(users, workers, nodePorts, 'depends', 'the same over UDP'),
  ];
}

/** What people dial on the machines themselves. */
function peopleWays({ name, workerPools }: TenantModel, workers: FirewallParty): readonly Way[] {
  const admins = party('administrators of the machines');
  const hosts = workerPools.flatMap(({ machines }) => machines.hosts);
  const ports = [...new Set(hosts.map(({ port }) => port))].sort((a, b) => a - b);
  return [
    ...ports.map((port) =>
      tcp(
        admins,
        party(
          `machines of ${name} with SSH on ${port}`,
          hosts.filter((host) => host.port === port).map(({ address }) => address),
        ),
        [port],
        'always',
        'SSH, by which the machines are given their document',
      ),
    ),
    ...(workerPools.some(({ bootstrap }) => bootstrap.kind === 'talos')
      ? [tcp(admins, workers, [50000], 'depends', "Talos' own API, for talosctl")]
      : []),
  ];
}
