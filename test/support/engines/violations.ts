import type { JsonObject, JsonValue, KubernetesObject } from '../../../lib';
import { valueAt } from '../../../lib/kubernetes';
import type { Constraint } from './constraints';
import { placed } from './placed';

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

/**
 * Objects that are worth breaking there, first those that have the most of what a rule speaks of: the more, the likelier a change of it
 * breaks the rule. Of objects that say the same there, one.
 */
export function candidatesOf(
  objects: readonly KubernetesObject[],
  constraint: Constraint,
  most: number,
): readonly KubernetesObject[] {
  const spoken = objects
    .filter((object) => isWritten(object, constraint))
    .map((object) => spokenOf(object, constraint));
  const bySaid = new Map(spoken.map((each) => [each.said, each] as const));
  return [...bySaid.values()]
    .sort((a, b) => b.fields - a.fields)
    .slice(0, most)
    .map(({ object }) => object);
}

function spokenOf(object: KubernetesObject, { demand, path, detail }: Constraint) {
  const found =
    demand === 'rule' ? fieldsOf(detail).filter((field) => placesOf(object, [...path, ...field]).length > 0) : [];
  const values = found.map((field) => [field, valueAt(object, [...path, ...field])] as const);
  const words = values.map(([field, value]) => [field, typeof value === 'object' ? '' : value]);
  return { object, fields: found.length, said: JSON.stringify(words) };
}

/** The fields that a rule speaks of, as keys that lead to them. */
function fieldsOf(rule: string): readonly (readonly string[])[] {
  const fields = [...rule.matchAll(/self((?:\.[A-Za-z]\w*)+)/g)].map(([, field = '']) => field.slice(1));
  // Functions of texts and lists are called as fields are.
  return [...new Set(fields)].map((field) => field.split('.').filter((key) => !FUNCTIONS.includes(key)));
}

const FUNCTIONS: readonly string[] = ['all', 'exists', 'startsWith', 'endsWith', 'matches', 'size', 'contains'];

/** The object with changes at the place, each of which may break what is demanded there. */
export function violationsOf(object: KubernetesObject, constraint: Constraint): readonly KubernetesObject[] {
  return placesOf(object, constraint.path)
    .slice(0, 3)
    .flatMap((place) =>
      changesOf(valueAt(object, place) as JsonValue | undefined, constraint).map(
        (changed) => placed(object, place, changed) as KubernetesObject,
      ),
    );
}

function changesOf(value: JsonValue | undefined, constraint: Constraint): readonly JsonValue[] {
  const { demand, detail, fields } = constraint;
  switch (demand) {
    case 'required':
      return isObject(value) && detail in value ? [placed(value, [detail], undefined) as JsonObject] : [];
    case 'enum':
      return [NO_WORD];
    case 'rule':
      if (isObject(value)) return changesOfObject(value, constraint);
      return Array.isArray(value)
        ? [...scalarsFor(value), ...changesOfList(value as readonly JsonValue[], fields)]
        : scalarsFor(value);
  }
}

/** No more combinations of fields than this are tried. */
const MOST = 64;

/** Every field that a rule speaks of taken away, emptied, and with other values; and all of them in combination. */
function changesOfObject(value: JsonObject, { detail, fields }: Constraint): readonly JsonValue[] {
  const spoken = fieldsOf(detail);
  const named = [...new Set(spoken.flatMap(([field]) => field ?? []))];
  const each = named.flatMap((field) => {
    const others = scalarsFor(value[field]).map((other) => ({ ...value, [field]: other }));
    return field in value ? [placed(value, [field], undefined) as JsonObject, ...others] : others;
  });
  const inside = spoken
    .flatMap((field) => field.slice(1).map((_, depth) => field.slice(0, depth + 2)))
    .filter((path) => isObject(valueAt(value, path.slice(0, -1))))
    .flatMap((path) =>
      [undefined, {}, ...scalarsFor(valueAt(value, path) as JsonValue | undefined)].map(
        (other) => placed(value, path, other) as JsonObject,
      ),
    );
  const together = combinations(value, named, (field) => fields[field] ?? []);
  const deep = combinations(value, named, (field) => [
    ...(fields[field] ?? []),
    ...spoken.flatMap(([first, ...rest]) =>
      first === field && rest.length > 0 ? scalarsFor(undefined).map((other) => nested(rest, other)) : [],
    ),
  ]);
  return [...each, ...inside, ...together, ...deep];
}

/** The object with fields as they are, taken away, and with other values, all of them in combination. */
function combinations(
  value: JsonObject,
  names: readonly string[],
  othersFor: (name: string) => readonly JsonValue[],
): readonly JsonObject[] {
  return names
    .reduce<readonly JsonObject[]>(
      (objects, name) =>
        objects.flatMap((object) => [
          object,
          placed(object, [name], undefined) as JsonObject,
          ...othersFor(name).map((other) => ({ ...object, [name]: other })),
        ]),
      [value],
    )
    .slice(0, MOST);
}

/** An object that has a value at the end of keys, and nothing else. */
function nested([key, ...rest]: readonly string[], value: JsonValue): JsonValue {
  return key === undefined ? value : { [key]: nested(rest, value) };
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
  return value === undefined ? [NO_WORD, '192.0.2.1', 1, true, {}] : [{}];
}

function placesOf(object: JsonValue | KubernetesObject, path: readonly string[]): readonly (readonly string[])[] {
  const [step, ...rest] = path;
  if (step === undefined) return [[]];
  if (!isObject(object) && !Array.isArray(object)) return [];
  const keys = step === '*' ? Object.keys(object) : step in object ? [step] : [];
  return keys.flatMap((key) => placesOf(Reflect.get(object, key) as JsonValue, rest).map((place) => [key, ...place]));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
