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
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
}

/** One line that names a constraint, the same in every run. */
export function nameOf({ kind, version, demand, path, detail }: Constraint): string {
  return `${kind} ${version} ${path.join('.')} ${demand} ${detail}`;
}

/** Every required field, every list of allowed values and every rule of the specification that a definition serves. */
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

type Found = Pick<Constraint, 'demand' | 'path' | 'detail'>;

function* walk(schema: Schema, path: readonly string[]): Generator<Found> {
  for (const field of schema.required ?? []) yield { demand: 'required', path, detail: field };
  if (schema.enum !== undefined) yield { demand: 'enum', path, detail: JSON.stringify(schema.enum) };
  for (const { rule } of schema['x-kubernetes-validations'] ?? [])
    yield { demand: 'rule', path, detail: rule.replace(/\s+/g, ' ').trim() };
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* walk(inner, [...path, name]);
  if (schema.items !== undefined) yield* walk(schema.items, [...path, '*']);
  if (typeof schema.additionalProperties === 'object') yield* walk(schema.additionalProperties, [...path, '*']);
}
