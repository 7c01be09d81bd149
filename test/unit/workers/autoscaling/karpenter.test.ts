import { karpenterLosses, nodePool } from '../../../../lib/workers';
import { aPool } from '../../../support/workers';
import { LARGE, aKarpenterPool, anAutoscaledPool } from './pools';

describe('a NodePool', () => {
  test('names the node class and asks for what the pool is', () => {
    expect(nodePool(aKarpenterPool({ ...LARGE, zones: ['a', 'b'] }))).toMatchObject({
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name: 'general' },
      spec: {
        template: {
          metadata: { labels: { 'example.com/team_a': 'red' } },
          spec: {
            nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
            requirements: [
              { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] },
              { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
              { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
              { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a', 'b'] },
            ],
            taints: [
              { key: 'example.com/gpu', value: 'yes', effect: 'NoSchedule' },
              { key: 'spot', effect: 'PreferNoSchedule' },
            ],
            expireAfter: '2592000s',
            terminationGracePeriod: '900s',
          },
        },
        disruption: { consolidateAfter: '30s', budgets: [{ nodes: '10%' }] },
        limits: { nodes: '10', cpu: '160', memory: '640Gi' },
      },
    });
  });

  test.each([
    [null, ['on-demand']],
    [0, ['on-demand']],
    [30, ['on-demand', 'spot']],
    [100, ['spot']],
  ])('with a share of %s percent spot machines has capacity types %s', (percent, expected) => {
    const spot = percent === null ? null : { percent, maxPricePerHour: null };
    expect(nodePool(aKarpenterPool({ machines: { spot } }))).toMatchObject({
      spec: {
        template: {
          spec: { requirements: expect.arrayContaining([expect.objectContaining({ values: expected })]) as unknown },
        },
      },
    });
  });

  test('limits what is known, never ends waiting and never expires when the pool says so', () => {
    const pool = aKarpenterPool();
    const rollout = { ...pool.rollout, drainSeconds: 0 };
    const spec = nodePool({
      ...pool,
      rollout,
      autoscaling: {
        kind: 'karpenter',
        consolidateAfterSeconds: 0,
        expireAfterSeconds: null,
        budget: 3,
        nodeClass: { group: 'g', kind: 'K', name: 'n' },
      },
    })?.['spec'];
    expect(spec).toMatchObject({
      template: { spec: { expireAfter: 'Never' } },
      disruption: { budgets: [{ nodes: '3' }] },
    });
    expect(spec).toHaveProperty('limits', { nodes: '10' });
    expect(spec).not.toHaveProperty('template.spec.terminationGracePeriod');
    expect(spec).not.toHaveProperty('template.spec.taints');
  });

  test('is none where Karpenter does not scale the pool', () => {
    expect([nodePool(aPool()), nodePool(anAutoscaledPool('aws'))]).toEqual([undefined, undefined]);
  });

  test('says what it loses', () => {
    const none = { volumeDetachSeconds: 0 };
    const pool = aKarpenterPool();
    expect(karpenterLosses({ ...pool, rollout: { ...pool.rollout, ...none } })).toEqual([]);
    const losing = aKarpenterPool({
      size: { min: 2, max: 10 },
      machines: { spot: { percent: 30, maxPricePerHour: '0.05' } },
      repair: { unhealthySeconds: 300, startupSeconds: 600, maxUnhealthy: 1 },
    });
    expect(karpenterLosses(losing)).toEqual([
      expect.stringMatching(/no least number of machines: 2/),
      expect.stringMatching(/no share of spot machines.* 30 %/),
      expect.stringMatching(/no highest price/),
      expect.stringMatching(/volumes/),
      expect.stringMatching(/NodeRepair/),
    ]);
  });
});
