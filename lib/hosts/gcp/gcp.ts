import { INPUT_PROBLEMS } from '../../findings';
import type { HostFacts, NodePoolFacts, QuotaFacts, StorageClassFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { PoolsProps } from '../role-pools';
import { storageClass } from '../storage-class';
import { diskFamily, gcpMachine } from './machine-types';
import { priceList } from './price-list';
import type { GcpProps, GcpSettings } from './props';
import { autopilotPools, settingsOf } from './settings';

/** A management cluster at Google Cloud. Addresses of its balancers are reserved beforehand. */
export interface GcpHost extends Host<'static-ip'> {
  readonly settings: GcpSettings;
}

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'pd.csi.storage.gke.io';

/**
 * Google Kubernetes Engine, Standard or Autopilot: private nodes in three zones, etcd on SSDs that are encrypted with a key of yours, and
 * passthrough load balancers at addresses that are reserved beforehand. `GcpManagementCluster` of `colonnade/pulumi/gcp` makes it.
 *
 * @throws ColonnadeError CLN0002, CLN3220, CLN3250, CLN3251, all at once
 *
 * @example
 * gcp({ project: 'acme-prod', region: 'europe-west3' })
 */
export function gcp(props: GcpProps): GcpHost {
  const input = new HostInput('gcp');
  const known = settingsOf(props, input);
  const settings = { ...known, nodePools: nodePoolsOf(props.pools, known, input) };
  input.refuse();
  const pools = settings.mode === 'autopilot' ? autopilotPools(settings.zones) : settings.nodePools;
  const disks = diskFamily(pools.find(({ role }) => role === 'etcd')?.machineType ?? null);
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' } = {
    name: 'gcp',
    zones: settings.zones,
    storageClass: ETCD_CLASS,
    loadBalancer: 'static-ip',
    nodePortRange: [30000, 32767],
    balancer: { annotations: BALANCERS[settings.balancers], loadBalancerClass: null },
    placement: placementOn(pools),
    profile: profileOf({
      region: settings.region,
      loadBalancers: {
        product: `${settings.balancers} passthrough Network Load Balancer`,
        staticAddress: true,
        hostnameOnly: false,
        internal: true,
        zonal: 'all-zones',
        source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters',
      },
      storageClasses: [ETCD_VOLUMES],
      nodePools: pools,
      backup: {
        store: 'gcs',
        identity: 'workload',
        mechanism: 'Workload Identity Federation for GKE',
        source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
      },
      controllers: {
        cloud: 'gke',
        csi: CSI,
        loadBalancer: 'gke',
        autoscaler: settings.mode === 'autopilot' ? 'gke-autopilot' : 'gke-cluster-autoscaler',
      },
      quotas: props.quotas ?? (disks === 'persistent-disk' ? [VOLUMES_PER_NODE] : []),
      prices: props.prices ?? priceList(settings.region),
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster) => [
      storageClass(cluster, {
        name: ETCD_CLASS,
        provisioner: CSI,
        parameters: { ...VOLUME_PARAMETERS[disks], 'disk-encryption-kms-key': settings.diskKey },
      }),
    ],
  } satisfies GcpHost);
}

function nodePoolsOf(
  pools: PoolsProps | undefined,
  { mode, zones }: Pick<GcpSettings, 'mode' | 'zones'>,
  input: HostInput,
): readonly NodePoolFacts[] {
  if (mode === 'autopilot') {
    if (pools !== undefined) {
      input.add(INPUT_PROBLEMS.unknownProperty, 'pools', {
        message: 'Autopilot makes its nodes itself.',
        fix: "leave it out, or mode: 'standard'.",
      });
    }
    return [];
  }
  return rolePools(
    pools ?? {},
    {
      machineTypes: { general: 'n2-standard-2', controlPlane: 'n2-standard-4', etcd: 'n2-standard-2' },
      machine: gcpMachine,
      zones,
      encrypted: true,
      private: true,
    },
    input,
  );
}

/**
 * What Services say to get such a balancer. External ones are made of a backend service, which new clusters are to use.
 * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
 */
const BALANCERS = {
  external: { 'cloud.google.com/l4-rbs': 'enabled' },
  internal: { 'networking.gke.io/load-balancer-type': 'Internal' },
} as const;

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
 * Hyperdisks have the performance that is asked for: 3,000 IOPS and 140 MiB a second are part of the price of every volume.
 * Sources: https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver,
 * https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/hyperdisk
 */
const VOLUME_PARAMETERS = {
  'persistent-disk': { type: 'pd-ssd' },
  hyperdisk: {
    type: 'hyperdisk-balanced',
    'provisioned-iops-on-create': '3000',
    'provisioned-throughput-on-create': '140Mi',
  },
} as const;

/** Of machines that do not share a processor; the disk that the node starts from counts as one. */
const VOLUMES_PER_NODE: QuotaFacts = {
  kind: 'volumes-per-node',
  limit: 127,
  per: 'node',
  adjustable: false,
  source: 'https://cloud.google.com/compute/docs/disks/persistent-disks#maximum_capacity',
  asOf: '2026-11-21',
};
