import { fieldChanges, parsePath } from './fields';
import { untilGone, untilReady } from './awaiting';
import type { Patience } from './awaiting';
import { refusal } from './cluster';
import type { Cluster, Identity } from './cluster';
import type { Answer } from './client';
import { failuresOf } from './concurrently';
import { leaving } from './diff';
import { formatIdentity, identityOf, namesInOrder, objectIn, parseObject } from './objects';
import { impliedWait } from './readiness';
import { replacedAt, valueAt } from '../../leaves';
import { mapOf } from './values';
import type { Content, ObjectSetState, SetObject } from './values';

/** What was there of a set before this run. */
export interface Before {
  readonly set: ObjectSetState;
  /** Whether the run before came to its end; otherwise every object is applied again. */
  readonly isComplete: boolean;
  /** Objects that were in the set once and are still to be deleted. */
  readonly leftovers: readonly Identity[];
}

/** What became of a run. */
export interface Outcome {
  /** Nothing: all is as it should be. */
  readonly failures: readonly unknown[];
  /** What is still to be deleted. */
  readonly leftovers: readonly Identity[];
}

/**
 * Applies the objects of a set that changed, phase by phase, and then deletes those that are not in it any more. A phase begins when
 * the objects before it are there, and ready where that is awaited. What is done twice changes nothing, so a run that was ended anywhere can be repeated.
 */
export async function applySet(
  cluster: Cluster,
  set: ObjectSetState,
  before: Before,
  patience: Patience,
): Promise<Outcome> {
  const leftovers = toDelete(before, set);
  for (const names of phasesOf(set)) {
    const failures = await failuresOf(names, (name) => applyOne(cluster, set, before, name, patience));
    if (failures.length > 0 || patience.isOver()) return { failures: [...failures, ...overOf(patience)], leftovers };
  }
  const left = new Map(leftovers.map((identity) => [formatIdentity(identity), identity]));
  const failures = await failuresOf(leftovers, async (identity) => {
    await remove(cluster, identity, patience);
    left.delete(formatIdentity(identity));
  });
  return { failures, leftovers: [...left.values()] };
}

/** Deletes the objects of a set, the last phase first, each phase when the one before is gone. */
export async function deleteSet(
  cluster: Cluster,
  { set, leftovers }: Before,
  patience: Patience,
): Promise<readonly unknown[]> {
  const phases = phasesOf(set).map((names) => names.map((name) => identityOf(contentOf(set, name))));
  for (const identities of [leftovers, ...phases.reverse()]) {
    const failures = await failuresOf(identities, (identity) => remove(cluster, identity, patience));
    if (failures.length > 0) return failures;
  }
  return [];
}

async function remove(cluster: Cluster, identity: Identity, patience: Patience): Promise<void> {
  await cluster.delete(identity);
  await untilGone(cluster, identity, patience);
}

/** Objects that leave the set now or were to leave it before, without those that are to stay in the cluster or have come back. */
function toDelete(before: Before, set: ObjectSetState): readonly Identity[] {
  const retained = new Set(set.protection === 'retain' ? before.set.guarded : []);
  const gone = leaving(before.set, set).flatMap(([name, identity]) => (retained.has(name) ? [] : [identity]));
  const own = new Set([...set.objects.keys()].map((name) => formatIdentity(identityOf(contentOf(set, name)))));
  const all = [...before.leftovers, ...gone].map((identity) => [formatIdentity(identity), identity] as const);
  return [...new Map(all.filter(([text]) => !own.has(text))).values()];
}

async function applyOne(
  cluster: Cluster,
  set: ObjectSetState,
  before: Before,
  name: string,
  patience: Patience,
): Promise<void> {
  const object = contentOf(set, name);
  const identity = identityOf(object);
  const old = before.set.objects.get(name);
  const changed = !before.isComplete || old === undefined || differs(old, set.objects.get(name));
  const answer = changed
    ? await write(cluster, await withLiveFields(cluster, object, set.writtenBack[name] ?? []), patience)
    : undefined;
  const wanted = set.waitFor[name] ?? impliedWait(identity.kind);
  if (wanted !== undefined) await untilReady(cluster, identity, wanted, patience, answer && mapOf(answer.body));
}

function differs(old: Content, fresh: Content | undefined): boolean {
  if (old.text === undefined || fresh === undefined) return true;
  return old.text !== fresh.text && fieldChanges(objectIn(old), objectIn(fresh)).length > 0;
}

/** Kinds that hold nothing of their own, and some fields of which never change: they are made anew. */
const REPLACED_KINDS: ReadonlySet<string> = new Set(['Job', 'RoleBinding', 'ClusterRoleBinding']);

async function write(cluster: Cluster, object: SetObject, patience: Patience): Promise<Answer> {
  const identity = identityOf(object);
  let answer: Answer = await cluster.apply(object);
  if (answer.status === 422 && REPLACED_KINDS.has(identity.kind)) {
    // What is wrong in itself is refused before anything is deleted.
    const alone = await cluster.apply(
      { ...object, metadata: { ...object.metadata, name: `${identity.name}-new` } },
      true,
    );
    if (alone.status < 300) {
      await remove(cluster, identity, patience);
      answer = await cluster.apply(object);
    }
  }
  if (answer.status >= 300) throw refusal(identity, answer);
  return answer;
}

/** The object with the values that controllers have written by now in the fields that are theirs. */
async function withLiveFields(cluster: Cluster, object: SetObject, writtenBack: readonly string[]): Promise<SetObject> {
  if (writtenBack.length === 0) return object;
  const live = await cluster.get(identityOf(object));
  const paths = writtenBack.map(parsePath).filter((path) => valueAt(live, path) !== undefined);
  return paths.length === 0
    ? object
    : parseObject(JSON.stringify(replacedAt(object, paths, (path) => valueAt(live, path))));
}

function phasesOf(set: ObjectSetState): readonly (readonly string[])[] {
  const placed = new Set(set.phases.flat());
  const rest = namesInOrder(set).filter((name) => !placed.has(name));
  return [...set.phases.map((phase) => phase.filter((name) => set.objects.has(name))), rest];
}

function contentOf(set: ObjectSetState, name: string): SetObject {
  const content = set.objects.get(name);
  const object = content && objectIn(content);
  if (object === undefined) throw new Error(`${name} is not known yet.`);
  return object;
}

function overOf({ isOver }: Patience): readonly unknown[] {
  return isOver() ? [new Error('the run was told to end.')] : [];
}
