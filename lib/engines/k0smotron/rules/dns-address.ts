import type { Rule } from '../../../model';
import { nthAddress, parseCidr, parseIp } from '../../../kubernetes';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7211 */
export const dnsAddress: Rule = {
  code: 'CLN7211',
  severity: 'error',
  title: 'an address of DNS that k0s does not use',
  explanation:
    'k0s gives its DNS Service the tenth address of the primary service range and tells kubelets so. Another address cannot be asked for; pods would ask at one where nobody answers. See https://docs.k0sproject.io/stable/configuration/.',
  wrong: k0smotronProgram('', {
    props: "network: { serviceCidrs: ['10.96.0.0/16'], dnsAddress: '10.96.0.53' },",
    anyEngine: true,
  }),
  right: k0smotronProgram('', { props: "network: { serviceCidrs: ['10.96.0.0/16'] }," }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path, network }) => {
      const range = parseCidr(network.serviceCidrs[0]);
      const wanted = parseIp(network.dnsAddress);
      const own = range.ok ? nthAddress(range.value, 10) : undefined;
      if (own === undefined || !wanted.ok || wanted.value.text === own) return;
      report({
        path,
        property: 'network.dnsAddress',
        message: `k0s answers for DNS at ${own} (got ${network.dnsAddress}).`,
        fix: 'leave it out.',
      });
    });
  },
};
