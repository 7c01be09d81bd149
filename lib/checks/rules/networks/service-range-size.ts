import { addressBits, sizeOf } from '../../../kubernetes';
import { tenantProgram } from '../../programs';
import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** `cmd/kubeadm/app/constants/constants.go`: MaximumBitsForServiceSubnet, MinimumAddressesInServiceSubnet. */
const MAX_BITS = 20;
const MIN_ADDRESSES = 16n;

/** CLN1012 */
export const serviceRangeSize: Rule = {
  code: 'CLN1012',
  severity: 'error',
  title: 'a Service range that is too large or too small',
  explanation:
    'kube-apiserver of 1.33 and kubeadm of every version refuse Service ranges of more than 20 bits: an IPv4 range has at least /12, an IPv6 range at least /108. A range of fewer than 16 addresses has no room for the kubernetes Service, DNS on the tenth address, and anything else. See cmd/kube-apiserver/app/options/validation.go and cmd/kubeadm/app/apis/kubeadm/validation of Kubernetes.',
  wrong: tenantProgram(`network: { podCidrs: ['172.16.0.0/16'], serviceCidrs: ['10.0.0.0/8'] },`),
  right: tenantProgram(`network: { podCidrs: ['172.16.0.0/16'], serviceCidrs: ['10.0.0.0/12'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, network }) => {
      for (const { kind, cidr, property } of rangesOf(network)) {
        if (kind !== 'serviceCidrs') continue;
        const longest = addressBits(cidr.family) - 4;
        const shortest = addressBits(cidr.family) - MAX_BITS;
        const large = cidr.prefix < shortest;
        if (!large && sizeOf(cidr) >= MIN_ADDRESSES) continue;
        report({
          path,
          property,
          message: `${cidr.text} is too ${large ? 'large' : 'small'} for Services: expected /${shortest} to /${longest} for IPv${cidr.family} (got /${cidr.prefix}).`,
          fix: large
            ? `${property.slice(8)}: a range of /${shortest} or smaller.`
            : `give a range of /${longest} or larger.`,
        });
      }
    });
  },
};
