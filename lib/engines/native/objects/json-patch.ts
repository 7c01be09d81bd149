import type { JsonPatchOperation } from '../../../model';

/** Why an operation could not be applied, in words that fit behind "the patch". */
export class PatchFailure extends Error {}

/**
 * Applies RFC 6902 operations and returns the result. The document is not changed, and what no operation touches is shared
 * with it: rendered objects share frozen constants, which libraries that patch in place would try to write to.
 *
 * @throws PatchFailure with the operation that failed and the reason
 */
export function applyJsonPatch(document: unknown, operations: readonly JsonPatchOperation[]): unknown {
  return operations.reduce((current, operation, index) => {
    try {
      return applyOperation(current, operation);
    } catch (error) {
      if (!(error instanceof PatchFailure)) throw error;
      throw new PatchFailure(`operation ${index} (${operation.op} ${operation.path}) ${error.message}`);
    }
  }, document);
}

function applyOperation(document: unknown, operation: JsonPatchOperation): unknown {
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case 'add':
      return edit(document, path, 'add', valueOf(operation));
    case 'replace':
      return edit(document, path, 'replace', valueOf(operation));
    case 'remove':
      return edit(document, path, 'remove', undefined);
    case 'copy':
      return edit(document, path, 'add', read(document, parsePointer(fromOf(operation))));
    case 'move': {
      const from = parsePointer(fromOf(operation));
      if (from.length < path.length && from.every((token, i) => token === path[i])) {
        throw new PatchFailure('moves a value into itself');
      }
      return edit(edit(document, from, 'remove', undefined), path, 'add', read(document, from));
    }
    case 'test':
      if (!equal(read(document, path), valueOf(operation)))
        throw new PatchFailure('found another value than it tests for');
      return document;
    default:
      throw new PatchFailure(`has the unknown op ${JSON.stringify(operation.op)}`);
  }
}

function valueOf(operation: JsonPatchOperation): unknown {
  if (operation.value === undefined) throw new PatchFailure('has no value');
  return operation.value;
}

function fromOf(operation: JsonPatchOperation): string {
  if (operation.from === undefined) throw new PatchFailure('has no from');
  return operation.from;
}

/** RFC 6901. */
function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new PatchFailure('has a path that does not start with /');
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((current, token) => {
    if (Array.isArray(current)) return current[existingIndex(current, token)] as unknown;
    if (isObject(current) && has(current, token)) return current[token];
    throw new PatchFailure(`found no ${token}`);
  }, document);
}

function edit(document: unknown, path: readonly string[], how: 'add' | 'replace' | 'remove', value: unknown): unknown {
  const [token, ...rest] = path;
  if (token === undefined) {
    if (how === 'remove') throw new PatchFailure('removes the whole object');
    return value;
  }
  if (Array.isArray(document)) return editArray(document as unknown[], token, rest, how, value);
  if (!isObject(document)) throw new PatchFailure(`found no object or list to hold ${token}`);
  if (rest.length > 0 || how !== 'add') {
    if (!has(document, token)) throw new PatchFailure(`found no ${token}`);
  }
  if (rest.length > 0) return withProperty(document, token, edit(document[token], rest, how, value));
  if (how !== 'remove') return withProperty(document, token, value);
  return withoutProperty(document, token);
}

function editArray(
  list: readonly unknown[],
  token: string,
  rest: readonly string[],
  how: 'add' | 'replace' | 'remove',
  value: unknown,
): unknown[] {
  if (rest.length === 0 && how === 'add') {
    const at = token === '-' ? list.length : index(token);
    if (at > list.length) throw new PatchFailure(`found a list of ${list.length}, too short for ${token}`);
    return list.toSpliced(at, 0, value);
  }
  const at = existingIndex(list, token);
  if (rest.length > 0) return list.with(at, edit(list[at], rest, how, value));
  return how === 'remove' ? list.toSpliced(at, 1) : list.with(at, value);
}

function existingIndex(list: readonly unknown[], token: string): number {
  const at = index(token);
  if (at >= list.length) throw new PatchFailure(`found a list of ${list.length}, too short for ${token}`);
  return at;
}

function index(token: string): number {
  if (!/^(0|[1-9][0-9]{0,8})$/.test(token)) throw new PatchFailure(`found a list, and ${token} is no index`);
  return Number(token);
}

/**
 * Applies an RFC 7386 merge patch and returns the result; the document is not changed.
 */
export function applyMergePatch(document: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  let result: Record<string, unknown> = isObject(document) ? document : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    result =
      value === null
        ? withoutProperty(result, key)
        : withProperty(result, key, applyMergePatch(has(result, key) ? result[key] : undefined, value));
  }
  return result;
}

/** A computed key of a literal defines a property even when it is called `__proto__`. */
function withProperty(object: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  return { ...object, [key]: value };
}

function withoutProperty(object: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(object: Record<string, unknown>, key: string): boolean {
  return Object.hasOwn(object, key) && object[key] !== undefined;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  return (
    keys.length === Object.keys(b).filter((key) => b[key] !== undefined).length &&
    keys.every((key) => has(b, key) && equal(a[key], b[key]))
  );
}
