import { hash } from 'node:crypto';
import type { JsonValue } from './object';

/** Longest name of a Service, a namespace, a label value, or a label of a DNS name. RFC 1035, RFC 1123. */
export const LABEL_MAX = 63;

/** Longest DNS name, and longest name of most Kubernetes objects. */
export const SUBDOMAIN_MAX = 253;

/** Largest sum of an object's annotations, keys and values, in bytes. */
export const ANNOTATIONS_MAX_BYTES = 256 * 1024;

const LABEL_1123 = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Why a text is not a DNS-1123 label (a namespace, a pod), or `undefined` when it is one. */
export function dns1123LabelProblem(text: string, max = LABEL_MAX): string | undefined {
  return shapeProblem(
    text,
    max,
    LABEL_1123,
    'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  );
}

/** Why a text is not a DNS-1035 label (a Service), or `undefined` when it is one. */
export function dns1035LabelProblem(text: string, max = LABEL_MAX): string | undefined {
  return shapeProblem(
    text,
    max,
    LABEL_1035,
    'lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit',
  );
}

/** Why a text is not a DNS-1123 subdomain (labels joined by dots), or `undefined` when it is one. */
export function dns1123SubdomainProblem(text: string): string | undefined {
  const length = lengthProblem(text, SUBDOMAIN_MAX);
  if (length !== undefined) return length;
  return text.split('.').every((label) => LABEL_1123.test(label))
    ? undefined
    : 'must be lower-case letters, digits, hyphens and dots, each part starting and ending with a letter or digit';
}

/**
 * Why a text is not a DNS name that resolvers and certificates take: a subdomain whose parts have at most 63 characters, or
 * `undefined` when it is one.
 */
export function dnsNameProblem(text: string, options: { readonly wildcard?: boolean } = {}): string | undefined {
  const name = options.wildcard === true && text.startsWith('*.') ? text.slice(2) : text;
  const problem = dns1123SubdomainProblem(name);
  if (problem !== undefined) return problem;
  if (name.split('.').some((label) => label.length > LABEL_MAX))
    return `has a part longer than ${LABEL_MAX} characters`;
  return /^[\d.]+$/.test(name) ? 'looks like an IP address but is not one' : undefined;
}

/** Why a text is not a label key, `[prefix/]name`, or `undefined` when it is one. Annotation keys follow the same rule. */
export function labelKeyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined) {
    const problem = dns1123SubdomainProblem(prefix);
    if (problem !== undefined) return `the prefix before the slash ${problem}`;
  }
  return shapeProblem(
    name,
    LABEL_MAX,
    QUALIFIED,
    'letters, digits, hyphens, underscores and dots, starting and ending with a letter or digit',
  );
}

/** Why a text is not a label value, or `undefined` when it is one. The empty text is one. */
export function labelValueProblem(value: string): string | undefined {
  if (value === '') return undefined;
  return shapeProblem(
    value,
    LABEL_MAX,
    QUALIFIED,
    'letters, digits, hyphens, underscores and dots, starting and ending with a letter or digit',
  );
}

/** Characters that are left for a name when the longest of these affixes is added to it. */
export function nameBudget(affixes: readonly string[], max = LABEL_MAX): number {
  return max - affixes.reduce((longest, affix) => Math.max(longest, affix.length), 0);
}

/** Eight hexadecimal characters of SHA-256: short, the same everywhere, and safe inside a name. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 8);
}

/** {@link shortHash} of a JSON value. The order of properties and properties that are `undefined` make no difference. */
export function hashOf(value: JsonValue): string {
  return shortHash(stableJson(value));
}

/** JSON with properties in the order of their names, without spaces; properties that are `undefined` are left out. */
export function stableJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(stableJson).join(',')}]`;
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) parts.push(`${JSON.stringify(key)}:${stableJson(member)}`);
  }
  return `{${parts.join(',')}}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function shapeProblem(text: string, max: number, shape: RegExp, words: string): string | undefined {
  return lengthProblem(text, max) ?? (shape.test(text) ? undefined : `must be ${words}`);
}

function lengthProblem(text: string, max: number): string | undefined {
  if (text.length === 0) return 'must not be empty';
  return text.length > max ? `has ${text.length} characters, at most ${max} are allowed` : undefined;
}
