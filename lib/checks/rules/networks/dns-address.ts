import { contains, nthAddress, parseCidr, parseIp } from '../../../kubernetes';
import { tenantProgram } from '../../programs';
import type { Rule } from '../../../model';
import { eachTenant } from '../../walk';

/** CLN1009 */
export const dnsAddress: Rule = {
  code: 'CLN1009',
  severity: 'error',
  title: 'a DNS address that the DNS Service cannot have',
  explanation:
    'Every pod asks the address that the kubelet hands out, and CoreDNS answers on a Service with that fixed cluster IP. It has to lie in the primary Service range; the first address of the range names the network, the next one belongs to the kubernetes Service, and the last one of an IPv4 range is its broadcast address. See https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/.',
  wrong: tenantProgram(`network: { serviceCidrs: ['10.97.0.0/16'], dnsAddress: '10.96.0.10' },`),
  right: tenantProgram(`network: { serviceCidrs: ['10.97.0.0/16'], dnsAddress: '10.97.0.10' },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, network }) => {
      const range = parseCidr(network.serviceCidrs[0]);
      const address = parseIp(network.dnsAddress);
      if (!range.ok || !address.ok) return;
      const { first, last, family, text } = range.value;
      const problem = !contains(range.value, address.value)
        ? `lies outside of the primary Service range ${text}`
        : address.value.value === first
          ? `is the network address of ${text}`
          : address.value.value === first + 1n
            ? `belongs to the kubernetes Service, which has the first address of ${text}`
            : family === 4 && address.value.value === last
              ? `is the broadcast address of ${text}`
              : undefined;
      if (problem === undefined) return;
      const tenth = nthAddress(range.value, 10);
      report({
        path,
        property: 'network.dnsAddress',
        message: `${network.dnsAddress} ${problem}.`,
        fix: tenth ? `dnsAddress: '${tenth}', or leave it out.` : 'leave it out.',
      });
    });
  },
};
