import type { JsonObject, JsonValue } from '../../kubernetes';
import type { MachinesModel } from '../../model';
import type { AutoscaledPool } from './autoscaled-pools';

/** What a role allows, as in RBAC. */
export interface Right {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** User name of a tenant's cluster-autoscalers inside the tenant, where an engine gives them a client certificate. */
export const AUTOSCALER_USER = 'colonnade:cluster-autoscaler';

const READ = ['get', 'list', 'watch'] as const;

function right(apiGroup: string, resources: readonly string[], verbs: readonly string[]): Right {
  return { apiGroups: [apiGroup], resources, verbs };
}

/**
 * What cluster-autoscaler needs in the whole tenant: to read what the scheduler that it simulates reads, to taint nodes, and to evict
 * pods. It never makes or deletes nodes or pods.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/charts/cluster-autoscaler/templates/clusterrole.yaml; not taken over from there:
 * `endpoints`, an earlier form of leader election, `jobs` with `patch`, `configmaps` of all namespaces, and `nodes` with `delete`.
 */
export const AUTOSCALER_CLUSTER_RIGHTS: readonly Right[] = Object.freeze([
  right('', ['nodes'], [...READ, 'update']),
  right('', ['pods', 'namespaces', 'services', 'replicationcontrollers'], READ),
  right('', ['persistentvolumes', 'persistentvolumeclaims'], READ),
  right('', ['pods/eviction'], ['create']),
  right('', ['events'], ['create', 'patch']),
  right('apps', ['daemonsets', 'replicasets', 'statefulsets'], READ),
  right('batch', ['jobs'], READ),
  right('policy', ['poddisruptionbudgets'], READ),
  right(
    'storage.k8s.io',
    ['csidrivers', 'csinodes', 'csistoragecapacities', 'storageclasses', 'volumeattachments'],
    READ,
  ),
  right('resource.k8s.io', ['deviceclasses', 'resourceclaims', 'resourceslices'], READ),
]);

/**
 * What it needs in the tenant's `kube-system`: its own leases and status, and the ConfigMap that a user of the priority expander
 * writes.
 *
 * @param names - of the tenant's cluster-autoscalers
 */
export function autoscalerNamespaceRights(names: readonly string[]): readonly Right[] {
  return [
    right('', ['configmaps'], ['create', 'list', 'watch']),
    {
      ...right('', ['configmaps'], ['get', 'update', 'delete']),
      resourceNames: names.map((name) => `${name}-status`),
    },
    right('coordination.k8s.io', ['leases'], ['create']),
    { ...right('coordination.k8s.io', ['leases'], ['get', 'update']), resourceNames: [...names] },
  ];
}

/**
 * What cluster-autoscaler with provider `clusterapi` needs in the namespace of the tenant's Cluster, where Cluster API runs: to read
 * machines, to set the number of them and to mark those that should go. For pools that may be empty also to read the templates of their
 * machines, whose status may hold a capacity.
 */
export function clusterApiRights(pools: readonly AutoscaledPool[]): readonly Right[] {
  const templates = pools.filter(({ autoscaling }) => autoscaling.fromZero).map(({ machines }) => templateOf(machines));
  const byGroup = new Map<string, Set<string>>();
  for (const template of templates.filter((one) => one !== null)) {
    byGroup.set(template.group, (byGroup.get(template.group) ?? new Set()).add(template.resource));
  }
  return [
    right('cluster.x-k8s.io', ['machinedeployments', 'machinepools', 'machines', 'machinesets'], [...READ, 'update']),
    right(
      'cluster.x-k8s.io',
      ['machinedeployments/scale', 'machinepools/scale', 'machinesets/scale'],
      ['get', 'update'],
    ),
    ...[...byGroup].sort().map(([group, resources]) => right(group, [...resources].sort(), ['get', 'list'])),
  ];
}

/** Group and plural of an infrastructure template; Cluster API wants plurals to be formed like this. */
function templateOf({ options }: MachinesModel): { readonly group: string; readonly resource: string } | null {
  const { infrastructure } = options;
  if (!isObject(infrastructure)) return null;
  const { apiVersion, kind } = infrastructure;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  return { group: apiVersion.split('/')[0] ?? '', resource: `${kind.toLowerCase()}s` };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
