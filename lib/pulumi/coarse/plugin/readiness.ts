import { valueAt } from '../../leaves';
import { parsePath } from './fields';
import { listOf, mapOf } from './values';
import type { Properties } from './values';

/** Whether an object is what is waited for; `failed` where it never will be. */
export function readinessOf(live: Properties, wanted: string): 'ready' | 'waiting' | 'failed' {
  const { status, metadata } = live;
  if (live['kind'] === 'Job' && hasCondition(status, 'Failed', 'True')) return 'failed';
  const [seen, generation] = [mapOf(status)['observedGeneration'], mapOf(metadata)['generation']];
  // A condition of an older content says nothing about this one.
  if (typeof seen === 'number' && typeof generation === 'number' && seen < generation) return 'waiting';
  return meets(live, wanted) ? 'ready' : 'waiting';
}

/** What is waited for besides what a set says: a definition is of use when it is served. */
export function impliedWait(kind: string): string | undefined {
  return kind === 'CustomResourceDefinition' ? 'condition=Established=True' : undefined;
}

/** `condition=Available=True` or `jsonpath={.status.ready}=true`, as `kubectl wait --for` spells them. */
function meets(live: Properties, wanted: string): boolean {
  const condition = /^condition=(\w+)=(\w+)$/.exec(wanted);
  if (condition !== null) return hasCondition(live['status'], condition[1], condition[2]);
  const field = /^jsonpath=\{\.(.+)\}=(.*)$/.exec(wanted);
  if (field === null) throw new Error(`cannot wait for ${wanted}`);
  return String(valueAt(live, parsePath(field[1] ?? ''))) === field[2];
}

function hasCondition(status: unknown, type: string | undefined, value: string | undefined): boolean {
  return listOf(mapOf(status)['conditions'])
    .map(mapOf)
    .some((entry) => entry['type'] === type && entry['status'] === value);
}
