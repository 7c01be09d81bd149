import { ApiObject } from 'cdk8s';
import { TenantControlPlane } from 'colonnade';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { objectsProvider, PulumiFleet } from 'colonnade/pulumi';
import type { ObjectsProviderArgs } from 'colonnade/pulumi';
import type { KubernetesObject } from '../../../lib/kubernetes';
import { smallFleet } from './fleet';
import type { SmallTenant } from './fleet';

/** A program of Pulumi with these tenants in one management cluster, in the coarse grain. @param extra - further objects of the first tenant */
export function coarseProgram(
  provider: ObjectsProviderArgs,
  tenants: readonly SmallTenant[],
  extra: readonly KubernetesObject[] = [],
): PulumiFn {
  return () => {
    new PulumiFleet('acme', { provider: objectsProvider('eu-1', provider), grain: 'tenant' }, (app) => {
      const fleet = smallFleet(app, tenants);
      const first = fleet.node.findChild('eu-1').node.findChild(tenants[0]?.name ?? '');
      if (!TenantControlPlane.isTenantControlPlane(first)) throw new Error('the first is no tenant.');
      if (extra.length > 0) first.materialize();
      for (const object of extra) new ApiObject(first, `${object.kind}-${object.metadata.name}`, { ...object });
      return fleet;
    });
    return Promise.resolve();
  };
}
