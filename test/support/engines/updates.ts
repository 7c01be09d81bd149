import type { FieldChange, ImmutableField, JsonValue, KubernetesObject } from '../../../lib';
import { refusedChanges } from '../../../lib/engines';
import { pointerPath, stableJson, valueAt } from '../../../lib/kubernetes';
import type { Judge, Refusal } from '../judge';
import { placed } from './placed';

/** What a server says to changes of fields that an engine calls immutable. */
export interface RefusedUpdates {
  readonly refusals: readonly Refusal[];
  /** Where the engine is wrong: it is not refused, the library does not see it, or no rendered object has such a field. */
  readonly wrong: readonly string[];
}

/** Applies rendered objects, and then what the engine says a server refuses of them. */
export async function refusedUpdates(
  immutable: readonly ImmutableField[],
  objects: readonly KubernetesObject[],
  judge: Judge,
): Promise<RefusedUpdates> {
  const refusals: Refusal[] = [];
  const wrong = new Set<string>();
  for (const field of immutable) {
    for (const change of field.refuses) {
      const name = `${field.kind} ${field.pointer} ${change}`;
      const tried = { updates: 0 };
      for (const { before, after } of updatesOf(objects, field, change)) {
        // As new objects both are fine: what is refused then is the change.
        if ((await judge.refusals([before, after])).length > 0) continue;
        tried.updates += 1;
        const refused = await judge.updateRefusals(before, after);
        if (refused.length === 0) wrong.add(`${name}: it is taken`);
        if (!refusedChanges(before, after, immutable).includes(field)) wrong.add(`${name}: the library says nothing`);
        refusals.push(...refused);
      }
      if (tried.updates === 0) wrong.add(`${name}: there is no object to try it on`);
    }
  }
  return { refusals, wrong: [...wrong] };
}

/** Two versions of a rendered object that differ in one field. */
interface Update {
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
}

/** Values of fields that not every text is a value of. Addresses are of the server's range. */
const VALUES: Readonly<Record<string, readonly JsonValue[]>> = {
  '/spec/clusterIP': ['198.18.0.20', '198.18.0.21'],
  '/spec/ipFamilies': [['IPv6'], ['IPv4']],
};

/** More objects than these are not tried. */
const MOST = 6;

/** Updates of rendered objects in which an immutable field changes. Where no object has a value there, one is made up. */
function updatesOf(
  objects: readonly KubernetesObject[],
  { apiVersion, kind, pointer, onlyWhile }: ImmutableField,
  change: FieldChange,
): readonly Update[] {
  const path = pointerPath(pointer).map(String);
  const candidates = objects.filter(
    (object) =>
      object.apiVersion === apiVersion &&
      object.kind === kind &&
      valueAt(object, path.slice(0, -1)) !== undefined &&
      (onlyWhile === undefined || valueAt(object, pointerPath(onlyWhile.pointer)) === onlyWhile.value),
  );
  const values = VALUES[pointer] ?? candidates.flatMap((object) => valuesAt(object, path));
  const having = candidates.filter((object) => valuesAt(object, path).length > 0);
  return [...having, ...candidates].slice(0, MOST).map((object) => {
    const [one = 'some-word'] = VALUES[pointer] ?? valuesAt(object, path);
    const other =
      values.find((value) => stableJson(value) !== stableJson(one)) ??
      (typeof one === 'string' ? `${one}-other` : 'other');
    const version = (value: JsonValue | undefined) => placed(object, path, value) as KubernetesObject;
    switch (change) {
      case 'change':
        return { before: version(one), after: version(other) };
      case 'addition':
        return { before: version(undefined), after: version(one) };
      case 'removal':
        return { before: version(one), after: version(undefined) };
    }
  });
}

function valuesAt(object: KubernetesObject, path: readonly string[]): readonly JsonValue[] {
  const value = valueAt(object, path) as JsonValue | undefined;
  return value === undefined ? [] : [value];
}
