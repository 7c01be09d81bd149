import { podAddresses, reservedResources } from '../../../lib/kubernetes';

describe('what a machine keeps for itself', () => {
  // The examples are those of https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes, and arithmetic by hand.
  test.each([
    ['1', '1Gi', '60m', '256Mi'],
    ['2', '4Gi', '70m', '1Gi'],
    ['4', '8Gi', '80m', '1844Mi'],
    ['8', '16Gi', '90m', '2663Mi'],
    ['16', '128Gi', '110m', '9544Mi'],
    ['64', '256Gi', '230m', '12166Mi'],
    ['1', '512Mi', '60m', '255Mi'],
    ['500m', '4Gi', '30m', '1Gi'],
  ])('of %s cores and %s is %s and %s', (cpu, memory, keptCpu, keptMemory) => {
    expect(reservedResources({ cpu, memory })).toEqual({ cpu: keptCpu, memory: keptMemory });
  });

  test('is unknown for what is no quantity', () => {
    expect(reservedResources({ cpu: 'many', memory: '1Gi' })).toBeUndefined();
  });
});

test.each([
  [4, 24, 253],
  [4, 25, 125],
  [4, 28, 13],
  [4, 32, 0],
  [6, 64, 2 ** 31 - 2],
  [6, 122, 62],
] as const)('IPv%d ranges of /%d have addresses for %d pods', (family, mask, pods) => {
  expect(podAddresses(family, mask)).toBe(pods);
});
