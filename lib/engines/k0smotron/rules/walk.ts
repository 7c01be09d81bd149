import type { FleetModel, ManagementClusterModel, TenantModel } from '../../../model';
import { ENGINE_NAME, optionsOf } from '../options';
import type { K0smotronOptions } from '../options';

/** Visits every tenant that k0smotron runs, with the options of its engine. */
export function eachK0smotronTenant(
  fleet: FleetModel,
  visit: (tenant: TenantModel, options: K0smotronOptions, cluster: ManagementClusterModel) => void,
): void {
  for (const cluster of fleet.managementClusters) {
    for (const tenant of cluster.tenants) {
      if (tenant.engine.name === ENGINE_NAME) visit(tenant, optionsOf(tenant), cluster);
    }
  }
}
