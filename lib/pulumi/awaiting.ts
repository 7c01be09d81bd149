import type { ReadinessCondition } from '../engines';
import type { KubernetesObject } from '../kubernetes';
import type { Stage } from './plan';

/** Kinds that the Kubernetes provider of Pulumi waits for unless it is told not to. */
const AWAITED_KINDS: ReadonlySet<string> = new Set([
  'DaemonSet',
  'Deployment',
  'Ingress',
  'Job',
  'PersistentVolumeClaim',
  'Pod',
  'Service',
  'StatefulSet',
]);

/** Kinds of which it waits until every pod is of the newest content, which is more than any condition says of them. */
export const ROLLED_OUT_KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/** The condition about this object, if there is one. */
export function conditionFor(
  { apiVersion, kind, metadata }: KubernetesObject,
  conditions: readonly ReadinessCondition[],
): ReadinessCondition | undefined {
  return conditions.find(
    (condition) =>
      condition.kind === kind &&
      condition.apiVersion === apiVersion &&
      condition.name === metadata.name &&
      condition.namespace === (metadata.namespace ?? null),
  );
}

/**
 * The object with what the provider reads on how long to wait for it: for what the engine calls ready, and for nothing else.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
export function annotatedForAwaiting(
  object: KubernetesObject,
  stage: Stage,
  conditions: readonly ReadinessCondition[],
): KubernetesObject {
  switch (stage) {
    case 'ready': {
      const condition = conditionFor(object, conditions);
      return condition === undefined || ROLLED_OUT_KINDS.has(object.kind)
        ? object
        : annotated(object, 'pulumi.com/waitFor', expression(condition));
    }
    case 'finished':
      return object;
    case 'applied':
      return AWAITED_KINDS.has(object.kind) ? annotated(object, 'pulumi.com/skipAwait', 'true') : object;
  }
}

function expression({ until }: ReadinessCondition): string {
  return 'condition' in until
    ? `condition=${until.condition}=${until.status}`
    : `jsonpath={.${until.field}}=${until.value}`;
}

function annotated(object: KubernetesObject, key: string, value: string): KubernetesObject {
  const { annotations, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [key]: value } } };
}
