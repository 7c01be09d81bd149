import { App } from 'cdk8s';
import { all } from '@pulumi/pulumi';
import type { Input, Output } from '@pulumi/pulumi';
import { ColonnadeError, INPUT_PROBLEMS, PULUMI_PROBLEMS } from '../findings';
import type { Finding } from '../findings';
import { Fleet } from '../fleet';
import { describe } from '../kubernetes';
import type { FleetModel } from '../model';
import { difference, formatPath, replacedAt, valueAt } from './leaves';
import type { Path } from './leaves';
import { Placeholders } from './later';
import type { KnownValues, Later, Side } from './later';
import type { PlannedCluster, PlannedGroup, PlannedObject, ResourceInputs } from './plan';
import { planClusters } from './plan-cluster';
import type { FleetPart, PlanOptions } from './plan-cluster';
import { reportedFindings } from './reported';
import type { ReportedFinding } from './reported';

/** Builds a fleet in an app. Called several times where values are known later: each time it has to build the same. */
export type FleetBuilder = (app: App, later: Later) => Fleet;

/** A fleet that has been built and checked, once with something in the place of each later value. */
export interface FleetPlan {
  readonly model: FleetModel;
  readonly clusters: readonly PlannedCluster[];
  /** Warnings that nobody accepted. */
  readonly warnings: readonly Finding[];
  /** Everything that the checks found, for policies. */
  readonly reported: readonly ReportedFinding[];
  /** The inputs of the resource of an object. */
  inputsOf(group: PlannedGroup, planned: PlannedObject): ResourceInputs;
  /**
   * Text that is made of a part of the model, for example a document: known later where that part depends on something known later.
   *
   * @param part - of the model: what the text depends on
   */
  textOf<P>(part: (model: FleetModel) => P, write: (part: P) => string): Input<string>;
  /** The URL of a tenant's API server, which its engine knows beforehand: known later where it is made of something known later. */
  endpointOf(group: PlannedGroup, url: string): Input<string>;
}

interface Built {
  readonly model: FleetModel;
  readonly clusters: readonly PlannedCluster[];
  readonly warnings: readonly Finding[];
  readonly reported: readonly ReportedFinding[];
  readonly placeholders: Placeholders;
}

/**
 * Builds and checks a fleet, and finds out what depends on later values: it is built with two different texts for each of them, and
 * what differs then depends on them, whether they stand there as they are or as part of a hash.
 *
 * @throws ColonnadeError with all errors of the fleet
 */
export function planFleetOf(build: FleetBuilder, options: PlanOptions): FleetPlan {
  const first = built(build, options, 0);
  const { model, clusters, warnings, reported, placeholders } = first;
  if (placeholders.inputs.length === 0) {
    return {
      model,
      clusters,
      warnings,
      reported,
      inputsOf: (_group, { object }) => object,
      textOf: (part, write) => write(part(model)),
      endpointOf: (_group, url) => url,
    };
  }
  const second = built(build, options, 1);
  const groups = groupsByPath(second.clusters);
  refuseOtherObjects(groupsByPath(clusters), groups);
  const laterValues = new LaterValues(build, options, first);
  return {
    model,
    clusters,
    warnings,
    reported,
    inputsOf(group, planned) {
      const index = group.objects.indexOf(planned);
      const other = groups.get(group.path)?.objects[index];
      const places = placesOf(group, planned, other);
      return places.length === 0 ? planned.object : laterValues.inputsOf(group, index, places);
    },
    textOf(part, write) {
      const text = write(part(model));
      return write(part(second.model)) === text ? text : laterValues.textOf(part, write);
    },
    endpointOf(group, url) {
      return groups.get(group.path)?.tenant?.outputs.endpoint === url ? url : laterValues.endpointOf(group, url);
    },
  };
}

function built(build: FleetBuilder, options: PlanOptions, side: Side, known: KnownValues = []): Built {
  const placeholders = new Placeholders(side, known);
  const fleet = build(new App(), placeholders);
  if (!Fleet.isFleet(fleet)) {
    throw ColonnadeError.of({
      code: INPUT_PROBLEMS.wrongValue.code,
      path: '',
      property: 'fleet',
      message: `expected a function that returns a Fleet (got ${describe(fleet)}).`,
      fix: 'return the fleet at its end.',
    });
  }
  const { model, findings, acknowledged } = fleet.validateFleet();
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ColonnadeError(errors);
  const concerns = concerning(model, options.only);
  const warnings = findings.filter(concerns);
  const reported = reportedFindings(
    { findings: warnings, acknowledged: acknowledged.filter(concerns) },
    placeholders.texts,
  );
  return { model, clusters: planClusters(fleet, options), warnings, reported, placeholders };
}

/** Whether a finding is about the part of a fleet that is deployed: each is told of once, by the stack that can do something. */
function concerning(model: FleetModel, part: FleetPart | undefined): (finding: { readonly path: string }) => boolean {
  if (part === undefined) return () => true;
  const tenants = model.managementClusters.flatMap((cluster) => cluster.tenants);
  const own = tenants.filter(({ name }) => (part === 'shared' ? true : part.includes(name))).map(({ path }) => path);
  const isIn = (path: string): boolean => own.some((tenant) => path === tenant || path.startsWith(`${tenant}/`));
  return ({ path }) => isIn(path) === (part !== 'shared');
}

function groupsByPath(clusters: readonly PlannedCluster[]): ReadonlyMap<string, PlannedGroup> {
  return new Map(clusters.flatMap(({ groups }) => groups).map((group) => [group.path, group]));
}

/** Refuses that one build has an object that the other one has not: nothing would be known of it where it is only in the other. */
function refuseOtherObjects(these: ReadonlyMap<string, PlannedGroup>, those: ReadonlyMap<string, PlannedGroup>): void {
  const nameOf = ({ object, name }: PlannedObject): string => `${object.kind} ${name}`;
  const refuseMoreIn = (more: typeof these, fewer: typeof those): void => {
    for (const [path, group] of more) {
      const others = fewer.get(path)?.objects ?? [];
      if (group.objects.length <= others.length) continue;
      const names = new Set(others.map(nameOf));
      const found = group.objects.find((planned) => !names.has(nameOf(planned))) ?? group.objects.at(-1);
      if (found !== undefined) throw otherShape(group, found.object, []);
    }
  };
  refuseMoreIn(these, those);
  refuseMoreIn(those, these);
}

/** Where an object is not the one that another build made. */
function placesOf(
  group: PlannedGroup,
  { object, wait }: PlannedObject,
  other: PlannedObject | undefined,
): readonly Path[] {
  const found = difference(object, other?.object);
  if (found.kind === 'shape') throw otherShape(group, object, found.place);
  // How long to wait is told beside the object, where no Output can be.
  if (JSON.stringify(wait) !== JSON.stringify(other?.wait)) throw otherShape(group, object, ['readiness']);
  return found.places;
}

function otherShape(group: PlannedGroup, object: PlannedObject['object'], at: Path): ColonnadeError {
  return ColonnadeError.of({
    code: PULUMI_PROBLEMS.laterShape.code,
    path: group.path,
    property: [`${object.kind}/${object.metadata.name}`, formatPath(at)].filter(Boolean).join(' '),
    message: 'a value that is known later decides whether this is there, or of what kind it is.',
    fix: "announce what it will be (later.address(output, 'IPv6')), and build the same fleet at each call.",
  });
}

/** A fleet that was built with these values. */
interface Rebuilt {
  readonly known: KnownValues;
  readonly model: FleetModel;
  readonly groups: ReadonlyMap<string, PlannedGroup>;
}

/** Builds the fleet with what is known by now, and as seldom as possible. */
class LaterValues {
  private readonly known: (string | undefined)[] = [];
  private readonly uses = new Map<PlannedGroup, readonly number[]>();
  private latest: Rebuilt | undefined;

  public constructor(
    private readonly build: FleetBuilder,
    private readonly options: PlanOptions,
    private readonly first: Built,
  ) {}

  /** The content of an object, with an Output at each of these places. */
  public inputsOf(group: PlannedGroup, index: number, places: readonly Path[]): ResourceInputs {
    const planned = group.objects[index];
    const used = this.usedBy(group);
    const object = this.whenKnown(used, (rebuilt) => this.objectOf(rebuilt, group, index, places));
    const replaced = replacedAt(planned?.object, places, (path) => object.apply((known) => valueAt(known, path)));
    return replaced as ResourceInputs;
  }

  /** What is made of a part of the model. */
  public textOf<P>(part: (model: FleetModel) => P, write: (part: P) => string): Input<string> {
    return this.whenKnown(this.usedIn(part(this.first.model)), ({ model }) => write(part(model)));
  }

  /** The URL of a tenant's API server. */
  public endpointOf(group: PlannedGroup, url: string): Input<string> {
    return this.whenKnown(this.usedIn(url), ({ groups }) => {
      const endpoint = groups.get(group.path)?.tenant?.outputs.endpoint;
      return typeof endpoint === 'string' ? endpoint : url;
    });
  }

  /** Reads the fleet that is built when these values are known. */
  private whenKnown<T>(used: readonly number[], read: (rebuilt: Rebuilt) => T): Output<T> {
    return all(used.map((number) => this.first.placeholders.inputs[number] ?? '')).apply(async (values) => {
      used.forEach((number, position) => (this.known[number] = values[position]));
      // Others that are known as well have said so by then: one build serves all of them.
      await new Promise((resolve) => setImmediate(resolve));
      return read(this.rebuiltWith(used));
    });
  }

  private rebuiltWith(used: readonly number[]): Rebuilt {
    const { latest } = this;
    if (latest !== undefined && used.every((number) => latest.known[number] === this.known[number])) return latest;
    const known = [...this.known];
    const { model, clusters } = built(this.build, this.options, 0, known);
    const groups = groupsByPath(clusters);
    refuseOtherObjects(groupsByPath(this.first.clusters), groups);
    this.latest = { known, model, groups };
    return this.latest;
  }

  private objectOf(
    { groups }: Rebuilt,
    group: PlannedGroup,
    index: number,
    places: readonly Path[],
  ): PlannedObject['object'] | undefined {
    const rebuilt = groups.get(group.path)?.objects[index];
    const planned = group.objects[index];
    const announced = new Set(places.map(formatPath));
    const found = planned === undefined ? [] : placesOf(group, planned, rebuilt);
    const stray = found.find((path) => !announced.has(formatPath(path)));
    if (stray !== undefined && planned !== undefined) throw otherShape(group, planned.object, stray);
    return rebuilt?.object;
  }

  /** The later values that a group uses: hashes do not say which, but what they are made of is in the same group. */
  private usedBy(group: PlannedGroup): readonly number[] {
    const before = this.uses.get(group);
    if (before !== undefined) return before;
    const used = this.usedIn(group.objects.map(({ object }) => object));
    this.uses.set(group, used);
    return used;
  }

  /** All of them where none is seen: it may be in there as part of a hash. */
  private usedIn(content: unknown): readonly number[] {
    const { texts } = this.first.placeholders;
    const json = JSON.stringify(content);
    const found = texts.flatMap((text, index) => (holds(json, text) ? [index] : []));
    return found.length > 0 ? found : texts.map((_text, index) => index);
  }
}

/** Whether a text is in another one, and not only the start of a longer number. */
function holds(content: string, text: string): boolean {
  for (let at = content.indexOf(text); at !== -1; at = content.indexOf(text, at + 1)) {
    if (!/^[0-9a-f]/.test(content.slice(at + text.length))) return true;
  }
  return false;
}
