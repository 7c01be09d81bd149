import { isDeletionProtected } from '../engines';
import type { ReadinessCondition, WrittenBack } from '../engines';
import { TenantControlPlane } from '../fleet';
import type { Fleet } from '../fleet';
import type { KubernetesObject } from '../kubernetes';
import { inFileOrder, planFleet } from '../synth';
import type { PlannedFile } from '../synth';
import { conditionFor, waitOf } from './awaiting';
import { dependenciesOf } from './dependencies';
import type { Placed } from './dependencies';
import { keyOf, resourceNames } from './identity';
import type { PlannedCluster, PlannedGroup, Stage, Wait } from './plan';
import { ignoredPaths } from './written-back';

/** How to deploy a fleet. */
export interface PlanOptions {
  /** Whether to wait until tenants are ready. */
  readonly waits: boolean;
  /** Names of the management clusters to deploy to. @default - all */
  readonly clusters?: readonly string[] | undefined;
  /** What of these. @default - everything */
  readonly only?: FleetPart | undefined;
}

/** A part of what a management cluster gets: what it needs once and its datastores, or tenants by name. */
export type FleetPart = 'shared' | readonly string[];

/** A fleet as what its management clusters get. The fleet has been checked. */
export function planClusters(fleet: Fleet, options: PlanOptions): readonly PlannedCluster[] {
  const files = planFleet(fleet, '');
  const wanted = fleet.charts.filter(({ cluster }) => options.clusters?.includes(cluster.node.id) ?? true);
  return wanted.map(({ cluster }) => {
    const writtenBack = cluster.engines.flatMap((engine) => engine.writesBack);
    const own = files.filter((file) => file.folder === cluster.node.id && isPartOf(file, options.only));
    const groups = own.map((file) => placedGroup(file, options));
    const dependencies = dependenciesOf(groups.map(({ placed }) => placed));
    return {
      name: cluster.node.id,
      groups: groups.map((placedOne) => withDetails(placedOne, dependencies, writtenBack)),
    };
  });
}

function isPartOf({ kind, chart }: PlannedFile, part: FleetPart | undefined): boolean {
  if (part === undefined) return true;
  return part === 'shared' ? kind !== 'tenant' : kind === 'tenant' && part.includes(chart.node.id);
}

type Group = Omit<PlannedGroup, 'objects'>;

interface PlacedGroup {
  readonly group: Group;
  readonly placed: Placed;
  /** What is waited for, object by object. */
  readonly waits: readonly (Wait | undefined)[];
}

function placedGroup(file: PlannedFile, { waits }: PlanOptions): PlacedGroup {
  const { chart, kind } = file;
  const tenant = TenantControlPlane.isTenantControlPlane(chart) ? tenantOf(chart) : undefined;
  const conditions = tenant?.readiness ?? [];
  const objects = inFileOrder(chart.renderObjects());
  const stages = stagesOf(objects, conditions);
  return {
    group: {
      kind,
      name: chart.node.id,
      path: chart.node.path,
      tenant: tenant && { model: tenant.model, outputs: tenant.outputs },
    },
    placed: {
      kind,
      storeName: tenant?.model.store.kind === 'shared' ? tenant.model.store.name : undefined,
      objects: objects.map((object, index) => ({ object, key: keyOf(object), stage: stages[index] ?? 'applied' })),
      name: chart.node.id,
    },
    waits: objects.map((object, index) => (waits ? waitOf(object, stages[index] ?? 'applied', conditions) : undefined)),
  };
}

function tenantOf({ engine, context, fleet, node }: TenantControlPlane) {
  const model = fleet.tenantModel(node.path);
  return { model, readiness: engine.readiness(model, context), outputs: engine.outputs(model, context) };
}

/** Jobs behind everything that has to be ready work on the tenant itself; Jobs before it make what it needs. */
function stagesOf(objects: readonly KubernetesObject[], conditions: readonly ReadinessCondition[]): readonly Stage[] {
  const awaited = objects.map((object) => conditionFor(object, conditions) !== undefined);
  const last = awaited.lastIndexOf(true);
  return objects.map((object, index) => {
    if (awaited[index] === true) return 'ready';
    return last !== -1 && index > last && object.kind === 'Job' ? 'finished' : 'applied';
  });
}

function withDetails(
  { group, placed: { objects }, waits }: PlacedGroup,
  dependencies: ReadonlyMap<string, readonly string[]>,
  writtenBack: readonly WrittenBack[],
): PlannedGroup {
  const names = resourceNames(objects.map(({ object }) => object));
  const isGuarded = objects.some(({ object }) => isDeletionProtected(object));
  return {
    ...group,
    objects: objects.map(({ object, key, stage }, index) => ({
      key,
      name: names[index] ?? key,
      object,
      stage,
      wait: waits[index],
      dependsOn: dependencies.get(key) ?? [],
      // Deletions begin with what nothing depends on, and stop where one is refused: then nothing else of the tenant goes.
      isProtected: isDeletionProtected(object) || (isGuarded && stage === 'ready'),
      writtenBack: ignoredPaths(object, writtenBack),
    })),
  };
}
