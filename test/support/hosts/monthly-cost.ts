import type { Host } from '../../../lib/hosts';

/** Hours that clouds count a month with. */
const HOURS = 730;

/** What machines and the cluster itself cost a month at the prices that the host lists, in whole dollars; throws where one is not listed. */
export function monthlyCost({ facts: { profile } }: Host): number {
  const { nodePools = [], prices = [] } = profile ?? {};
  const hourly = (sku: string | null): number => {
    const price = prices.find((listed) => listed.sku === sku && listed.unit === 'hour');
    if (price === undefined) throw new Error(`no price of ${sku ?? 'machines'}`);
    return price.usd;
  };
  const fee = prices.find(({ sku }) => /^(?:aks|eks|gke)-/.test(sku));
  if (fee === undefined) throw new Error('no price of the cluster');
  const machines = nodePools.reduce((sum, { size, machineType }) => sum + size.min * hourly(machineType), 0);
  return Math.round((machines + fee.usd) * HOURS);
}
