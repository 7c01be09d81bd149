import type { KubernetesObject } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import type { KamajiOptions } from 'colonnade/engines/kamaji';
import type { ManagementClusterModel, TenantModel } from '../../../../lib/model';
import { etcdCluster, managementCluster, store, tenant } from '../native/fixtures';

/** A tenant of Kamaji in its management cluster, rendered. */
export interface Rendered {
  readonly tenant: TenantModel;
  readonly cluster: ManagementClusterModel;
  readonly objects: readonly KubernetesObject[];
  /** The object of a kind, which has to be there once; by name where there are more. */
  readonly one: (kind: string, name?: string) => Loose;
  /** `spec` of the TenantControlPlane. */
  readonly spec: Loose;
}

/** Anything that was rendered, to look into without naming its types. */
export interface Loose {
  readonly [field: string]: Loose | undefined;
}

/** Renders one tenant. `changes`: what differs from the usual one; `options`: of its engine and of the cluster's. */
export function render(
  changes: Partial<TenantModel> = {},
  options: KamajiOptions = {},
  clusterChanges: Partial<ManagementClusterModel> = {},
): Rendered {
  const engine = kamaji(options);
  const made = tenant({ engine: engine.reference, ...changes });
  const cluster = managementCluster({ engine: engine.reference, tenants: [made], ...clusterChanges });
  const objects = engine.renderTenant(made, { cluster });
  const one = (kind: string, name?: string) => only(objects, kind, name);
  return { tenant: made, cluster, objects, one, spec: fieldOf(one('TenantControlPlane'), 'spec') };
}

/** The object of a kind and name, which has to be there once. */
export function only(objects: readonly KubernetesObject[], kind: string, name?: string): Loose {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind} ${name ?? ''}`);
  return JSON.parse(JSON.stringify(found[0])) as Loose;
}

/** A field by its path. */
export function fieldOf(object: Loose, ...path: readonly string[]): Loose {
  let at: Loose | undefined = object;
  for (const part of path) at = at?.[part];
  if (at === undefined) throw new Error(`no ${path.join('.')}`);
  return at;
}

/** A tenant with an etcd of its own. */
export const DEDICATED: Partial<TenantModel> = {
  store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) },
};

export { store };
