/** YAML of shared data, by depth of indentation: what stands behind a key begins with a line break, what stands behind a dash does not. */
interface SharedTexts {
  readonly behindKeys: string[];
  readonly behindDashes: string[];
}

const texts = new WeakMap<object, SharedTexts>();

/**
 * Freezes plain data for good and marks it as part of many objects, so that its YAML is made once instead of every time. Worth it for what is
 * written at least a few times: constants, and labels that all objects of one tenant have.
 *
 * @param value objects and arrays that nobody else changes; everything in it is frozen.
 * @returns the value itself.
 */
export function shared<T extends object>(value: T): T {
  freezeDeeply(value);
  texts.set(value, { behindKeys: [], behindDashes: [] });
  return value;
}

/** Where the emitter keeps what it made of a shared value; `undefined` when the value is not shared. */
export function sharedTexts(value: object): SharedTexts | undefined {
  return texts.get(value);
}

function freezeDeeply(value: object): void {
  for (const key in value) {
    const child: unknown = Reflect.get(value, key);
    if (typeof child === 'object' && child !== null) freezeDeeply(child);
  }
  Object.freeze(value);
}
