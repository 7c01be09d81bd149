import { cidrAt, parseCidr } from '../../kubernetes';
import type { AwsSettings } from './settings';

/** Smallest range that can be divided: public subnets are a /28 then, which is the smallest that AWS makes. */
export const SMALLEST_VPC = 22;

/**
 * Divides the range of a VPC: a quarter of it for nodes and pods of each zone, and a sixteenth of the last quarter for balancers and NAT
 * gateways of each. Of `10.0.0.0/16` these are `10.0.0.0/18` and so on, and `10.0.192.0/22` and so on.
 *
 * @returns nothing where the range cannot be divided
 */
export function subnetsOf(vpcCidr: string, zones: readonly string[]): AwsSettings['subnets'] {
  const read = parseCidr(vpcCidr);
  if (!read.ok || read.value.family !== 4 || read.value.prefix < 16 || read.value.prefix > SMALLEST_VPC) return [];
  const { first, prefix } = read.value;
  const quarter = 1n << BigInt(32 - prefix - 2);
  return zones.slice(0, 3).map((zone, index) => ({
    zone,
    privateCidr: cidrAt(4, first + quarter * BigInt(index), prefix + 2).text,
    publicCidr: cidrAt(4, first + quarter * 3n + (quarter / 16n) * BigInt(index), prefix + 6).text,
  }));
}
