import type { WorkerPoolModel } from '../../../../lib/model';
import { isAutoscaled } from '../../../../lib/workers';
import type { AutoscaledPool } from '../../../../lib/workers';
import { aPool } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

/** A pool that cluster-autoscaler scales between 1 and 6 machines. */
export function anAutoscaledPool(
  provider: string,
  settings: Partial<AutoscaledPool['autoscaling']> = {},
  overrides: PoolOverrides = {},
): AutoscaledPool {
  const name = overrides.name ?? 'general';
  const pool = aPool({
    path: `acme/eu-1/team-a/${name}`,
    size: { min: 1, max: 6 },
    ...overrides,
    autoscaling: {
      kind: 'cluster-autoscaler',
      provider,
      scaleDownUnneededSeconds: 600,
      scaleDownUtilizationPercent: 50,
      fromZero: false,
      identity: { serviceAccountAnnotations: {}, environment: {}, secret: null },
      ...settings,
    },
  });
  if (!isAutoscaled(pool)) throw new Error('it has a cluster-autoscaler');
  return pool;
}

/** A pool that Karpenter scales. */
export function aKarpenterPool(overrides: PoolOverrides = {}): WorkerPoolModel {
  return aPool({
    size: { min: 0, max: 10 },
    autoscaling: {
      kind: 'karpenter',
      consolidateAfterSeconds: 30,
      expireAfterSeconds: 2_592_000,
      budget: '10%',
      nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
    },
    ...overrides,
  });
}

/** What a node of a machine with two accelerators is like: everything that a group can be told. */
export const LARGE: PoolOverrides = {
  zones: ['a'],
  labels: { 'example.com/team_a': 'red' },
  taints: [
    { key: 'example.com/gpu', value: 'yes', effect: 'NoSchedule' },
    { key: 'spot', value: '', effect: 'PreferNoSchedule' },
  ],
  machines: {
    architecture: 'arm64',
    capacity: { cpu: '16', memory: '64Gi', ephemeralStorage: '200Gi' },
    gpu: { vendor: 'nvidia', count: 2 },
  },
};
