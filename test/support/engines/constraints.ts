import type { JsonValue } from '../../../lib';
import type { Definition } from '../module-crds';

/** Something that a definition demands of objects. */
export interface Constraint {
  /** Group and kind, for example `kamaji.clastix.io DataStore`. */
  readonly kind: string;
  readonly version: string;
  readonly demand: 'required' | 'enum' | 'rule';
  /** Keys that lead to where it is demanded; `*` stands for items of lists and values of maps. */
  readonly path: readonly string[];
  /** The field that is required, the values that are allowed, or the rule. */
  readonly detail: string;
  /** Of a rule: what the server says where an object breaks it. */
  readonly message?: string;
  /** Of a rule: values that fields there, or fields of the items there, may have by themselves. */
  readonly fields: Readonly<Record<string, readonly JsonValue[]>>;
}

interface Schema {
  readonly type?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

/** One line that names a constraint, the same in every run. */
export function nameOf({ kind, version, demand, path, detail }: Constraint): string {
  return `${kind} ${version} ${path.join('.')} ${demand} ${detail}`;
}

/**
 * Every required field, every list of allowed values and every rule of the specification that a definition serves. A field with a default is
 * no demand: the server fills it in.
 */
export function constraintsOf({ spec }: Definition): readonly Constraint[] {
  return spec.versions
    .filter(({ served }) => served)
    .flatMap((each) => {
      const schema = Reflect.get(Reflect.get(each, 'schema') as object, 'openAPIV3Schema') as Schema;
      const identity = { kind: `${spec.group} ${String(Reflect.get(spec.names, 'kind'))}`, version: each.name };
      const specification = schema.properties?.['spec'];
      return specification === undefined
        ? []
        : [...walk(specification, ['spec'])].map((found) => ({ ...identity, ...found }));
    });
}

type Found = Omit<Constraint, 'kind' | 'version'>;

function* walk(schema: Schema, path: readonly string[]): Generator<Found> {
  for (const field of schema.required ?? [])
    if (schema.properties?.[field]?.default === undefined)
      yield { demand: 'required', path, detail: field, fields: {} };
  if (schema.enum !== undefined) yield { demand: 'enum', path, detail: JSON.stringify(schema.enum), fields: {} };
  for (const { rule, message } of schema['x-kubernetes-validations'] ?? []) {
    const detail = oneLine(rule);
    yield { demand: 'rule', path, detail, message: oneLine(message ?? rule), fields: fieldsOf(schema) };
  }
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* walk(inner, [...path, name]);
  if (schema.items !== undefined) yield* walk(schema.items, [...path, '*']);
  if (typeof schema.additionalProperties === 'object') yield* walk(schema.additionalProperties, [...path, '*']);
}

/** Text without the line breaks that a definition or a server has in it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether a rule compares an object with the one that was there before. */
export function isOfUpdates({ demand, detail }: Constraint): boolean {
  return demand === 'rule' && /\boldSelf\b/.test(detail);
}

function fieldsOf({ properties, items }: Schema): Constraint['fields'] {
  const entries = Object.entries(properties ?? items?.properties ?? {});
  return Object.fromEntries(entries.map(([name, schema]) => [name, valuesOf(schema)]));
}

function valuesOf({ type = '', enum: words }: Schema): readonly JsonValue[] {
  return words ?? VALUES[type] ?? [];
}

const VALUES: Readonly<Record<string, readonly JsonValue[]>> = {
  string: ['some-word'],
  integer: [1],
  number: [1],
  boolean: [true, false],
  object: [{}],
  array: [[]],
};
