import { ApiObject, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Fleet, RenderedChart } from '../fleet';
import type { KubernetesObject } from '../kubernetes';
import { dependenciesOf, inDependencyOrder, objectsOf } from './dependency-order';
import type { Dependencies } from './dependency-order';
import { fleetOutput } from './fleet-output';
import { planFleet } from './layout';
import type { PlannedFile } from './layout';
import { inFileOrder } from './order';
import type { OutputFile } from './output-file';
import { laidOutFiles } from './laid-out-files';
import type { OutputLayout } from './output-layout';
import { synthError } from './problems';

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
 * @param fleets in it, checked and without errors.
 * @throws ColonnadeError `CLN9011` circular dependencies, `CLN9012` two charts with the same file.
 */
export function planOutput(root: IConstruct, fleets: readonly Fleet[], options: OutputOptions): readonly OutputFile[] {
  const rendered = fleets.flatMap((fleet) => planFleet(fleet, folderOf(fleet, fleets)));
  for (const { chart } of rendered) if (options.throughTree || holdsObjects(chart)) chart.materialize();
  const constructs = root.node.findAll();
  const dependencies = dependenciesOf(constructs);
  const objectsOf = ({ chart }: Pick<PlannedFile, 'chart'>) => inFileOrder(renderedObjects(chart, dependencies));
  const { layout } = options;
  const files = [
    ...(layout === undefined
      ? rendered.map(({ path, chart }): OutputFile => ({
          path,
          constructPath: chart.node.path,
          isOurs: true,
          objects: () => objectsOf({ chart }),
        }))
      : fleets.flatMap((fleet) => laidOutFiles(layout, fleetOutput(fleet, objectsOf), folderOf(fleet, fleets)))),
    ...foreignFiles(constructs, dependencies, options.extension),
  ];
  refuseSameFile(files);
  return files;
}

/** One fleet has the output folder for itself; several have a folder each. */
export function folderOf(fleet: Fleet, fleets: readonly Fleet[]): string {
  return fleets.length === 1 ? '' : fleet.node.id;
}

function renderedObjects(chart: RenderedChart, dependencies: Dependencies): readonly KubernetesObject[] {
  // Where somebody reached for an object, or added one, the construct tree knows more than the model.
  return Chart.isChart(chart) && holdsObjects(chart) ? manifestsOf(chart, dependencies) : chart.renderObjects();
}

function holdsObjects(chart: RenderedChart): boolean {
  return chart.node.children.length > 0 && chart.node.findAll().some((child) => ApiObject.isApiObject(child));
}

function manifestsOf(chart: Chart, dependencies: Dependencies): KubernetesObject[] {
  return objectsOf(chart, dependencies).map((object) => object.toJson() as KubernetesObject);
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
