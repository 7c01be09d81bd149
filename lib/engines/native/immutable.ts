import type { ImmutableField } from '../immutable';

const SERVICE = { apiVersion: 'v1', kind: 'Service' } as const;

/**
 * Volumes of a member of etcd.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export const IMMUTABLE_VOLUMES: ImmutableField = Object.freeze({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  pointer: '/spec/volumeClaimTemplates',
  refuses: ['change'] as const,
  reason:
    'claims that are there keep size and class; make them larger one by one, delete the StatefulSet with --cascade=orphan, then apply',
});

/** What Kubernetes refuses of a new version. https://kubernetes.io/docs/concepts/services-networking/service/ */
export const NATIVE_IMMUTABLE: readonly ImmutableField[] = Object.freeze([
  IMMUTABLE_VOLUMES,
  Object.freeze({
    ...SERVICE,
    pointer: '/spec/clusterIP',
    refuses: ['change', 'addition'] as const,
    reason: 'a Service keeps the address it was given; delete it, then apply',
  }),
  Object.freeze({
    ...SERVICE,
    pointer: '/spec/ipFamilies',
    refuses: ['addition'] as const,
    onlyWhile: { pointer: '/spec/type', value: 'LoadBalancer' },
    reason: 'a Service keeps its first family, and another one is all that is ever written; delete it, then apply',
  }),
  Object.freeze({
    ...SERVICE,
    pointer: '/spec/loadBalancerClass',
    refuses: ['change', 'addition', 'removal'] as const,
    onlyWhile: { pointer: '/spec/type', value: 'LoadBalancer' },
    reason: 'a Service keeps the class it was made with; delete it, then apply',
  }),
]);
