import { CLOUD_PROBLEMS } from '../../findings';
import type { HostFacts, QuotaFacts, StorageClassFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import { storageClass } from '../storage-class';
import { azureMachine, dataDisks, takesPremiumDisks } from './machine-types';
import { priceList } from './price-list';
import type { AzureProps, AzureSettings } from './props';
import { settingsOf } from './settings';

/** A management cluster at Azure. Public addresses of its balancers are reserved beforehand, private ones are chosen. */
export interface AzureHost extends Host<'static-ip'> {
  readonly settings: AzureSettings;
}

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'disk.csi.azure.com';

/**
 * Azure Kubernetes Service: private nodes in three zones, etcd on Premium SSD v2, everything encrypted with a key of yours, and the
 * Standard load balancer at addresses that are reserved beforehand. `AzureManagementCluster` of `colonnade/pulumi/azure` makes it.
 *
 * @throws ColonnadeError CLN0002, CLN3231, CLN3250, CLN3251, all at once
 *
 * @example
 * azure({ resourceGroup: 'acme-eu-1', region: 'westeurope' })
 */
export function azure(props: AzureProps): AzureHost {
  const input = new HostInput('azure');
  const known = settingsOf(props, input);
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: 'Standard_D2s_v5', controlPlane: 'Standard_D4s_v5', etcd: 'Standard_D2s_v5' },
      machine: azureMachine,
      zones: known.zones.map((zone) => `${known.region}-${zone}`),
      encrypted: true,
      private: true,
    },
    input,
  );
  const etcdMachine = nodePools.find(({ role }) => role === 'etcd')?.machineType ?? null;
  if (!takesPremiumDisks(etcdMachine)) {
    input.add(CLOUD_PROBLEMS.noPremiumDisks, 'pools.etcd.machineType', {
      message: `${etcdMachine ?? ''} takes no premium disks.`,
      fix: "a size with an s in its name, for example 'Standard_D2s_v5'.",
    });
  }
  input.refuse();
  const settings = { ...known, nodePools };
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' } = {
    name: 'azure',
    // What AKS writes on nodes: https://learn.microsoft.com/en-us/azure/aks/availability-zones
    zones: settings.zones.map((zone) => `${settings.region}-${zone}`),
    storageClass: ETCD_CLASS,
    loadBalancer: 'static-ip',
    nodePortRange: [30000, 32767],
    balancer: { annotations: balancerAnnotations(settings), loadBalancerClass: null },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: settings.region,
      loadBalancers: {
        product: `${settings.balancers} Standard Load Balancer`,
        staticAddress: true,
        hostnameOnly: false,
        internal: true,
        zonal: 'all-zones',
        source: 'https://learn.microsoft.com/en-us/azure/aks/load-balancer-standard',
      },
      storageClasses: [ETCD_VOLUMES],
      nodePools,
      backup: {
        store: 'azure-blob',
        identity: 'workload',
        mechanism: 'Microsoft Entra Workload ID',
        source: 'https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview',
      },
      controllers: {
        cloud: 'cloud-provider-azure',
        csi: CSI,
        loadBalancer: 'cloud-provider-azure',
        autoscaler: 'aks-cluster-autoscaler',
      },
      quotas: props.quotas ?? quotas(etcdMachine),
      prices: props.prices ?? priceList(settings.region),
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster) => [
      storageClass(cluster, { name: ETCD_CLASS, provisioner: CSI, parameters: VOLUME_PARAMETERS }),
    ],
  } satisfies AzureHost);
}

/**
 * What every Service says: where addresses are, and that connections may be silent for half an hour, as watches are.
 * Source: https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/#loadbalancer-annotations
 */
function balancerAnnotations({
  balancers,
  resourceGroup,
}: Pick<AzureSettings, 'balancers' | 'resourceGroup'>): Readonly<Record<string, string>> {
  const annotation = (name: string) => `service.beta.kubernetes.io/azure-load-balancer-${name}`;
  return {
    [annotation('tcp-idle-timeout')]: '30',
    ...(balancers === 'internal'
      ? { [annotation('internal')]: 'true', [annotation('internal-subnet')]: 'balancers' }
      : { [annotation('resource-group')]: resourceGroup }),
  };
}

const ETCD_VOLUMES: StorageClassFacts = {
  name: ETCD_CLASS,
  provisioner: CSI,
  // The documented numbers are those of many writes at once.
  sequentialIops: null,
  bound: 'zone',
  encrypted: true,
  fitForEtcd: true,
};

/**
 * 3,000 IOPS and 125 MB a second are part of the price of every volume. Such volumes are not cached on the node, and nobody can download
 * them. They are encrypted with the cluster's disk encryption set unless the class names another.
 * Sources: https://learn.microsoft.com/en-us/azure/aks/use-premium-v2-disks,
 * https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md,
 * https://learn.microsoft.com/en-us/azure/aks/azure-disk-customer-managed-keys
 */
const VOLUME_PARAMETERS = {
  skuName: 'PremiumV2_LRS',
  cachingMode: 'None',
  DiskIOPSReadWrite: '3000',
  DiskMBpsReadWrite: '125',
  networkAccessPolicy: 'DenyAll',
} as const;

const LIMITS =
  'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-load-balancer-limits';

/** A node takes 300 rules, and an endpoint is two: the API server and the tunnel. */
function quotas(etcdMachine: string | null): readonly QuotaFacts[] {
  const disks = dataDisks(etcdMachine);
  const endpoints: QuotaFacts = {
    kind: 'load-balancers',
    limit: 150,
    per: 'cluster',
    adjustable: false,
    source: LIMITS,
    asOf: '2026-11-21',
  };
  if (disks === null) return [endpoints];
  return [
    endpoints,
    {
      kind: 'volumes-per-node',
      limit: disks,
      per: 'node',
      adjustable: false,
      source: 'https://learn.microsoft.com/en-us/azure/virtual-machines/sizes/general-purpose/dsv5-series',
      asOf: '2026-11-21',
    },
  ];
}
