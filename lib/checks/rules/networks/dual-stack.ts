import { tenantProgram } from '../../programs';
import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1002 */
export const dualStack: Rule = {
  code: 'CLN1002',
  severity: 'error',
  title: 'ranges that are neither single nor dual stack',
  explanation:
    'A cluster has one pod range and one Service range (single stack), or two of each with one IPv4 and one IPv6 range (dual stack), in the same order: the first family is the primary one. Anything else makes kube-apiserver, kube-controller-manager or kube-proxy exit at start. See https://kubernetes.io/docs/concepts/services-networking/dual-stack/.',
  wrong: tenantProgram(`network: { podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'], serviceCidrs: ['10.96.0.0/16'] },`),
  right: tenantProgram(`network: {
  podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'],
  serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'],
},`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, network }) => {
      const families = (kind: string) =>
        rangesOf(network)
          .filter((range) => range.kind === kind)
          .map((range) => range.cidr.family);
      const pods = families('podCidrs');
      const services = families('serviceCidrs');
      for (const [kind, list] of [['podCidrs', pods] as const, ['serviceCidrs', services] as const]) {
        if (network[kind].length !== list.length) return;
        if (list.length < 1 || list.length > 2 || (list.length === 2 && list[0] === list[1])) {
          report({
            path,
            property: `network.${kind}`,
            message: `expected one range, or one IPv4 and one IPv6 range (got ${network[kind].join(', ') || 'none'}).`,
            fix: 'give one range, or two of different families.',
          });
          return;
        }
      }
      if (pods.join() === services.join()) return;
      report({
        path,
        property: 'network.serviceCidrs',
        message: `the families of serviceCidrs (${words(services)}) differ from those of podCidrs (${words(pods)}).`,
        fix: `give Service ranges in the order ${words(pods)}.`,
      });
    });
  },
};

function words(families: readonly number[]): string {
  return families.map((family) => `IPv${family}`).join(', ');
}
