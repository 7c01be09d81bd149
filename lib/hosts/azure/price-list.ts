import type { PriceFacts } from '../../model';

const AS_OF = '2026-11-21';

/** Of Linux machines in eastus, a hour. */
const MACHINES: Readonly<Record<string, number>> = {
  Standard_D2s_v5: 0.096,
  Standard_D4s_v5: 0.192,
  Standard_D8s_v5: 0.384,
  Standard_D4s_v6: 0.202,
  Standard_E4s_v5: 0.252,
};

const KARPENTER =
  'https://github.com/Azure/karpenter-provider-azure/blob/main/pkg/providers/pricing/zz_generated.pricing.go';

/** List prices of what a management cluster is made of, as far as they were found. Machines: in eastus alone. */
export function priceList(region: string): readonly PriceFacts[] {
  const machines = Object.entries(MACHINES).map(([sku, usd]) => ({
    sku,
    region,
    usd,
    unit: 'hour' as const,
    source: KARPENTER,
    asOf: AS_OF,
  }));
  return [
    {
      sku: 'aks-standard',
      region: null,
      usd: 0.1,
      unit: 'hour',
      source: 'https://azure.microsoft.com/en-us/pricing/details/kubernetes-service/',
      asOf: AS_OF,
    },
    ...(region === 'eastus' ? machines : []),
  ];
}
