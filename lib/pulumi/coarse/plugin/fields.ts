import { formatPath } from '../../leaves';
import type { Path } from '../../leaves';
import { isMap } from './values';

/** A field in which two objects differ. */
export interface FieldChange {
  readonly path: Path;
  /** `undefined`: it is not there. */
  readonly before: unknown;
  /** `undefined`: it is not there. */
  readonly after: unknown;
}

/** Where two objects differ, as deep as both have the same fields. Lists of another length are one difference. */
export function fieldChanges(before: unknown, after: unknown, at: Path = []): readonly FieldChange[] {
  if (Object.is(before, after)) return [];
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fieldChanges(before[key], after[key], [...at, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const others: readonly unknown[] = after;
    return before.flatMap((item: unknown, index) => fieldChanges(item, others[index], [...at, index]));
  }
  return [{ path: at, before, after }];
}

/** Steps of a path that {@link formatPath} wrote. */
export function parsePath(text: string): Path {
  return [...text.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, word]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (word ?? '') : String(JSON.parse(quoted));
  });
}

/** `spec.replicas: 2 => 3`; what is long or no single value is left out. */
export function formatChange({ path, before, after }: FieldChange): string {
  const [from, to] = [brief(before), brief(after)];
  const field = formatPath(path);
  return from === undefined || to === undefined ? field : `${field}: ${from} => ${to}`;
}

const BRIEF = 60;

function brief(value: unknown): string | undefined {
  if (value === undefined) return 'none';
  if (typeof value === 'object' && value !== null) return undefined;
  const text = JSON.stringify(value);
  return text.length > BRIEF ? undefined : text;
}
