import { applySet, deleteSet } from './apply-set';
import type { Before } from './apply-set';
import type { Patience } from './awaiting';
import type { Cluster, Identity } from './cluster';
import { changesOf, refusedToLeave } from './diff';
import type { ObjectChange } from './diff';
import type { Log } from './engine-log';
import { isUnreachable, reasonOf, setProblem } from './problems';
import { driftOf } from './read-set';
import { EMPTY_SET, listOf, mapOf, markedLike, objectSetOf, plain } from './values';
import type { Properties } from './values';

/** What is known of a set besides its inputs. */
interface SetState extends Properties {
  /** After a refresh, objects that are not what was applied, as they are. */
  readonly objects: Properties;
  readonly isComplete: boolean;
  readonly leftovers: readonly Identity[];
}

/** What became of an operation: what failed is not lost, it is in the state for the next run. */
export interface Result {
  readonly state: Properties;
  readonly failures: readonly string[];
}

/** What a provider of sets works with. */
export interface Site {
  /** Of the cluster that the provider has been configured with. */
  readonly cluster: () => Cluster;
  readonly log: Log;
  /** Whether a deletion may give up what is in a cluster that does not answer. */
  readonly deletesUnreachable: () => boolean;
  readonly isOver: () => boolean;
}

/** How an update differs from what is there, object by object. @throws CLN9084 where a guarded object would leave */
export async function diffSets(site: Site, urn: string, state: Properties, before: Properties, after: Properties) {
  const [old, fresh] = [objectSetOf(before), objectSetOf(after)];
  const refused = refusedToLeave(old, fresh);
  if (refused.length > 0) {
    throw setProblem('guarded', {
      path: nameOf(urn),
      message: `${refused.join(', ')}: protected from deletion, and not in the program any more.`,
      fix: "deletionProtection: false, and an `up` with that, before it goes; or protection: 'retain'.",
    });
  }
  const changes = changesOf(old, fresh);
  if (changes.length > 0) await site.log(urn, changes.map(inWords).join('\n'));
  return { changes, isComplete: isComplete(state) };
}

/** Applies a set that is new, or changed. */
export async function applyObjects(
  site: Site,
  after: Properties,
  before: { readonly inputs: Properties; readonly state: Properties } | undefined,
  timeoutSeconds: number,
): Promise<Result> {
  const was = before === undefined ? NOTHING_BEFORE : beforeOf(before.inputs, before.state);
  const { failures, leftovers } = await applySet(
    site.cluster(),
    objectSetOf(after),
    was,
    patience(site, timeoutSeconds),
  );
  return { state: stateOf(failures.length === 0, leftovers), failures: failures.map(reasonOf) };
}

/** What is in the cluster of a set: inputs that would lead to it; `undefined` where nothing of it is left. */
export async function readSet(site: Site, inputs: Properties, state: Properties) {
  const set = objectSetOf(inputs);
  const drift = await driftOf(site.cluster(), set);
  if (
    set.objects.size > 0 &&
    [...set.objects.keys()].every((name) => drift.has(name) && drift.get(name) === undefined)
  ) {
    return undefined;
  }
  const changed = Object.fromEntries(
    [...drift].flatMap(([name, text]) =>
      text === undefined ? [] : [[name, markedLike(text, set.objects.get(name)?.isSecret ?? false)]],
    ),
  );
  const kept = Object.entries(mapOf(inputs['objects'])).filter(([name]) => !drift.has(name));
  return {
    inputs: { ...inputs, objects: { ...Object.fromEntries(kept), ...changed } },
    state: { ...stateOf(isComplete(state), beforeOf(inputs, state).leftovers), objects: changed },
  };
}

/** Deletes what a set has in its cluster. */
export async function deleteObjects(
  site: Site,
  urn: string,
  inputs: Properties,
  state: Properties,
  timeoutSeconds: number,
): Promise<void> {
  try {
    const failures = await deleteSet(site.cluster(), beforeOf(inputs, state), patience(site, timeoutSeconds));
    if (failures.length > 0) throw new AggregateError(failures, failures.map(reasonOf).join('\n'));
  } catch (error) {
    const causes: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
    if (!causes.every(isUnreachable) || !site.deletesUnreachable()) throw error;
    await site.log(urn, `given up, as deleteUnreachable says: ${reasonOf(error)}`, 'warning');
  }
}

/** An object that something else makes, as it is; `undefined` where there is none. */
export async function readExisting(site: Site, id: string, inputs: Properties): Promise<Properties | undefined> {
  const slash = id.indexOf('/');
  const live = await site.cluster().get({
    apiVersion: String(plain(inputs['apiVersion'])),
    kind: String(plain(inputs['kind'])),
    name: id.slice(slash + 1),
    ...(slash !== -1 && { namespace: id.slice(0, slash) }),
  });
  if (live === undefined) return undefined;
  const { apiVersion, kind, data, status } = live;
  const hidden = data === undefined ? undefined : markedLike(data, kind === 'Secret');
  return { apiVersion, kind, ...(hidden !== undefined && { data: hidden }), ...(status !== undefined && { status }) };
}

const NOTHING_BEFORE: Before = { set: EMPTY_SET, isComplete: false, leftovers: [] };

function beforeOf(inputs: Properties, state: Properties): Before {
  return {
    set: objectSetOf(inputs),
    isComplete: isComplete(state),
    leftovers: listOf(state['leftovers']).map(identityIn),
  };
}

function identityIn(value: unknown): Identity {
  const { apiVersion, kind, name, namespace } = mapOf(value);
  const place = typeof namespace === 'string' ? { namespace } : {};
  return { apiVersion: String(apiVersion), kind: String(kind), name: String(name), ...place };
}

function stateOf(complete: boolean, leftovers: readonly Identity[]): SetState {
  return { objects: {}, isComplete: complete, leftovers };
}

function isComplete(state: Properties): boolean {
  return plain(state['isComplete']) === true;
}

function patience({ isOver }: Site, timeoutSeconds: number): Patience {
  return { until: Date.now() + timeoutSeconds * 1000, isOver };
}

function inWords({ name, kind, fields }: ObjectChange): string {
  return kind === 'update' ? `${name}: ${fields.join(', ')}` : `${name}: ${kind === 'add' ? 'new' : 'deleted'}`;
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf('::') + 2);
}
