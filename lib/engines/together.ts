import { dependenciesFirst, stableJson } from '../kubernetes';
import type { KubernetesObject } from '../kubernetes';
import type { EngineReference, ManagementClusterModel } from '../model';
import type { Engine } from './engine';
import type { Operator } from './operator';

/** Two engines of one management cluster that want different things of the same name. */
export interface EngineClash {
  /** What both want, for example `PriorityClass colonnade-control-plane` or `operator kamaji`. */
  readonly what: string;
  /** Names of the two engines. */
  readonly engines: readonly [string, string];
}

/** What several engines need once per management cluster. */
export interface Together<T> {
  readonly items: readonly T[];
  readonly clashes: readonly EngineClash[];
}

/**
 * A management cluster as one of its engines sees it: `engine` is that engine, with the options that it has there. Those of the
 * cluster's own engine hold for every tenant of it; another engine has the options that it was passed with.
 */
export function clusterSeenBy(reference: EngineReference, cluster: ManagementClusterModel): ManagementClusterModel {
  return reference.name === cluster.engine.name ? cluster : { ...cluster, engine: reference };
}

/** The engines of a management cluster, its stores and its tenants, each once. */
export function distinctReferences({ engine, stores, tenants }: ManagementClusterModel): readonly EngineReference[] {
  const others = [...stores, ...tenants].flatMap((part) => part.engine ?? []);
  return byReference([engine, ...others.filter(({ name }) => name !== engine.name)], (reference) => reference);
}

/**
 * The engines that need something once per management cluster: its own, and each other one of its tenants and stores. One of the same
 * name as the cluster's own needs what that needs.
 *
 * @returns the cluster's own first, the others in the order of their references, whatever the order of the program
 */
export function enginesOnce(own: Engine, others: readonly Engine[]): readonly Engine[] {
  const strangers = others.filter(({ reference }) => reference.name !== own.reference.name);
  return [own, ...byReference(strangers, ({ reference }) => reference)];
}

/** Items by what they refer to, each once, in an order of their own. */
function byReference<T>(items: readonly T[], referenceOf: (item: T) => EngineReference): readonly T[] {
  const known = new Map<string, T>();
  for (const item of items) {
    const { name, options } = referenceOf(item);
    const key = `${name} ${stableJson(options)}`;
    if (!known.has(key)) known.set(key, item);
  }
  return [...known].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

/** Objects that these engines need once per management cluster; what several of them need is there once. */
export function clusterObjectsOf(
  engines: readonly Engine[],
  cluster: ManagementClusterModel,
): Together<KubernetesObject> {
  return together(engines, {
    itemsOf: (engine) => engine.renderCluster(clusterSeenBy(engine.reference, cluster)),
    nameOf: ({ kind, metadata: { namespace, name } }) => [kind, namespace, name].filter(Boolean).join(' '),
    merge: (known, other) => (JSON.stringify(known) === JSON.stringify(other) ? known : undefined),
  });
}

/**
 * What has to run in a management cluster for these engines, in the order of installation.
 *
 * @param others further values of theirs, for example with the machines of another cloud: they may need more, and change nothing
 */
export function operatorsOf(engines: readonly Engine[], others: readonly Engine[]): Together<Operator> {
  const { items, clashes } = together(engines, {
    itemsOf: ({ operators }) => operators,
    nameOf: ({ name }) => `operator ${name}`,
    merge: mergedOperator,
  });
  const known = new Map(items.map((operator) => [operator.name, operator] as const));
  for (const { operators } of byReference(others, ({ reference }) => reference))
    for (const operator of operators) if (!known.has(operator.name)) known.set(operator.name, operator);
  return {
    items: dependenciesFirst(
      [...known.values()],
      ({ after }) => after,
      ({ name }) => name,
    ),
    clashes,
  };
}

/** What both need of one operator; `undefined` where it cannot be one. */
function mergedOperator(known: Operator, other: Operator): Operator | undefined {
  const featureGates = { ...other.featureGates, ...known.featureGates };
  const agree = Object.entries(other.featureGates).every(([name, value]) => featureGates[name] === value);
  if (!agree || known.version !== other.version || known.namespace !== other.namespace) return undefined;
  return {
    ...known,
    chart: known.chart ?? other.chart,
    after: [...new Set([...known.after, ...other.after])],
    featureGates,
    definitions: [...new Set([...known.definitions, ...other.definitions])],
  };
}

interface Needs<T> {
  readonly itemsOf: (engine: Engine) => readonly T[];
  /** Items of the same name are one thing. */
  readonly nameOf: (item: T) => string;
  /** `undefined`: they are not the same. */
  readonly merge: (known: T, other: T) => T | undefined;
}

function together<T>(engines: readonly Engine[], { itemsOf, nameOf, merge }: Needs<T>): Together<T> {
  const known = new Map<string, { readonly item: T; readonly engine: string }>();
  const clashes: EngineClash[] = [];
  for (const engine of engines) {
    for (const item of itemsOf(engine)) {
      const what = nameOf(item);
      const before = known.get(what);
      const merged = before === undefined ? item : merge(before.item, item);
      if (before !== undefined && merged === undefined) clashes.push({ what, engines: [before.engine, engine.name] });
      if (merged !== undefined) known.set(what, { item: merged, engine: before?.engine ?? engine.name });
    }
  }
  return { items: [...known.values()].map(({ item }) => item), clashes };
}
