import type { ReadinessCondition } from '../../engines';
import type { FleetOutput } from '../../synth';
import { groupOf } from './names';

/** When an object of a kind is well, and when it is not going to be. */
export interface KindHealth {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** All of these have to hold. */
  readonly healthy: readonly Expectation[];
  /** One of these is enough. */
  readonly degraded: readonly Expectation[];
  /** One of these is enough: somebody stopped it on purpose. */
  readonly suspended: readonly Expectation[];
}

/** A condition of the status with its value, or a field with one of its values. */
export type Expectation =
  | { readonly condition: string; readonly status: string; readonly reason?: string }
  | { readonly field: string; readonly values: readonly string[] };

/** What has to hold for objects of a kind, whichever they are. */
export type KindCondition = Pick<ReadinessCondition, 'apiVersion' | 'kind' | 'until'>;

/** Groups whose kinds Argo CD and Flux judge by themselves. */
const KNOWN_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'autoscaling', 'networking.k8s.io', 'policy']);

/** What an engine's readiness does not say: how a failure looks, and which values besides are well. */
interface KindNotes {
  readonly degraded?: readonly Expectation[];
  readonly suspended?: readonly Expectation[];
  /** Values of a field that are as good as the one of the engine. */
  readonly equally?: Readonly<Record<string, readonly string[]>>;
}

const FAILED_PHASE: Expectation = { field: 'status.phase', values: ['Failed'] };
const KAMAJI_STATUS = 'status.kubernetesResources.version.status';

/**
 * By group and kind. Kamaji: https://kamaji.clastix.io/reference/api/ (`WriteLimited` is what `writePermissions` asks for). Cluster API:
 * https://cluster-api.sigs.k8s.io/reference/api/crd-reference. cert-manager: https://cert-manager.io/docs/usage/certificate/.
 */
const NOTES: Readonly<Record<string, KindNotes>> = {
  'kamaji.clastix.io/TenantControlPlane': {
    degraded: [{ field: KAMAJI_STATUS, values: ['NotReady'] }],
    suspended: [{ field: KAMAJI_STATUS, values: ['Sleeping'] }],
    equally: { [KAMAJI_STATUS]: ['WriteLimited'] },
  },
  'cluster.x-k8s.io/Cluster': { degraded: [FAILED_PHASE], suspended: [{ condition: 'Paused', status: 'True' }] },
  'cluster.x-k8s.io/MachineDeployment': {
    degraded: [FAILED_PHASE],
    suspended: [{ condition: 'Paused', status: 'True' }],
  },
  'cert-manager.io/Certificate': { degraded: [{ condition: 'Issuing', status: 'False', reason: 'Failed' }] },
};

/** What says of itself that it has failed, whatever its kind. https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus */
const STALLED: readonly Expectation[] = [
  { condition: 'Stalled', status: 'True' },
  { condition: 'Degraded', status: 'True' },
];

const READY: readonly Expectation[] = [{ condition: 'Ready', status: 'True' }];

/** Kinds of every engine: keys are made by cert-manager. */
const ALWAYS: readonly KindHealth[] = ['Certificate', 'ClusterIssuer', 'Issuer'].map((kind) =>
  kindHealth('cert-manager.io/v1', kind, READY),
);

/** When all tenants of a fleet are ready. */
export function readinessOf({ clusters }: FleetOutput): readonly ReadinessCondition[] {
  return clusters.flatMap(({ parts }) => parts.flatMap(({ readiness }) => readiness));
}

/** Kinds that tools have to be told about: those of these conditions that they do not know, and cert-manager's. */
export function healthOf(conditions: readonly KindCondition[]): readonly KindHealth[] {
  const byKind = new Map<string, { readonly apiVersion: string; readonly kind: string; found: Expectation[] }>();
  for (const { apiVersion, kind, until } of conditions) {
    if (KNOWN_GROUPS.has(groupOf(apiVersion))) continue;
    const key = `${apiVersion} ${kind}`;
    const entry = byKind.get(key) ?? { apiVersion, kind, found: [] };
    entry.found.push(expectationOf(until));
    byKind.set(key, entry);
  }
  const own = [...byKind.values()].map(({ apiVersion, kind, found }) => kindHealth(apiVersion, kind, merged(found)));
  return [...own, ...ALWAYS].sort((a, b) => (`${a.group}/${a.kind}` < `${b.group}/${b.kind}` ? -1 : 1));
}

function kindHealth(apiVersion: string, kind: string, expected: readonly Expectation[]): KindHealth {
  const group = groupOf(apiVersion);
  const { degraded = [], suspended = [], equally = {} } = NOTES[`${group}/${kind}`] ?? {};
  const healthy = expected.map((entry) =>
    'field' in entry ? { ...entry, values: [...entry.values, ...(equally[entry.field] ?? [])] } : entry,
  );
  return { apiVersion, group, kind, healthy, degraded: [...degraded, ...STALLED], suspended };
}

function expectationOf(until: ReadinessCondition['until']): Expectation {
  return 'condition' in until ? until : { field: until.field, values: [until.value] };
}

/** Each condition once, and each field once with all values that are asked of it. */
function merged(found: readonly Expectation[]): readonly Expectation[] {
  const byName = new Map<string, Expectation>();
  for (const entry of found) {
    const name = 'field' in entry ? entry.field : `${entry.condition} ${entry.status}`;
    const known = byName.get(name);
    const both = known !== undefined && 'field' in known && 'field' in entry;
    byName.set(name, both ? { ...entry, values: [...new Set([...known.values, ...entry.values])] } : entry);
  }
  return [...byName.values()];
}
