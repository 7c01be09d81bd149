import { createHash } from 'node:crypto';
import { parseAllDocuments, stringify } from 'yaml';

/** A CustomResourceDefinition as a bare API server takes it. */
export interface PlainDefinition {
  /** `metadata.name`. */
  readonly name: string;
  readonly text: string;
  /** Of its content, whatever the order and form of the text. */
  readonly sha256: string;
}

/** What an operator puts there: who converts and whose CA to trust. A server without the operator serves the rest. */
const INJECTION = /cert-manager\.io\/|inject-ca/;

/**
 * The definitions in a file, without conversion by webhook and without CA injection.
 *
 * @throws Error for text that is no YAML
 */
export function definitionsOf(text: string): readonly PlainDefinition[] {
  return parseAllDocuments(text)
    .map((document): unknown => {
      const [error] = document.errors;
      if (error !== undefined) throw error;
      const content: unknown = document.toJS();
      return content;
    })
    .filter(isDefinition)
    .map(plain);
}

interface Definition {
  readonly kind: 'CustomResourceDefinition';
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
}

function isDefinition(value: unknown): value is Definition {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'kind') === 'CustomResourceDefinition';
}

function plain({ apiVersion, kind, metadata: { name, annotations = {} }, spec }: Definition): PlainDefinition {
  const kept = Object.entries(annotations).filter(([key]) => !INJECTION.test(key));
  const content = {
    apiVersion,
    kind,
    metadata: { name, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
    spec: Object.fromEntries(Object.entries(spec).filter(([key]) => key !== 'conversion')),
  };
  return {
    name,
    text: stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }),
    sha256: createHash('sha256')
      .update(JSON.stringify(sorted(content)))
      .digest('hex'),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
