import { overlaps, parseCidr } from '../../../kubernetes';
import type { Cidr } from '../../../kubernetes';
import { tenantProgram } from '../../programs';
import type { Rule, TenantNetworkModel } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** https://www.iana.org/assignments/iana-ipv4-special-registry/ and its IPv6 counterpart. */
const RESERVED: readonly (readonly [string, string])[] = [
  ['0.0.0.0/8', '“this network”'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local, where clouds serve instance metadata'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::1/128', 'loopback'],
  ['fe80::/10', 'link-local'],
  ['ff00::/8', 'multicast'],
];

const BLOCKS: readonly { readonly cidr: Cidr; readonly use: string }[] = RESERVED.flatMap(([text, use]) => {
  const read = parseCidr(text);
  return read.ok ? [{ cidr: read.value, use }] : [];
});

/** CLN1014 */
export const reservedRange: Rule = {
  code: 'CLN1014',
  severity: 'error',
  title: 'a range that hosts never route',
  explanation:
    'Loopback, link-local, multicast and reserved addresses are never routed between hosts, so pods and Services cannot have them; 169.254.0.0/16 also holds the metadata service of most clouds. Use private ranges (RFC 1918, RFC 4193).',
  wrong: tenantProgram(`network: { podCidrs: ['169.254.0.0/16'] },`),
  right: tenantProgram(`network: { podCidrs: ['10.244.0.0/16'] },`),
  check(fleet, report) {
    // Tenants with default ranges share one model object.
    const clean = new WeakSet<TenantNetworkModel>();
    eachTenant(fleet, ({ path, network }) => {
      if (clean.has(network)) return;
      let found = false;
      for (const { cidr, property } of rangesOf(network)) {
        const block = BLOCKS.find((reserved) => overlaps(reserved.cidr, cidr));
        if (!block) continue;
        found = true;
        report({
          path,
          property,
          message: `${cidr.text} overlaps ${block.cidr.text} (${block.use}).`,
          fix: `use a private range such as ${cidr.family === 4 ? '10.244.0.0/16' : 'fd00:10:244::/56'}.`,
        });
      }
      if (!found) clean.add(network);
    });
  },
};
