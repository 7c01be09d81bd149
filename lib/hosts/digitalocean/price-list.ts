import type { PriceFacts } from '../../model';

const DROPLETS = 'https://www.digitalocean.com/pricing/droplets';

/**
 * List prices of what a management cluster is made of, the same in every region. Each is as of the day on which its page was read; that
 * of balancers as of the day on which the page says that it was last edited. Volumes are paid for by the GiB.
 */
export const PRICES: readonly PriceFacts[] = [
  {
    sku: 'doks-ha-control-plane',
    region: null,
    usd: 40,
    unit: 'month',
    source: 'https://docs.digitalocean.com/products/kubernetes/details/pricing/',
    asOf: '2026-11-21',
  },
  { sku: 'g-2vcpu-8gb', region: null, usd: 63, unit: 'month', source: DROPLETS, asOf: '2026-09-29' },
  { sku: 'g-4vcpu-16gb', region: null, usd: 126, unit: 'month', source: DROPLETS, asOf: '2026-09-29' },
  {
    sku: 'volume',
    region: null,
    usd: 0.1,
    unit: 'GB-month',
    source: 'https://docs.digitalocean.com/products/volumes/details/pricing/',
    asOf: '2026-10-05',
  },
  {
    sku: 'network-load-balancer',
    region: null,
    usd: 15,
    unit: 'month',
    source: 'https://docs.digitalocean.com/products/networking/load-balancers/details/pricing/',
    asOf: '2025-02-28',
  },
  {
    sku: 'nat-gateway',
    region: null,
    usd: 40,
    unit: 'month',
    source: 'https://docs.digitalocean.com/products/networking/vpc/details/pricing/',
    asOf: '2026-07-23',
  },
  {
    sku: 'spaces',
    region: null,
    usd: 5,
    unit: 'month',
    source: 'https://docs.digitalocean.com/products/spaces/details/pricing/',
    asOf: '2026-08-20',
  },
];
