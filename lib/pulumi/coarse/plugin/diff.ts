import type { Identity } from './cluster';
import { fieldChanges, formatChange, parsePath } from './fields';
import type { FieldChange } from './fields';
import { formatIdentity, identitiesOf, objectIn } from './objects';
import type { Content, ObjectSetState } from './values';

/** What an update of a set would do to one of its objects. */
export interface ObjectChange {
  /** Within the set. */
  readonly name: string;
  readonly kind: 'add' | 'delete' | 'update';
  /** In words, one for each field, without what is secret. */
  readonly fields: readonly string[];
}

/** Most fields of an object that are named one by one. */
const NAMED_FIELDS = 12;

/** What differs between two states of a set, object by object. What is not known yet differs. */
export function changesOf(before: ObjectSetState, after: ObjectSetState): readonly ObjectChange[] {
  return [...new Set([...before.objects.keys(), ...after.objects.keys()])].sort().flatMap((name): ObjectChange[] => {
    const [old, fresh] = [before.objects.get(name), after.objects.get(name)];
    if (old === undefined) return [{ name, kind: 'add', fields: [] }];
    if (fresh === undefined) return [{ name, kind: 'delete', fields: [] }];
    const found = changedFields(old, fresh, after.writtenBack[name] ?? []);
    if (found === 'unknown') return [{ name, kind: 'update', fields: ['known later'] }];
    return found.length === 0 ? [] : [{ name, kind: 'update', fields: inWords(found, old.isSecret || fresh.isSecret) }];
  });
}

/** Objects of the set before that the set after has no more. */
export function leaving(before: ObjectSetState, after: ObjectSetState): readonly (readonly [string, Identity])[] {
  // What is as it was stays; as a rule that is all of it, and then nothing has to be taken apart.
  if ([...before.objects].every(([name, { text }]) => after.objects.get(name)?.text === text)) return [];
  const kept = new Set(identitiesOf(after).map(([, identity]) => formatIdentity(identity)));
  const unknown = new Set([...after.objects].filter(([, { text }]) => text === undefined).map(([name]) => name));
  return identitiesOf(before).filter(([name, identity]) => !unknown.has(name) && !kept.has(formatIdentity(identity)));
}

/** Names of objects that may not leave the set, and would. */
export function refusedToLeave(before: ObjectSetState, after: ObjectSetState): readonly string[] {
  if (after.protection !== 'protect') return [];
  return leaving(before, after).flatMap(([name]) => (before.guarded.includes(name) ? [name] : []));
}

function changedFields(
  old: Content,
  fresh: Content,
  writtenBack: readonly string[],
): readonly FieldChange[] | 'unknown' {
  if (fresh.text === undefined) return 'unknown';
  if (old.text === undefined) return [{ path: [], before: undefined, after: undefined }];
  if (old.text === fresh.text) return [];
  const ignored = writtenBack.map(parsePath);
  return fieldChanges(objectIn(old), objectIn(fresh)).filter(
    ({ path }) => !ignored.some((prefix) => prefix.every((step, index) => path[index] === step)),
  );
}

function inWords(changes: readonly FieldChange[], isSecret: boolean): readonly string[] {
  const named = changes
    .slice(0, NAMED_FIELDS)
    .map((change) => formatChange(isSecret ? { ...change, before: {}, after: {} } : change));
  return changes.length > NAMED_FIELDS ? [...named, `and ${changes.length - NAMED_FIELDS} more`] : named;
}
