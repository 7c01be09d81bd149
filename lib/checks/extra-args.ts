import type { ControlPlaneComponent, FleetModel, TenantModel } from '../model';
import { eachTenant } from './walk';

const COMPONENTS: readonly ControlPlaneComponent[] = ['apiServer', 'controllerManager', 'scheduler'];

/** One extra argument of a component. */
export interface ExtraArg {
  readonly tenant: TenantModel;
  readonly component: ControlPlaneComponent;
  /** As it was written, for example `v`. */
  readonly flag: string;
  readonly value: string;
  /** For example `extraArgs.apiServer.v`. */
  readonly property: string;
}

/** Visits every extra argument of every tenant. */
export function eachExtraArg(fleet: FleetModel, visit: (argument: ExtraArg) => void): void {
  eachTenant(fleet, (tenant) => {
    for (const component of COMPONENTS) {
      for (const [flag, value] of Object.entries(tenant.extraArgs[component])) {
        visit({ tenant, component, flag, value, property: `extraArgs.${component}.${flag}` });
      }
    }
  });
}
