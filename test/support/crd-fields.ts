import type { Definition } from './module-crds';

/** A structural schema, as far as fields are concerned. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/**
 * The fields of `spec` that a definition has in a version, as dotted paths; lists add `[]`, and maps end a path.
 *
 * @param ends - paths at which no deeper field is listed, because the types of Kubernetes itself stand there
 */
export function fieldsOfSpec(definition: Definition, version: string, ends: readonly RegExp[]): readonly string[] {
  const found = definition.spec.versions.find(({ name }) => name === version);
  const schema = found === undefined ? undefined : (Reflect.get(found, 'schema') as { openAPIV3Schema: Schema });
  const spec = schema?.openAPIV3Schema.properties?.['spec'];
  if (spec === undefined) throw new Error(`${definition.metadata.name} has no spec in ${version}.`);
  return leaves(spec, '', ends);
}

function leaves(schema: Schema, path: string, ends: readonly RegExp[]): readonly string[] {
  if (path !== '' && ends.some((end) => end.test(path))) return [path];
  if (schema.items !== undefined) return leaves(schema.items, `${path}[]`, ends);
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return [path];
  return properties.flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`, ends));
}

/** Whether some of the values has something at a path of {@link fieldsOfSpec}. */
export function isReached(path: string, values: readonly unknown[]): boolean {
  return values.some((value) => reaches(value, path.split('.')));
}

function reaches(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (value === undefined || value === null) return false;
  if (step === undefined) return true;
  const name = step.replace(/(\[\])+$/, '');
  const next: unknown = typeof value === 'object' ? Reflect.get(value, name) : undefined;
  if (!step.endsWith('[]')) return reaches(next, rest);
  return Array.isArray(next) && next.length > 0 && next.some((item) => reaches(item, rest));
}
