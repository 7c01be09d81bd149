import { waitExpression } from '../awaiting';
import type { PlannedGroup, PlannedObject, Wait } from '../plan';
import { ROLLOUT } from './set';
import type { SetArrangement, SetProtection } from './set';

/** What an object of a group is called within its set: the same whatever its content is, for example `Job tenant-a/bootstrap`. */
export function namesOf({ objects }: PlannedGroup): readonly string[] {
  const short = objects.map(({ object, name }) => `${object.kind} ${name}`);
  return objects.map(({ key }, index) => {
    const name = short[index] ?? key;
    return short.indexOf(name) === short.lastIndexOf(name) ? name : key;
  });
}

/** Everything about the objects of a group but their content. */
export function arrangementOf(group: PlannedGroup, protection: SetProtection): SetArrangement {
  const { objects } = group;
  const names = namesOf(group);
  const nameOf = new Map(objects.map(({ key }, index) => [key, names[index] ?? key]));
  const named = objects.map((planned) => [nameOf.get(planned.key) ?? planned.key, planned] as const);
  return {
    phases: phasesOf(objects).map((keys) => keys.map((key) => nameOf.get(key) ?? key)),
    waitFor: Object.fromEntries(
      named.flatMap(([name, { wait }]) => (wait === undefined ? [] : [[name, textOf(wait)] as const])),
    ),
    writtenBack: Object.fromEntries(
      named.flatMap(([name, { writtenBack }]) => (writtenBack.length > 0 ? [[name, writtenBack] as const] : [])),
    ),
    guarded: named.flatMap(([name, { isProtected }]) => (isProtected ? [name] : [])),
    protection,
  };
}

function textOf(wait: Wait): string {
  switch (wait) {
    case 'rollout':
      return ROLLOUT;
    case 'completion':
      return 'condition=Complete=True';
    default:
      return waitExpression(wait);
  }
}

/** Keys of objects in groups, each of which needs something of the group before. */
function phasesOf(objects: readonly PlannedObject[]): readonly (readonly string[])[] {
  const byKey = new Map(objects.map((planned) => [planned.key, planned]));
  const depths = new Map<string, number>();
  const depthOf = (planned: PlannedObject): number => {
    const known = depths.get(planned.key);
    if (known !== undefined) return known;
    depths.set(planned.key, 0);
    const needs = planned.dependsOn.flatMap((key) => byKey.get(key) ?? []);
    const depth = Math.max(-1, ...needs.map(depthOf)) + 1;
    depths.set(planned.key, depth);
    return depth;
  };
  const phases: string[][] = [];
  for (const planned of objects) (phases[depthOf(planned)] ??= []).push(planned.key);
  return phases;
}
