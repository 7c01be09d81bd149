import type { FleetModel } from '../../model';
import { managementFirewallRules } from './management-rules';
import { tenantFirewallRules } from './tenant-rules';
import type { FirewallRule } from './rule';

export { managementFirewallRules } from './management-rules';
export type { FirewallParty, FirewallRule } from './rule';
export { tenantFirewallRules } from './tenant-rules';

/** What firewalls have to leave open for a whole fleet: each management cluster, followed by its tenants. */
export function firewallRules(fleet: FleetModel): readonly FirewallRule[] {
  return fleet.managementClusters.flatMap((cluster) => [
    ...managementFirewallRules(cluster),
    ...cluster.tenants.flatMap((tenant) => tenantFirewallRules(tenant, cluster)),
  ]);
}
