import { valueAt } from '../../leaves';
import { ROLLOUT } from '../set';
import { parsePath } from './fields';
import { listOf, mapOf } from './values';
import type { Properties } from './values';

/**
 * Whether an object is what is waited for, as `kubectl wait` judges; `failed` where it never will be.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_wait/
 */
export function readinessOf(live: Properties, wanted: string): 'ready' | 'waiting' | 'failed' {
  if (live['kind'] === 'Job' && hasCondition(live, 'Failed', 'True')) return 'failed';
  return isOfNow(live, live['status']) && meets(live, wanted) ? 'ready' : 'waiting';
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
  if (condition !== null) return hasCondition(live, condition[1], condition[2]);
  const field = /^jsonpath=\{\.(.+)\}=(.*)$/.exec(wanted);
  if (field === null) throw new Error(`cannot wait for ${wanted}`);
  return String(valueAt(live, parsePath(field[1] ?? ''))) === field[2];
}

function hasCondition(live: Properties, type: string | undefined, value: string | undefined): boolean {
  return listOf(mapOf(live['status'])['conditions'])
    .map(mapOf)
    .some((entry) => entry['type'] === type && entry['status'] === value && isOfNow(live, entry));
}

/** Whether a status, or one condition of it, is about what the object is now and not about an older content. */
function isOfNow({ metadata }: Properties, said: unknown): boolean {
  const [seen, generation] = [mapOf(said)['observedGeneration'], mapOf(metadata)['generation']];
  return typeof seen !== 'number' || typeof generation !== 'number' || seen >= generation;
}
