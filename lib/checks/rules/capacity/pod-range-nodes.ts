import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN2104 */
export const podRangeNodes: Rule = {
  code: 'CLN2104',
  severity: 'error',
  title: 'more nodes than the pod range has room for',
  explanation:
    'Every node gets a part of the pod range. When all parts are given away, further nodes join and stay NotReady without a range, and the pod range of a tenant cannot grow later. See https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ (--node-cidr-mask-size).',
  wrong: `const big = new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  network: { podCidrs: ['10.244.0.0/22'] },
});
new WorkerPool(big, 'general', { machines: Machines.existing(), size: { min: 3, max: 20 } });`,
  right: `const big = new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  network: { podCidrs: ['10.244.0.0/18'] },
});
new WorkerPool(big, 'general', { machines: Machines.existing(), size: { min: 3, max: 20 } });`,
  check(fleet, report) {
    eachTenant(fleet, ({ path, network, workerPools }) => {
      const nodes = workerPools.reduce((sum, pool) => sum + Math.max(0, pool.size.max), 0);
      if (nodes === 0) return;
      for (const { kind, cidr, property } of rangesOf(network)) {
        if (kind !== 'podCidrs') continue;
        const mask = network.nodeCidrMaskSizes[cidr.family === 4 ? 'ipv4' : 'ipv6'];
        if (mask < cidr.prefix || 2 ** (mask - cidr.prefix) >= nodes) continue;
        report({
          path,
          property,
          message: `${cidr.text} has room for ${2 ** (mask - cidr.prefix)} nodes of /${mask}; the worker pools may have ${nodes}.`,
          fix: `give a range of /${mask - Math.ceil(Math.log2(nodes))} or larger, or smaller worker pools.`,
        });
      }
    });
  },
};
