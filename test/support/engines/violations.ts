import type { JsonObject, JsonValue, KubernetesObject } from '../../../lib';
import type { Constraint } from './constraints';

/** A text that no list of allowed values has. */
const NO_WORD = 'not-a-word';

/** Whether an object has the place where something is demanded. */
export function isWritten(object: KubernetesObject, constraint: Constraint): boolean {
  return isOfKind(object, constraint) && placesOf(object, constraint.path).length > 0;
}

function isOfKind({ apiVersion, kind }: KubernetesObject, constraint: Constraint): boolean {
  const [group = '', version = ''] = apiVersion.split('/');
  return `${group} ${kind}` === constraint.kind && version === constraint.version;
}

/** How much of what a rule speaks of an object has: the more, the likelier a change of it breaks the rule. */
export function spokenOf(object: KubernetesObject, { demand, path, detail }: Constraint): number {
  if (demand !== 'rule') return 0;
  const inner = [...detail.matchAll(/self((?:\.[A-Za-z]\w*)+)/g)].map(([, field = '']) => field.slice(1).split('.'));
  return inner.filter((further) => placesOf(object, [...path, ...further]).length > 0).length;
}

/** The object with changes at the place, each of which may break what is demanded there. */
export function violationsOf(object: KubernetesObject, constraint: Constraint): readonly KubernetesObject[] {
  return placesOf(object, constraint.path)
    .slice(0, 3)
    .flatMap((place) =>
      changesOf(valueAt(object, place), constraint).map(
        (changed) => withValue(object, place, changed) as KubernetesObject,
      ),
    );
}

function changesOf(value: JsonValue | undefined, constraint: Constraint): readonly JsonValue[] {
  const { demand, detail, fields } = constraint;
  switch (demand) {
    case 'required':
      return isObject(value) && detail in value ? [withoutKey(value, detail)] : [];
    case 'enum':
      return [NO_WORD];
    case 'rule':
      if (isObject(value)) return changesOfObject(value, constraint);
      return Array.isArray(value)
        ? [...scalarsFor(value), ...changesOfList(value as readonly JsonValue[], fields)]
        : scalarsFor(value);
  }
}

/** Every field that a rule speaks of taken away, and with other values; and all of them at once. */
function changesOfObject(value: JsonObject, { detail, fields }: Constraint): readonly JsonValue[] {
  const named = [...new Set([...detail.matchAll(/self\.([A-Za-z]\w*)/g)].map(([, field = '']) => field))];
  const each = named.flatMap((field) => {
    const others = [...scalarsFor(value[field]), ...(fields[field] ?? [])].map((other) => ({
      ...value,
      [field]: other,
    }));
    return field in value ? [withoutKey(value, field), ...others] : others;
  });
  const all = Object.fromEntries(
    named.flatMap((field) => {
      const [first] = fields[field] ?? [];
      return first === undefined ? [] : [[field, value[field] ?? first] as const];
    }),
  );
  return [...each, { ...value, ...all }];
}

/** A list with another first item, and with a second one that differs from the first in one field alone. */
function changesOfList(items: readonly JsonValue[], fields: Constraint['fields']): readonly JsonValue[] {
  const [first, ...rest] = items;
  if (first === undefined) return [];
  if (!isObject(first)) return [[NO_WORD, ...rest]];
  return Object.entries(fields).flatMap(([field, values]) =>
    values.map((other) => [first, { ...first, [field]: other }, ...rest]),
  );
}

function scalarsFor(value: JsonValue | undefined): readonly JsonValue[] {
  if (typeof value === 'number') return [0, -1, 1_000_000_007];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return ['', NO_WORD, 'x'.repeat(300)];
  if (Array.isArray(value)) return [[], [...(value as readonly JsonValue[]), ...(value as readonly JsonValue[])]];
  return value === undefined ? [NO_WORD, 1, true, {}] : [{}];
}

function placesOf(object: JsonValue | KubernetesObject, path: readonly string[]): readonly (readonly string[])[] {
  const [step, ...rest] = path;
  if (step === undefined) return [[]];
  if (!isObject(object) && !Array.isArray(object)) return [];
  const keys = step === '*' ? Object.keys(object) : step in object ? [step] : [];
  return keys.flatMap((key) => placesOf(Reflect.get(object, key) as JsonValue, rest).map((place) => [key, ...place]));
}

function valueAt(object: object, place: readonly string[]): JsonValue | undefined {
  return place.reduce<unknown>((value, key) => Reflect.get(value as object, key), object) as JsonValue | undefined;
}

function withValue(object: object, [key = '', ...rest]: readonly string[], value: JsonValue): object {
  const inner = rest.length === 0 ? value : withValue(Reflect.get(object, key) as object, rest, value);
  if (Array.isArray(object))
    return (object as readonly unknown[]).map((item, at) => (at === Number(key) ? inner : item));
  return { ...object, [key]: inner };
}

function withoutKey(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
