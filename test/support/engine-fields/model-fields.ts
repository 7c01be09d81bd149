import type { JsonValue } from '../../../lib/kubernetes';
import { FLEET_SCHEMA } from '../../../lib/model/fleet-schema';

/** The fields of the models that engines render, by the paths of capability tables. */
export interface ModelFields {
  /** Fields that hold no further fields, for example `tenant.endpoint.nodePort.port`. */
  readonly leaves: readonly string[];
  /** Every path that leads to a field or to an alternative. */
  readonly paths: ReadonlySet<string>;
  /** Fields whose value is one of several kinds, by the names of these. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
}

/** What says which construct it is, and what engines do not render: `workerPools` are pools. */
const ROOTS = {
  tenant: { definition: 'TenantModel', without: ['name', 'path', 'engine', 'workerPools'] },
  store: { definition: 'EtcdStoreModel', without: ['name', 'path', 'engine', 'origin', 'endpoints'] },
  pool: { definition: 'WorkerPoolModel', without: ['name', 'path', 'support'] },
} as const;

/** All fields, from the published schema of fleet.json. */
export function modelFields(): ModelFields {
  const found = { leaves: new Array<string>(), paths: new Set<string>(), alternatives: new Map<string, string[]>() };
  for (const [root, { definition, without }] of Object.entries(ROOTS)) {
    found.paths.add(root);
    for (const [name, schema] of propertiesOf(definitionOf(definition)))
      if (!without.some((left) => left === name)) visit(`${root}.${name}`, schema, found);
  }
  return found;
}

interface Found {
  readonly leaves: string[];
  readonly paths: Set<string>;
  readonly alternatives: Map<string, string[]>;
}

function visit(path: string, schema: JsonValue | undefined, found: Found): void {
  found.paths.add(path);
  const forms = formsOf(schema);
  const kinds = forms.map(kindOf);
  if (forms.length > 1 && kinds.every((kind) => kind !== undefined)) {
    found.alternatives.set(path, kinds);
    forms.forEach((form, index) => visitFields(`${path}.${kinds[index] ?? ''}`, form, found));
    return;
  }
  const [form] = forms;
  if (form === undefined || propertiesOf(form).length === 0) found.leaves.push(path);
  else visitFields(path, form, found);
}

function visitFields(path: string, form: JsonValue | undefined, found: Found): void {
  found.paths.add(path);
  const fields = propertiesOf(form).filter(([name]) => name !== 'kind' || !found.alternatives.has(parentOf(path)));
  if (fields.length === 0) found.leaves.push(path);
  for (const [name, schema] of fields) visit(`${path}.${name}`, schema, found);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

/** The forms of a value that are objects; `null`, lists and plain values have no fields. */
function formsOf(schema: JsonValue | undefined): readonly JsonValue[] {
  const reference = memberOf(schema, '$ref');
  if (typeof reference === 'string') return formsOf(definitionOf(reference.slice('#/$defs/'.length)));
  const union = memberOf(schema, 'anyOf') ?? memberOf(schema, 'oneOf');
  if (Array.isArray(union)) return union.flatMap((form: JsonValue) => formsOf(form));
  return memberOf(schema, 'type') === 'object' && schema !== undefined ? [schema] : [];
}

function kindOf(form: JsonValue): string | undefined {
  const kind = memberOf(memberOf(memberOf(form, 'properties'), 'kind'), 'const');
  return typeof kind === 'string' ? kind : undefined;
}

function propertiesOf(form: JsonValue | undefined): readonly [string, JsonValue | undefined][] {
  const properties = memberOf(form, 'properties');
  return typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
}

function definitionOf(name: string): JsonValue | undefined {
  return memberOf(FLEET_SCHEMA['$defs'], name);
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  return Reflect.get(value, name) as JsonValue;
}
