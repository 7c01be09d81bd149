import type { PriceFacts } from '../../model';

const AS_OF = '2026-11-21';

/** Of N2 in us-central1, by processor and GiB: what OpenCost counts with. */
const N2 = {
  cpu: 0.031611,
  gib: 0.004237,
  source: 'https://github.com/opencost/opencost/blob/develop/configs/gcp.json',
};

/** Machine types of the node pools by default, and sizes around them. */
const N2_STANDARD = [2, 4, 8, 16];

/** List prices of what a management cluster is made of, as far as they were found. Machines: in us-central1 alone. */
export function priceList(region: string): readonly PriceFacts[] {
  const machines = N2_STANDARD.map((cpus) => ({
    sku: `n2-standard-${cpus}`,
    region,
    usd: Number((cpus * (N2.cpu + 4 * N2.gib)).toFixed(6)),
    unit: 'hour' as const,
    source: N2.source,
    asOf: AS_OF,
  }));
  return [
    {
      sku: 'gke-cluster',
      region: null,
      usd: 0.1,
      unit: 'hour',
      source: 'https://cloud.google.com/kubernetes-engine/pricing',
      asOf: AS_OF,
    },
    ...(region === 'us-central1' ? machines : []),
  ];
}
