import { k0smotron } from '../../../../lib/engines/k0smotron';
import type { K0smotronOptions } from '../../../../lib/engines/k0smotron';
import type { KubernetesObject } from '../../../../lib/kubernetes';
import type { ManagementClusterModel, TenantModel } from '../../../../lib/model';
import { etcdCluster, managementCluster, tenant } from '../native/fixtures';

/** A tenant that k0smotron runs, with a datastore of its own. */
export function k0sTenant(options: K0smotronOptions = {}, changes: Partial<TenantModel> = {}): TenantModel {
  return tenant({
    engine: k0smotron(options).reference,
    store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) },
    ...changes,
  });
}

/** What is rendered for a tenant, and ways to look at it. */
export interface Rendered {
  readonly objects: readonly KubernetesObject[];
  readonly object: (kind: string, name: string) => KubernetesObject;
  /** `spec` of the Cluster. */
  readonly spec: ClusterSpec;
  /** The content of a strategic patch. */
  readonly patch: (kind: string, component: string) => unknown;
}

/** The fields of a Cluster that tests look at. */
export interface ClusterSpec {
  readonly [field: string]: unknown;
  readonly k0sConfig: {
    readonly spec: Readonly<Record<string, unknown>> & { readonly api: { readonly extraArgs: object } };
  };
  readonly patches: readonly {
    readonly target: { readonly kind: string; readonly component: string };
    readonly patch: { readonly type: string; readonly content: string };
  }[];
}

export function render(
  options: K0smotronOptions = {},
  changes: Partial<TenantModel> = {},
  clusterChanges: Partial<ManagementClusterModel> = {},
): Rendered {
  const objects = k0smotron(options).renderTenant(k0sTenant(options, changes), {
    cluster: managementCluster(clusterChanges),
  });
  const object = (kind: string, name: string): KubernetesObject => {
    const found = objects.find((candidate) => candidate.kind === kind && candidate.metadata.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name} was rendered`);
    return found;
  };
  const spec = object('Cluster', 'team-a')['spec'] as ClusterSpec;
  const patch = (kind: string, component: string): unknown => {
    const found = spec.patches.find(({ target }) => target.kind === kind && target.component === component);
    return found === undefined ? undefined : JSON.parse(found.patch.content);
  };
  return { objects, object, spec, patch };
}
