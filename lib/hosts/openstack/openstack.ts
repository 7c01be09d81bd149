import type { BackupFacts, HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { bucketObjects, checkLogBucket } from '../logging';
import type { LogBucket, LoggedPlaceProps } from '../logging';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { MachineTypeFacts, PoolsProps, RolePools } from '../role-pools';
import { storageClass } from '../storage-class';

/** A flavor of the cloud, as its operator describes it. */
export interface OpenStackFlavor {
  readonly cpu: number;
  readonly memoryGiB: number;
  /** Whether its processors are shared with other servers: `hw:cpu_policy` is not `dedicated` and the hosts are overcommitted. @default false */
  readonly shared?: boolean;
}

/** What a program says of its place in an OpenStack cloud. */
export interface OpenStackProps extends PlaceProps, LoggedPlaceProps {
  /** Name of the region. @default 'RegionOne' */
  readonly region?: string;
  /** Availability zones of servers and volumes. @default ['nova'] */
  readonly availabilityZones?: readonly [string, ...string[]];
  /** Name of the network that floating IPs come from. */
  readonly externalNetwork: string;
  /** Type of volumes on SSDs, for servers and for etcd. */
  readonly volumeType: string;
  /** Whether that type is encrypted, which is up to the operator: `openstack volume type show`. @default false */
  readonly encryptedVolumes?: boolean;
  /** What is known of flavors, by name. @default {} */
  readonly flavors?: Readonly<Record<string, OpenStackFlavor>>;
  /** Servers. They are not scaled: `min` of each group are made. `machineType` is a flavor. @default - `m1.large`, three of each group */
  readonly pools?: PoolsProps;
  /** Name of the image of servers. @default 'ubuntu-24.04' */
  readonly image?: string;
  /** Range of the private network. @default '10.126.0.0/20' */
  readonly networkCidr?: string;
  /** Resolvers of the private network. @default - those of the cloud */
  readonly nameservers?: readonly string[];
  /** Who reaches the API server of the management cluster, and SSH of the gateway. @default - nobody but the servers */
  readonly apiServerCidrs?: readonly string[];
  /** Whether there is a container for backups, for which the cloud has Swift. @default true */
  readonly backups?: boolean;
  /** Tags of what is made. @default [] */
  readonly tags?: readonly string[];
}

/** What was said, with defaults: what resources are made from. */
export interface OpenStackSettings extends Required<
  Omit<OpenStackProps, keyof PlaceProps | 'pools' | 'flavors' | 'encryptedVolumes' | 'logs'>
> {
  /** `null`: nowhere. */
  readonly logs: LogBucket | null;
  /** Groups of nodes, as the facts have them. */
  readonly nodePools: RolePools;
}

/** A management cluster in an OpenStack cloud. */
export interface OpenStackHost extends Host<'static-ip'> {
  readonly settings: OpenStackSettings;
}

const PROPS: Readonly<Record<keyof OpenStackProps, true>> = {
  region: true,
  availabilityZones: true,
  externalNetwork: true,
  volumeType: true,
  encryptedVolumes: true,
  flavors: true,
  pools: true,
  image: true,
  networkCidr: true,
  nameservers: true,
  apiServerCidrs: true,
  backups: true,
  logs: true,
  tags: true,
  quotas: true,
  prices: true,
};

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'cinder.csi.openstack.org';

const BACKUP: BackupFacts = {
  store: 'swift',
  identity: 'keys',
  mechanism: 'an application credential for one container',
  source: 'https://docs.openstack.org/keystone/latest/user/application_credentials.html#access-rules',
};

/**
 * Servers of an OpenStack cloud in anti-affinity groups on a private network, Octavia balancers with floating IPs that stay, volumes on
 * SSDs.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3251, all at once
 *
 * @example
 * openstack({ externalNetwork: 'public', volumeType: 'ssd', encryptedVolumes: true, availabilityZones: ['az1', 'az2', 'az3'] })
 */
export function openstack(props: OpenStackProps): OpenStackHost {
  const input = new HostInput('openstack');
  input.unknownKeys(props, Object.keys(PROPS));
  const said = saidIn(props);
  const name = /^\S(?:.{0,253}\S)?$/;
  input.matches('externalNetwork', said.externalNetwork, name, 'public');
  input.matches('volumeType', said.volumeType, name, 'ssd');
  for (const zone of said.availabilityZones) input.matches('availabilityZones', zone, name, 'nova');
  input.cidrs('networkCidr', [said.networkCidr]);
  input.cidrs('apiServerCidrs', said.apiServerCidrs);
  input.addresses('nameservers', said.nameservers);
  checkLogBucket(props.logs, input);
  const encrypted = props.encryptedVolumes ?? false;
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: 'm1.large', controlPlane: 'm1.large', etcd: 'm1.large' },
      machine: (type) => flavorFacts(props.flavors?.[type ?? '']),
      zones: said.availabilityZones,
      encrypted,
      private: true,
    },
    input,
  );
  input.refuse();
  const settings: OpenStackSettings = { ...said, nodePools };
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' } = {
    name: 'openstack',
    zones: settings.availabilityZones,
    storageClass: ETCD_CLASS,
    loadBalancer: 'static-ip',
    nodePortRange: [30000, 32767],
    // A floating IP that was reserved is asked for by spec.loadBalancerIP, and outlives the Service.
    balancer: { annotations: { 'loadbalancer.openstack.org/keep-floatingip': 'true' }, loadBalancerClass: null },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: settings.region,
      loadBalancers: {
        product: 'Octavia',
        staticAddress: true,
        hostnameOnly: false,
        internal: true,
        zonal: 'one-zone',
        source:
          'https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/openstack-cloud-controller-manager/expose-applications-using-loadbalancer-type-service.md',
      },
      storageClasses: [
        { name: ETCD_CLASS, provisioner: CSI, sequentialIops: null, bound: 'zone', encrypted, fitForEtcd: true },
      ],
      nodePools,
      backup: settings.backups ? BACKUP : null,
      controllers: {
        cloud: 'openstack-cloud-controller-manager',
        csi: CSI,
        loadBalancer: 'openstack-cloud-controller-manager',
        autoscaler: null,
      },
      quotas: props.quotas ?? [],
      prices: props.prices ?? [],
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster) => [
      storageClass(cluster, { name: ETCD_CLASS, provisioner: CSI, parameters: { type: settings.volumeType } }),
      ...bucketObjects(cluster, props.logs),
    ],
  } satisfies OpenStackHost);
}

function saidIn(props: OpenStackProps): Omit<OpenStackSettings, 'nodePools'> {
  return {
    region: props.region ?? 'RegionOne',
    availabilityZones: props.availabilityZones ?? ['nova'],
    externalNetwork: props.externalNetwork,
    volumeType: props.volumeType,
    image: props.image ?? 'ubuntu-24.04',
    networkCidr: props.networkCidr ?? '10.126.0.0/20',
    nameservers: props.nameservers ?? [],
    apiServerCidrs: props.apiServerCidrs ?? [],
    backups: props.backups ?? true,
    logs: props.logs ?? null,
    tags: props.tags ?? [],
  };
}

function flavorFacts(flavor: OpenStackFlavor | undefined): MachineTypeFacts {
  if (flavor === undefined) return { cpu: null, memoryGiB: null, burstable: false };
  return { cpu: flavor.cpu, memoryGiB: flavor.memoryGiB, burstable: flavor.shared ?? false };
}
