import { pointerPath, stableJson, valueAt } from '../kubernetes';
import type { JsonValue, KubernetesObject } from '../kubernetes';

/** What may happen to a field between two versions of an object: another value, a first one, or none any more. */
export type FieldChange = 'change' | 'addition' | 'removal';

/**
 * A field of a rendered kind that the management cluster does not let change once the object is there: its definition refuses it, or an
 * admission policy that is rendered beside it. Webhooks of operators may refuse more.
 */
export interface ImmutableField {
  readonly apiVersion: string;
  readonly kind: string;
  /** JSON pointer, for example `/spec/networkProfile/clusterDomain`. */
  readonly pointer: string;
  /** What is refused, as long as the parent of the field is there before and after. */
  readonly refuses: readonly FieldChange[];
  /** Refused only while another field has this value, before and after. @default - always */
  readonly onlyWhile?: { readonly pointer: string; readonly value: string };
  /** Why, and what to do instead. */
  readonly reason: string;
}

/**
 * What a management cluster refuses of a new version of an object, so that it can be said before anything is applied.
 *
 * @param before the object as it is there
 * @param after the object as it is rendered now; another one than `before` is no version of it
 * @param immutable those of the engine: `engine.immutable`
 */
export function refusedChanges(
  before: KubernetesObject,
  after: KubernetesObject,
  immutable: readonly ImmutableField[],
): readonly ImmutableField[] {
  if (!isSameObject(before, after)) return [];
  return immutable.filter((field) => {
    if (field.apiVersion !== after.apiVersion || field.kind !== after.kind) return false;
    if (!isUnder(field, before) || !isUnder(field, after)) return false;
    const change = changeOf(jsonAt(before, field.pointer), jsonAt(after, field.pointer));
    return change !== undefined && field.refuses.includes(change);
  });
}

function isSameObject(one: KubernetesObject, other: KubernetesObject): boolean {
  return (
    one.apiVersion === other.apiVersion &&
    one.kind === other.kind &&
    one.metadata.name === other.metadata.name &&
    one.metadata.namespace === other.metadata.namespace
  );
}

/** Whether an object is one that the field is immutable in: its parent is there, and the other field has its value. */
function isUnder({ pointer, onlyWhile }: ImmutableField, object: KubernetesObject): boolean {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  return (
    jsonAt(object, parent) !== undefined &&
    (onlyWhile === undefined || jsonAt(object, onlyWhile.pointer) === stableJson(onlyWhile.value))
  );
}

function changeOf(before: string | undefined, after: string | undefined): FieldChange | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'addition';
  return after === undefined ? 'removal' : 'change';
}

/** What an object has at a JSON pointer, as text to compare; `undefined`: nothing. */
function jsonAt(object: KubernetesObject, pointer: string): string | undefined {
  const value = valueAt(object, pointerPath(pointer)) as JsonValue | undefined;
  return value === undefined ? undefined : stableJson(value);
}
