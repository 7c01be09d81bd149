import type { Cluster } from './cluster';
import { failuresOf } from './concurrently';
import { fieldChanges, parsePath } from './fields';
import { identityOf, namesInOrder, parseObject } from './objects';
import { asStored, spelledLike } from './secrets';
import { isMap, mapOf } from './values';
import type { ObjectSetState, SetObject } from './values';

/** Objects that are not what was applied: as they are now, `undefined` where they are gone. */
export type Drift = ReadonlyMap<string, string | undefined>;

/** Compares the objects of a set with what is in the cluster. Fields that others added are none of ours. @throws what failed first */
export async function driftOf(cluster: Cluster, set: ObjectSetState): Promise<Drift> {
  const drift = new Map<string, string | undefined>();
  const failures = await failuresOf(namesInOrder(set), async (name) => {
    const text = set.objects.get(name)?.text;
    if (text === undefined) return;
    const written = parseObject(text);
    const wanted = asStored(written);
    const found = await liveFields(cluster, wanted, set.writtenBack[name] ?? []);
    if (found === undefined || JSON.stringify(found) !== JSON.stringify(wanted)) {
      drift.set(name, found === undefined ? undefined : JSON.stringify(spelledLike(written, found)));
    }
  });
  if (failures.length > 0) throw failures[0];
  return new Map([...drift].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The fields of an object that were written, as they are now. What differs in spelling alone is spelt as it was written. */
async function liveFields(cluster: Cluster, wanted: SetObject, writtenBack: readonly string[]): Promise<unknown> {
  const live = await cluster.get(identityOf(wanted));
  // A Job that removes itself has done its work.
  if (live === undefined) return mapOf(wanted['spec'])['ttlSecondsAfterFinished'] === undefined ? undefined : wanted;
  const picked = pick(wanted, live);
  if (fieldChanges(wanted, picked).length === 0) return wanted;
  const answer = await cluster.apply(wanted, true);
  // What cannot be applied any more is shown as it is.
  const applied = answer.status < 300 ? pick(wanted, answer.body) : wanted;
  return merged(
    wanted,
    applied,
    picked,
    writtenBack.map((path) => JSON.stringify(parsePath(path))),
  );
}

/** Of a value, what a shape has as well. Lists of another length are taken whole. */
function pick(shape: unknown, value: unknown): unknown {
  if (Array.isArray(shape) && Array.isArray(value) && shape.length === value.length) {
    const items: readonly unknown[] = value;
    return shape.map((inner: unknown, index) => pick(inner, items[index]));
  }
  if (!isMap(shape) || !isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, inner]) =>
      Object.hasOwn(value, key) ? [[key, pick(inner, value[key])]] : [],
    ),
  );
}

/** What was written where the cluster has what it would have after applying it again, and otherwise what the cluster has. */
function merged(
  wanted: unknown,
  applied: unknown,
  live: unknown,
  ignored: readonly string[],
  at: readonly (string | number)[] = [],
): unknown {
  if (ignored.includes(JSON.stringify(at)) || fieldChanges(applied, live).length === 0) return wanted;
  if (isMap(wanted) && isMap(live)) {
    const found = isMap(applied) ? applied : {};
    const entries = Object.entries(wanted).map(([key, inner]) => [
      key,
      merged(inner, found[key], live[key], ignored, [...at, key]),
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown;
  }
  if (Array.isArray(wanted) && Array.isArray(live) && wanted.length === live.length) {
    const [items, found]: readonly (readonly unknown[])[] = [live, Array.isArray(applied) ? applied : []];
    return wanted.map((inner: unknown, index) =>
      merged(inner, found?.[index], items?.[index], ignored, [...at, index]),
    );
  }
  return live;
}
