import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { RenderedChart } from '../fleet';
import type { KubernetesObject } from '../kubernetes';
import { dependenciesOf, objectsOf } from './dependency-order';
import type { Dependencies } from './dependency-order';
import type { PlannedFile } from './layout';
import { inFileOrder } from './order';

/** A tree of constructs, as far as the order and the content of files depend on it. */
export interface ReadTree {
  /** All of it, parents before children. */
  readonly constructs: readonly IConstruct[];
  readonly dependencies: Dependencies;
  /** Objects of a planned file, in the order of the file. @throws ColonnadeError `CLN9011` circular dependencies */
  readonly objectsOf: (file: Pick<PlannedFile, 'chart'>) => readonly KubernetesObject[];
}

/**
 * Reads a tree, after the objects of charts were added to it where they have to be seen there.
 *
 * @param charts of fleets that were checked and have no errors.
 * @param throughTree whether that is so for all of them.
 */
export function readTree(root: IConstruct, charts: readonly RenderedChart[], throughTree: boolean): ReadTree {
  for (const chart of charts) if (throughTree || holdsObjects(chart)) chart.materialize();
  const constructs = root.node.findAll();
  const dependencies = dependenciesOf(constructs);
  return { constructs, dependencies, objectsOf: ({ chart }) => inFileOrder(renderedObjects(chart, dependencies)) };
}

/** Objects of a chart as cdk8s renders them. @throws ColonnadeError `CLN9011` circular dependencies */
export function manifestsOf(chart: Chart, dependencies: Dependencies): KubernetesObject[] {
  return objectsOf(chart, dependencies).map((object) => object.toJson() as KubernetesObject);
}

function renderedObjects(chart: RenderedChart, dependencies: Dependencies): readonly KubernetesObject[] {
  // Where somebody reached for an object, or added one, the construct tree knows more than the model.
  return Chart.isChart(chart) && holdsObjects(chart) ? manifestsOf(chart, dependencies) : chart.renderObjects();
}

function holdsObjects(chart: RenderedChart): boolean {
  return chart.node.children.length > 0 && chart.node.findAll().some((child) => ApiObject.isApiObject(child));
}
