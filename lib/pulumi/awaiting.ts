import type { ReadinessCondition } from '../engines';
import type { KubernetesObject } from '../kubernetes';
import { replacedAt, valueAt } from './leaves';
import type { Path } from './leaves';
import type { PlannedObject, ResourceInputs, Stage, Wait } from './plan';

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

/** What is waited for of an object: what the engine calls ready, Jobs that finish a tenant, and nothing else. */
export function waitOf(
  object: KubernetesObject,
  stage: Stage,
  conditions: readonly ReadinessCondition[],
): Wait | undefined {
  switch (stage) {
    case 'ready':
      return ROLLED_OUT_KINDS.has(object.kind) ? 'rollout' : conditionFor(object, conditions)?.until;
    case 'finished':
      return 'completion';
    case 'applied':
      return undefined;
  }
}

/** As `kubectl wait --for` spells it: `condition=Available=True`, `jsonpath={.status.ready}=true`. */
export function waitExpression(until: ReadinessCondition['until']): string {
  return 'condition' in until
    ? `condition=${until.condition}=${until.status}`
    : `jsonpath={.${until.field}}=${until.value}`;
}

const ANNOTATIONS: Path = ['metadata', 'annotations'];

/**
 * The inputs of the resource of an object, with what the provider reads on how long to wait for it.
 *
 * @param inputs - may have Outputs in it
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/
 */
export function annotatedForProvider(
  { object, wait }: Pick<PlannedObject, 'object' | 'wait'>,
  inputs: ResourceInputs,
): ResourceInputs {
  const added = annotationFor(object.kind, wait);
  if (added === undefined) return inputs;
  const before = Object(valueAt(inputs, ANNOTATIONS)) as object;
  return replacedAt(inputs, [ANNOTATIONS], () => ({ ...before, ...added })) as ResourceInputs;
}

function annotationFor(kind: string, wait: Wait | undefined): Readonly<Record<string, string>> | undefined {
  switch (wait) {
    case undefined:
      return AWAITED_KINDS.has(kind) ? { 'pulumi.com/skipAwait': 'true' } : undefined;
    // The provider waits for these by itself, and any annotation would make that less.
    case 'rollout':
    case 'completion':
      return undefined;
    default:
      return { 'pulumi.com/waitFor': waitExpression(wait) };
  }
}
