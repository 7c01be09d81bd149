import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { synthError } from './problems';

/** What has to come before a construct. */
export type Dependencies = ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;

/**
 * The dependencies of a tree of constructs as stock cdk8s reads them: between the constructs that name each other, between all objects in
 * them, and between the charts these are in. Each is entered once, so the time is that of the number of edges, not of paths.
 *
 * @param constructs the whole tree, parents before children.
 */
export function dependenciesOf(constructs: readonly IConstruct[]): Dependencies {
  const edges = new Map<IConstruct, Set<IConstruct>>();
  const add = (source: IConstruct, target: IConstruct): void => {
    if (source === target) return;
    const targets = edges.get(source);
    if (targets === undefined) edges.set(source, new Set([target]));
    else targets.add(target);
  };
  const named = constructs.flatMap((source) => source.node.dependencies.map((target) => ({ source, target })));
  for (const { source, target } of named) add(source, target);
  for (const chart of constructs.filter((construct) => Chart.isChart(construct))) {
    for (const child of chart.node.children.filter((construct) => Chart.isChart(construct))) add(chart, child);
  }
  for (const { source, target } of named) {
    const [from, to] = [chartOf(source), chartOf(target)];
    if (from !== undefined && to !== undefined) add(from, to);
    for (const before of objectsWithin(target)) for (const after of objectsWithin(source)) add(after, before);
  }
  return edges;
}

/**
 * Puts constructs behind what they depend on; what does not depend on anything keeps its place. The same order as stock cdk8s', in linear
 * time.
 *
 * @throws ColonnadeError `CLN9011` when there is a circle.
 */
export function inDependencyOrder<C extends IConstruct>(constructs: readonly C[], dependencies: Dependencies): C[] {
  const within = new Map<IConstruct, C>(constructs.map((construct) => [construct, construct]));
  const targetsOf = (construct: C): C[] =>
    [...(dependencies.get(construct) ?? [])]
      .map((target) => within.get(target))
      .filter((target) => target !== undefined);
  const hasDependents = new Set(constructs.flatMap(targetsOf));
  // In a circle everything has a dependent: the second pass over all of them finds what no start led to.
  const starts = [...constructs.filter((construct) => !hasDependents.has(construct)), ...constructs];
  return depthFirst(starts, targetsOf);
}

/** Targets before sources. Not recursive, because a chain may be longer than the stack is deep. */
function depthFirst<C extends IConstruct>(starts: readonly C[], targetsOf: (construct: C) => C[]): C[] {
  const order = new Set<C>();
  const open = new Map<C, Iterator<C>>();
  for (const start of starts) {
    const path: C[] = order.has(start) ? [] : [start];
    for (let construct = path.at(-1); construct !== undefined; construct = path.at(-1)) {
      const targets = open.get(construct) ?? targetsOf(construct).values();
      open.set(construct, targets);
      const next = targets.next();
      if (next.done === true) {
        order.add(construct);
        open.delete(construct);
        path.pop();
      } else if (open.has(next.value)) {
        throw cycleAt(next.value);
      } else if (!order.has(next.value)) {
        path.push(next.value);
      }
    }
  }
  return [...order];
}

/** Objects in the closest chart above them, as cdk8s files them. */
export function objectsOf(chart: Chart, dependencies: Dependencies): ApiObject[] {
  const own = chart.node.findAll();
  const ordered = dependencies.size === 0 ? own : inDependencyOrder(own, dependencies);
  return ordered.filter(
    (construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart,
  );
}

function objectsWithin(construct: IConstruct): IConstruct[] {
  const chart = chartOf(construct);
  return construct.node
    .findAll()
    .filter((child) => ApiObject.isApiObject(child) && chart !== undefined && Chart.of(child) === chart);
}

function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.findLast((scope): scope is Chart => Chart.isChart(scope));
}

function cycleAt(construct: IConstruct): Error {
  return synthError('cycle', {
    path: construct.node.path,
    message: 'depends on something that depends on it.',
    fix: 'Remove one of the dependencies in the circle.',
  });
}
