import { Construct } from 'constructs';
import { allRules, runChecks } from '../checks';
import { ColonnadeError, RENDER_PROBLEMS, sortFindings } from '../findings';
import type { Finding, FindingCode } from '../findings';
import type { CapabilityTable, Engine } from '../engines';
import { MODEL_VERSION } from '../model';
import type {
  AcknowledgementModel,
  EngineReference,
  EtcdStoreModel,
  FleetModel,
  ManagementClusterModel,
  TenantModel,
} from '../model';
import { CHECK_ONLY } from '../report';
import { reportInCheckMode } from './check-mode';
import { guardId } from './construct-guard';
import { deepFreeze } from './describe/freeze';
import { unhonouredFields } from './describing';
import { acknowledgement } from './parts';
import type { ClusterPart, RenderedChart } from './parts';

const MARK = Symbol.for('colonnade.Fleet');

/** Set on an app that renders charts itself, so that nothing needs to be added to the construct tree. */
export const RENDERS_CHARTS = Symbol.for('colonnade.rendersCharts');

/** What is known of a fleet after looking at all of it. */
export interface FleetReport {
  readonly model: FleetModel;
  /** What stops synthesis and what should be looked at, in reporting order; acknowledged warnings are not among them. */
  readonly findings: readonly Finding[];
  /** Warnings that were accepted. */
  readonly acknowledged: readonly Finding[];
}

/**
 * Everything that is described together and checked as a whole: management clusters, their datastores, their tenants.
 *
 * Works under a stock cdk8s `App` and under `FleetApp`. Synthesis is refused while a check finds an error.
 *
 * @example
 * const fleet = new Fleet(app, 'acme');
 */
export class Fleet extends Construct {
  /** Whether a value is a fleet, from whichever copy of the package. */
  public static isFleet(value: unknown): value is Fleet {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  private readonly clusters: ClusterPart[] = [];
  private readonly accepted: AcknowledgementModel[] = [];
  private described: Description | undefined;

  /**
   * @param scope - a cdk8s `App` or `FleetApp`, or any construct inside one
   * @param id - name of the fleet: an RFC 1035 label of at most 40 characters
   * @throws CLN0004, CLN0005, CLN0006
   */
  public constructor(scope: Construct, id: string) {
    super(
      scope,
      guardId('Fleet', scope, id, () => true, 'an App'),
    );
    Object.defineProperty(this, MARK, { value: true });
    this.node.addValidation({ validate: () => this.beforeStockSynthesis() });
  }

  /** Accepts a warning everywhere in this fleet. It is no longer reported; `reason` is kept in `fleet.json`. @throws CLN0001 for what is no code or no reason */
  public acknowledge(code: FindingCode, reason: string): void {
    this.accepted.push(acknowledgement(this.node, code, reason));
    this.changed();
  }

  /** The fleet as plain, frozen data. Parts whose input is unusable are left out; {@link validateFleet} reports them. */
  public toModel(): FleetModel {
    return this.describe().model;
  }

  /** Looks at everything: the input of every construct, then every rule over the whole fleet. Throws nothing. */
  public validateFleet(): FleetReport {
    const { model, problems } = this.describe();
    const engines = this.clusters.flatMap(enginesOf);
    const rules = [...new Set([...allRules(), ...engines.flatMap((engine) => engine.rules)])];
    const unhonoured = unhonouredFields(model, tablesOf(engines));
    const { findings, acknowledged } = runChecks(model, { rules, incomplete: problems.length > 0, unhonoured });
    const clashes = problems.length > 0 ? [] : this.clusters.flatMap(clashesOf);
    return { model, findings: sortFindings([...problems, ...findings, ...clashes]), acknowledged };
  }

  /** @internal */
  public addCluster(cluster: ClusterPart): void {
    this.clusters.push(cluster);
    this.changed();
  }

  /** @internal */
  public changed(): void {
    this.described = undefined;
  }

  /** Charts with objects, by management cluster, in the order of their files. @internal */
  public get charts(): readonly { readonly cluster: ClusterPart; readonly charts: readonly RenderedChart[] }[] {
    return [...this.clusters].sort(byId).map((cluster) => ({ cluster, charts: [...cluster.charts].sort(byId) }));
  }

  /** @internal */
  public clusterModel(path: string): ManagementClusterModel {
    return this.found(this.describe().clusters.get(path));
  }

  /** @internal */
  public tenantModel(path: string): TenantModel {
    return this.found(this.describe().tenants.get(path));
  }

  /** @internal */
  public storeModel(path: string): EtcdStoreModel {
    return this.found(this.describe().stores.get(path));
  }

  /** Nothing can be rendered of a part whose input is unusable. */
  private found<M>(model: M | undefined): M {
    if (model === undefined) throw new ColonnadeError(this.describe().problems);
    return model;
  }

  private describe(): Description {
    this.described ??= describe(this, this.clusters, this.accepted);
    return this.described;
  }

  private beforeStockSynthesis(): string[] {
    if (RENDERS_CHARTS in this.node.root) return [];
    const report = this.validateFleet();
    if (reportInCheckMode(report)) return [CHECK_ONLY];
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new ColonnadeError(errors);
    for (const cluster of this.clusters) for (const chart of cluster.charts) chart.materialize();
    return [];
  }
}

interface Description {
  readonly model: FleetModel;
  readonly problems: readonly Finding[];
  readonly clusters: ReadonlyMap<string, ManagementClusterModel>;
  readonly tenants: ReadonlyMap<string, TenantModel>;
  readonly stores: ReadonlyMap<string, EtcdStoreModel>;
}

function describe(
  fleet: Fleet,
  clusters: readonly ClusterPart[],
  accepted: readonly AcknowledgementModel[],
): Description {
  const problems: Finding[] = [];
  const acknowledgements = [...accepted];
  const models: ManagementClusterModel[] = [];
  for (const cluster of [...clusters].sort(byId)) {
    for (const part of [cluster, ...cluster.parts]) {
      problems.push(...part.problems);
      acknowledgements.push(...part.acknowledgements);
    }
    const model = cluster.describe();
    if (model !== undefined) models.push(model);
  }
  const model: FleetModel = deepFreeze({
    apiVersion: MODEL_VERSION,
    kind: 'Fleet',
    name: fleet.node.id,
    path: fleet.node.path,
    managementClusters: models,
    acknowledgements: acknowledgements.sort((a, b) => compare(a.path, b.path) || compare(a.code, b.code)),
  });
  const byPath = <M extends { readonly path: string }>(items: readonly M[]) =>
    new Map(items.map((item) => [item.path, item]));
  return {
    model,
    problems,
    clusters: byPath(models),
    tenants: byPath(models.flatMap(({ tenants }) => tenants)),
    stores: byPath(models.flatMap(({ stores }) => stores)),
  };
}

/** The engines of a management cluster. One that is none has been reported by then. */
function enginesOf({ engines, problems }: ClusterPart): readonly Engine[] {
  return problems.length > 0 ? [] : engines;
}

/** Capability tables by what the model records of an engine. */
function tablesOf(engines: readonly Engine[]): (engine: EngineReference) => CapabilityTable | undefined {
  const tables = new Map(engines.map(({ reference, capabilities }) => [reference, capabilities]));
  return (engine) => tables.get(engine);
}

/** What the engines of a management cluster want of each other's things. */
function clashesOf({ clashes, node }: ClusterPart): readonly Finding[] {
  return clashes.map(({ what, engines: [one, other] }) => ({
    code: RENDER_PROBLEMS.engineClash.code,
    severity: 'error',
    path: node.path,
    property: 'engine',
    message: `${what} is needed once, and ${one === other ? `two values of engine ${one}` : `engines ${one} and ${other}`} want it differently.`,
    fix: 'give the engines the same options, or one value to all its tenants: const hosted = kamaji({…}).',
  }));
}

function byId(a: { readonly node: { readonly id: string } }, b: { readonly node: { readonly id: string } }): number {
  return compare(a.node.id, b.node.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
