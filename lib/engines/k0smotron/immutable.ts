import type { ImmutableField } from '../immutable';
import { K0SMOTRON } from './names';

const CLUSTER = { apiVersion: K0SMOTRON, kind: 'Cluster' } as const;

/** What the admission policy beside k0smotron refuses of a new version; its definitions refuse nothing. @see clusterGuard */
export const K0SMOTRON_IMMUTABLE: readonly ImmutableField[] = Object.freeze([
  Object.freeze({
    ...CLUSTER,
    pointer: '/spec/storage/type',
    refuses: ['change'] as const,
    reason: 'k0smotron carries no data over; make another tenant',
  }),
  Object.freeze({
    ...CLUSTER,
    pointer: '/metadata/labels',
    refuses: ['change'] as const,
    reason: 'k0smotron puts them into the immutable selectors of its StatefulSets',
  }),
  Object.freeze({
    ...CLUSTER,
    pointer: '/spec/replicas',
    refuses: ['change'] as const,
    onlyWhile: { pointer: '/spec/storage/type', value: 'nats' },
    reason: 'members of NATS are as many as there were first',
  }),
]);
