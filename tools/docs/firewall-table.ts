import { App } from 'cdk8s';
import { native } from '../../lib/engines/native';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from '../../lib/fleet';
import { existing } from '../../lib/hosts/existing';
import { managementFirewallRules, tenantFirewallRules } from '../../lib/workers';
import type { FirewallParty, FirewallRule } from '../../lib/workers';

/** Tables of what `colonnade firewall` says of a management cluster and of two tenants, one with and one without a tunnel. */
export function firewallTables(): string {
  const [cluster] = exampleFleet().toModel().managementClusters;
  if (cluster === undefined) throw new Error('the example has a management cluster');
  const tunnel = cluster.tenants.find(({ konnectivity }) => konnectivity.enabled);
  const flat = cluster.tenants.find(({ konnectivity }) => !konnectivity.enabled);
  if (tunnel === undefined || flat === undefined) throw new Error('the example has both kinds of tenants');
  const tunnelRules = tenantFirewallRules(tunnel, cluster);
  const said = new Set(tunnelRules.map(({ why }) => why));
  return [
    'A tenant with a tunnel, behind a load balancer:',
    table(tunnelRules),
    'A tenant without one: what is above but for the tunnel’s port, and besides:',
    table(tenantFirewallRules(flat, cluster).filter(({ why }) => !said.has(why))),
    'The management cluster, whoever its tenants are:',
    table(managementFirewallRules(cluster)),
  ].join('\n\n');
}

function exampleFleet(): Fleet {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  for (const [name, address] of [
    ['team-a', '203.0.113.10'],
    ['team-b', '203.0.113.11'],
  ] as const) {
    new TenantControlPlane(eu, name, {
      version: '1.36.3',
      store,
      endpoint: Endpoint.loadBalancer({ address }),
      ...(name === 'team-b' && { konnectivity: false as const }),
    });
  }
  return fleet;
}

function table(rules: readonly FirewallRule[]): string {
  const lines = rules.map(({ destination, need, ports, protocol, source, why }) =>
    [`${protocol} ${ports.join(', ')}`, partyText(source), partyText(destination), need, why].join(' | '),
  );
  return ['| Ports | From | To | Needed | For |', '|---|---|---|---|---|', ...lines.map((line) => `| ${line} |`)].join(
    '\n',
  );
}

function partyText({ name, addresses }: FirewallParty): string {
  return addresses.length === 0 ? name : `${name} (${addresses.join(', ')})`;
}
