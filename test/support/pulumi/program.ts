import type { PulumiFn } from '@pulumi/pulumi/automation';
import { managementProvider, PulumiFleet } from 'colonnade/pulumi';
import { smallFleet } from './fleet';
import type { SmallTenant } from './fleet';

/** A program of Pulumi with these tenants in one management cluster. */
export function fleetProgram(kubeconfig: string, tenants: readonly SmallTenant[]): PulumiFn {
  return () => {
    const provider = managementProvider('eu-1', { kubeconfig });
    new PulumiFleet('acme', { provider }, (app) => smallFleet(app, tenants));
    return Promise.resolve();
  };
}
