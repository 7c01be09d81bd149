import { PLACE_PROBLEMS } from '../../findings';
import { describe } from '../../kubernetes';
import type { HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { kindByTime } from '../place-props';
import type { AddressTime, KindByTime, PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { PoolsProps, RolePools } from '../role-pools';
import { storageClass } from '../storage-class';
import { dropletFacts } from './droplets';
import { PRICES } from './price-list';

/** What a program says of its place at DigitalOcean. */
export interface DigitalOceanProps<T extends AddressTime> extends PlaceProps {
  /** For example `fra1`. */
  readonly region: string;
  /**
   * `before`: balancers of tenants are made first and taken over by an annotation of their Services, which `DigitalOceanManagementCluster`
   * does; `after`: the cloud controller makes them, and their addresses are known then.
   *
   * @default 'after'
   * @see https://github.com/digitalocean/digitalocean-cloud-controller-manager/blob/master/docs/getting-started.md#load-balancer-id-annotations
   */
  readonly addresses?: T;
  /** Droplets of the cluster. @default - `g-2vcpu-8gb`, which have processors of their own */
  readonly pools?: PoolsProps;
  /** Range of the VPC. @default '10.120.0.0/20' */
  readonly vpcCidr?: string;
  /** Range of pods in the management cluster, beside that of the VPC. @default '10.121.0.0/16' */
  readonly podCidr?: string;
  /** Range of Services in the management cluster. @default '10.122.0.0/19' */
  readonly serviceCidr?: string;
  /** Who reaches the API server of the management cluster. @default - everybody who has a credential */
  readonly apiServerCidrs?: readonly string[];
  /** Whether nodes have no public address and reach the internet by a NAT gateway. @default true */
  readonly privateNodes?: boolean;
  /** When the control plane is upgraded to patch releases, in UTC. @default { day: 'sunday', startTime: '03:00' } */
  readonly maintenance?: { readonly day: string; readonly startTime: string };
  /** Days that overwritten backups are kept for. @default 30 */
  readonly backupRetentionDays?: number;
  /** Whether logs of nodes and of the pods on them are sent to a bucket. @default true */
  readonly logs?: boolean;
  /** How many days they are kept there. @default 90 */
  readonly logRetentionDays?: number;
  /** Tags of what is made. @default [] */
  readonly tags?: readonly string[];
}

/** What was said, with defaults: what resources are made from. */
export interface DigitalOceanSettings extends Required<
  Omit<DigitalOceanProps<AddressTime>, keyof PlaceProps | 'pools'>
> {
  /** Groups of nodes, as the facts have them. */
  readonly nodePools: RolePools;
}

/** A management cluster at DigitalOcean. */
export interface DigitalOceanHost<T extends AddressTime = AddressTime> extends Host<KindByTime<T>> {
  readonly settings: DigitalOceanSettings;
}

const PROPS: Readonly<Record<keyof DigitalOceanProps<AddressTime>, true>> = {
  region: true,
  addresses: true,
  pools: true,
  vpcCidr: true,
  podCidr: true,
  serviceCidr: true,
  apiServerCidrs: true,
  privateNodes: true,
  maintenance: true,
  backupRetentionDays: true,
  logs: true,
  logRetentionDays: true,
  tags: true,
  quotas: true,
  prices: true,
};

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';

/**
 * DigitalOcean Kubernetes with a highly available control plane, droplets with processors of their own, and network load balancers.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3251, all at once
 *
 * @example
 * digitalOcean({ region: 'fra1', addresses: 'before', pools: { etcd: { machineType: 'g-4vcpu-16gb' } } })
 */
export function digitalOcean<const T extends AddressTime = 'after'>(props: DigitalOceanProps<T>): DigitalOceanHost<T>;
export function digitalOcean(props: DigitalOceanProps<AddressTime>): DigitalOceanHost {
  const input = new HostInput('digitalocean');
  input.unknownKeys(props, Object.keys(PROPS));
  const said = saidIn(props);
  input.matches('region', said.region, /^[a-z]{3}\d$/, 'fra1');
  input.cidrs('vpcCidr', [said.vpcCidr]);
  input.cidrs('podCidr', [said.podCidr]);
  input.cidrs('serviceCidr', [said.serviceCidr]);
  input.cidrs('apiServerCidrs', said.apiServerCidrs);
  if (!Number.isInteger(said.logRetentionDays) || said.logRetentionDays < 1) {
    input.add(PLACE_PROBLEMS.value, 'logRetentionDays', {
      message: `expected a whole number of days (got ${describe(said.logRetentionDays)}).`,
      fix: 'logRetentionDays: 90.',
    });
  }
  const droplet = 'g-2vcpu-8gb';
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: droplet, controlPlane: droplet, etcd: droplet },
      machine: dropletFacts,
      zones: [],
      encrypted: false,
      private: said.privateNodes,
    },
    input,
  );
  input.refuse();
  const settings: DigitalOceanSettings = { ...said, nodePools };
  const facts: HostFacts & { readonly loadBalancer: KindByTime<AddressTime> } = {
    name: 'digitalocean',
    zones: [],
    storageClass: ETCD_CLASS,
    loadBalancer: kindByTime(settings.addresses),
    nodePortRange: [30000, 32767],
    balancer: {
      annotations: { 'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL_NETWORK' },
      loadBalancerClass: null,
    },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: settings.region,
      loadBalancers: {
        product: 'Regional Network Load Balancer',
        staticAddress: settings.addresses === 'before',
        hostnameOnly: false,
        internal: true,
        zonal: 'one-zone',
        source: 'https://docs.digitalocean.com/products/kubernetes/how-to/configure-load-balancers/',
      },
      storageClasses: [
        {
          name: ETCD_CLASS,
          provisioner: 'dobs.csi.digitalocean.com',
          sequentialIops: null,
          bound: 'zone',
          encrypted: true,
          fitForEtcd: true,
        },
      ],
      nodePools,
      backup: {
        store: 'Spaces',
        identity: 'keys',
        mechanism: 'a Spaces key with access to one bucket',
        source: 'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
      },
      controllers: {
        cloud: 'digitalocean-cloud-controller-manager',
        csi: 'dobs.csi.digitalocean.com',
        loadBalancer: 'digitalocean-cloud-controller-manager',
        autoscaler: 'cluster-autoscaler',
      },
      quotas: props.quotas ?? [],
      prices: props.prices ?? PRICES,
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster) => [
      storageClass(cluster, { name: ETCD_CLASS, provisioner: 'dobs.csi.digitalocean.com', parameters: {} }),
    ],
  } satisfies DigitalOceanHost);
}

function saidIn(props: DigitalOceanProps<AddressTime>): Omit<DigitalOceanSettings, 'nodePools'> {
  return {
    region: props.region,
    addresses: props.addresses ?? 'after',
    vpcCidr: props.vpcCidr ?? '10.120.0.0/20',
    podCidr: props.podCidr ?? '10.121.0.0/16',
    serviceCidr: props.serviceCidr ?? '10.122.0.0/19',
    apiServerCidrs: props.apiServerCidrs ?? [],
    privateNodes: props.privateNodes ?? true,
    maintenance: props.maintenance ?? { day: 'sunday', startTime: '03:00' },
    backupRetentionDays: props.backupRetentionDays ?? 30,
    logs: props.logs ?? true,
    logRetentionDays: props.logRetentionDays ?? 90,
    tags: props.tags ?? [],
  };
}
