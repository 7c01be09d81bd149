import { Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Fleet } from '../fleet';
import { inDependencyOrder } from './dependency-order';
import type { Dependencies } from './dependency-order';
import { fleetOutput } from './fleet-output';
import { planFleet } from './layout';
import type { OutputFile } from './output-file';
import { laidOutFiles } from './laid-out-files';
import type { OutputLayout } from './output-layout';
import { synthError } from './problems';
import { manifestsOf, readTree } from './tree-objects';

/** How an app writes its output. */
export interface OutputOptions {
  /** Extension of the files of the user's own charts. */
  readonly extension: string;
  /** Whether all objects go through the construct tree, so that resolvers of the app see them. */
  readonly throughTree: boolean;
  /** What the output is for. */
  readonly layout?: OutputLayout | undefined;
}

/**
 * Everything that an app writes as YAML: the files of its fleets, then one file for each of the user's own charts, named as stock cdk8s
 * names it.
 *
 * @param root the app.
 * @param fleets in it, checked together with the layout, and without errors.
 * @throws ColonnadeError `CLN9011` circular dependencies, `CLN9012` two charts with the same file.
 */
export function planOutput(root: IConstruct, fleets: readonly Fleet[], options: OutputOptions): readonly OutputFile[] {
  const rendered = fleets.flatMap((fleet) => planFleet(fleet, folderOf(fleet, fleets)));
  const tree = readTree(
    root,
    rendered.map(({ chart }) => chart),
    options.throughTree,
  );
  const { layout } = options;
  const files = [
    ...(layout === undefined
      ? rendered.map(({ path, chart }): OutputFile => ({
          path,
          constructPath: chart.node.path,
          isOurs: true,
          objects: () => tree.objectsOf({ chart }),
        }))
      : fleets.flatMap((fleet) => laidOutFiles(layout, fleetOutput(fleet, tree.objectsOf), folderOf(fleet, fleets)))),
    ...foreignFiles(tree.constructs, tree.dependencies, options.extension),
  ];
  refuseSameFile(files);
  return files;
}

/** One fleet has the output folder for itself; several have a folder each. */
export function folderOf(fleet: Fleet, fleets: readonly Fleet[]): string {
  return fleets.length === 1 ? '' : fleet.node.id;
}

function foreignFiles(
  constructs: readonly IConstruct[],
  dependencies: Dependencies,
  extension: string,
): readonly OutputFile[] {
  // Of the whole tree and not of the charts alone: a group in one chart can decide which of two others comes first.
  const ordered = dependencies.size === 0 ? constructs : inDependencyOrder(constructs, dependencies);
  const charts = ordered.filter((child): child is Chart => Chart.isChart(child) && !('renderObjects' in child));
  const all: ReadonlySet<IConstruct> = new Set(charts);
  const isNumbered = charts.some((chart) => [...(dependencies.get(chart) ?? [])].some((target) => all.has(target)));
  return charts.map((chart, index) => {
    const name = Names.toDnsLabel(chart);
    return {
      path: `${isNumbered ? `${String(index).padStart(4, '0')}-` : ''}${name}${extension}`,
      constructPath: chart.node.path,
      isOurs: false,
      objects: () => manifestsOf(chart, dependencies),
    };
  });
}

function refuseSameFile(files: readonly OutputFile[]): void {
  const taken = new Map<string, string>();
  for (const { path, constructPath } of files) {
    const other = taken.get(path);
    if (other !== undefined) {
      throw synthError('sameFile', {
        path: constructPath,
        message: `its file ${path} is also the file of ${other}.`,
        fix: 'Give one of the two another id.',
      });
    }
    taken.set(path, constructPath);
  }
}
