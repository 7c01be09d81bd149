import { ApiObject } from 'cdk8s';
import { TenantControlPlane } from 'colonnade';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { objectsProvider, PulumiFleet } from 'colonnade/pulumi';
import type { ObjectsProviderArgs } from 'colonnade/pulumi';
import { smallFleet } from './fleet';
import type { SmallTenant } from './fleet';

/** An object besides those of the fleet. */
export interface ExtraObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** A program of Pulumi with these tenants in one management cluster, in the coarse grain. @param extra - further objects of the first tenant */
export function coarseProgram(
  provider: ObjectsProviderArgs,
  tenants: readonly SmallTenant[],
  extra: readonly (Readonly<Record<string, unknown>> & ExtraObject)[] = [],
): PulumiFn {
  return () => {
    new PulumiFleet('acme', { provider: objectsProvider('eu-1', provider), grain: 'tenant' }, (app) => {
      const fleet = smallFleet(app, tenants);
      if (extra.length === 0) return fleet;
      const first = fleet.node.findChild('eu-1').node.findChild(tenants[0]?.name ?? '');
      if (!TenantControlPlane.isTenantControlPlane(first)) throw new Error('the first is no tenant.');
      first.materialize();
      for (const object of extra) new ApiObject(first, `${object.kind}-${object.metadata.name}`, { ...object });
      return fleet;
    });
    return Promise.resolve();
  };
}
