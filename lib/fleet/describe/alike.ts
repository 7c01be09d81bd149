import { deepFreeze } from './freeze';

/** More different values than this are not worth remembering. */
const MOST = 256;

const known = new Map<string, object>();

/**
 * Plain data, or what was described before and says the same: what many tenants and pools have alike is held once, and rules and engines
 * that remember what they saw look at it once.
 *
 * @param value - what was just made here; the result is frozen
 */
export function alike<T extends object>(value: T): T {
  const key = JSON.stringify(value);
  const before = known.get(key);
  // Equal text, equal data: the shapes let nothing pass that JSON cannot hold.
  if (before !== undefined) return before as T;
  if (known.size >= MOST) known.clear();
  known.set(key, deepFreeze(value));
  return value;
}
