import { valueAt } from '../../leaves';
import { ROLLOUT } from '../set';
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

/**
 * Whether all pods are of the newest content and ready, as `kubectl rollout status` judges; `false` of kinds that do not roll out. A
 * Deployment is available all the while that its pods are replaced one by one.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/
 */
export function isRolledOut({ kind, spec, status }: Properties): boolean {
  const wanted = mapOf(spec)['replicas'] ?? 1;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0, readyReplicas = 0, ...rest } = mapOf(status);
  switch (kind) {
    case 'Deployment':
      return updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted;
    case 'StatefulSet':
      return readyReplicas === wanted && rest['currentRevision'] === rest['updateRevision'];
    default:
      return false;
  }
}

/** What is waited for besides what a set says: a definition is of use when it is served. */
export function impliedWait(kind: string): string | undefined {
  return kind === 'CustomResourceDefinition' ? 'condition=Established=True' : undefined;
}

/** `rollout`; or `condition=Available=True` or `jsonpath={.status.ready}=true`, as `kubectl wait --for` spells them. */
function meets(live: Properties, wanted: string): boolean {
  if (wanted === ROLLOUT) return isRolledOut(live);
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
