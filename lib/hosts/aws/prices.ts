import type { PriceFacts } from '../../model';

/**
 * Machines, on demand, Linux, in us-east-1, in US dollars an hour. From the price list of AWS as Karpenter 1.15.1 has it, made 2026-07-20.
 *
 * https://github.com/aws/karpenter-provider-aws/blob/v1.15.1/pkg/providers/pricing/zz_generated.pricing_aws.go
 */
const MACHINES: Readonly<Record<string, number>> = {
  'c7i.large': 0.08925,
  'c7i.xlarge': 0.1785,
  'c7i.2xlarge': 0.357,
  'i4i.large': 0.172,
  'i4i.xlarge': 0.343,
  'i7i.large': 0.1888,
  'm6i.large': 0.096,
  'm6i.xlarge': 0.192,
  'm7g.large': 0.0816,
  'm7g.xlarge': 0.1632,
  'm7g.2xlarge': 0.3264,
  'm7i.large': 0.1008,
  'm7i.xlarge': 0.2016,
  'm7i.2xlarge': 0.4032,
  'm7i.4xlarge': 0.8064,
  'm8g.large': 0.08976,
  'm8g.xlarge': 0.17952,
  'm8i.large': 0.10584,
  'm8i.xlarge': 0.21168,
  'r7i.large': 0.1323,
  'r7i.xlarge': 0.2646,
  't3.medium': 0.0416,
  't3.large': 0.0832,
};

const MACHINES_SOURCE =
  'https://github.com/aws/karpenter-provider-aws/blob/v1.15.1/pkg/providers/pricing/zz_generated.pricing_aws.go';

/** Services, as pages on what AWS costs had them in May 2026; the pages of AWS, which fill in prices by script, could not be read. */
const FEES_AS_OF = '2026-05-01';

/** What costs the same in every commercial region. */
const EVERYWHERE: readonly Omit<PriceFacts, 'region'>[] = [
  { sku: 'eks', usd: 0.1, unit: 'hour', source: 'https://aws.amazon.com/eks/pricing/', asOf: FEES_AS_OF },
  { sku: 'ipv4', usd: 0.005, unit: 'hour', source: 'https://aws.amazon.com/vpc/pricing/', asOf: FEES_AS_OF },
  { sku: 'kms-key', usd: 1, unit: 'month', source: 'https://aws.amazon.com/kms/pricing/', asOf: FEES_AS_OF },
];

/** What is not, in us-east-1; what a balancer or a gateway carries is charged besides. */
const US_EAST_1: readonly Omit<PriceFacts, 'region'>[] = [
  {
    sku: 'nlb',
    usd: 0.0225,
    unit: 'hour',
    source: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
    asOf: FEES_AS_OF,
  },
  { sku: 'nat-gateway', usd: 0.045, unit: 'hour', source: 'https://aws.amazon.com/vpc/pricing/', asOf: FEES_AS_OF },
  { sku: 'gp3', usd: 0.08, unit: 'GB-month', source: 'https://aws.amazon.com/ebs/pricing/', asOf: FEES_AS_OF },
];

/** List prices that are known for a region. Machines, balancers and disks of other regions than us-east-1 are unknown, and not there. */
export function pricesIn(region: string): readonly PriceFacts[] {
  if (region.startsWith('cn-') || region.startsWith('us-gov-')) return [];
  const everywhere = EVERYWHERE.map((price) => ({ ...price, region: null }));
  if (region !== 'us-east-1') return everywhere;
  const machines = Object.entries(MACHINES).map(([sku, usd]) => ({
    sku,
    region,
    usd,
    unit: 'hour' as const,
    source: MACHINES_SOURCE,
    asOf: '2026-07-20',
  }));
  return [...everywhere, ...US_EAST_1.map((price) => ({ ...price, region })), ...machines];
}
