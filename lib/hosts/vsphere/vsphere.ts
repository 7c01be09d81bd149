import type { HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import { bucketObjects, checkLogBucket } from '../logging';
import type { LogBucket, LoggedPlaceProps } from '../logging';
import { balancerFacts, balancerObjects, checkBalancer } from '../on-premises';
import type { SiteBalancer } from '../on-premises';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { PoolsProps, RolePools } from '../role-pools';
import { storageClass } from '../storage-class';

/** Size of a virtual machine. */
export interface VsphereMachineSize {
  readonly cpu: number;
  readonly memoryGiB: number;
  /** @default 60 */
  readonly diskGiB?: number;
  /** Whether processors and memory are reserved, without which a busy cluster takes them away. @default true */
  readonly reserved?: boolean;
}

/** What a program says of its vSphere. Names are those of the inventory. */
export interface VsphereProps extends PlaceProps, LoggedPlaceProps {
  readonly datacenter: string;
  /** Compute clusters, each a failure domain: value of the node label `topology.kubernetes.io/zone`. */
  readonly computeClusters: readonly [string, ...string[]];
  /** @default - a datastore that the storage policy allows */
  readonly datastore?: string;
  /** Storage policy of disks and of etcd's volumes. An encrypting policy encrypts both. */
  readonly storagePolicy: string;
  /** Whether that policy encrypts. @default false */
  readonly encryptedStorage?: boolean;
  /** Port group of the machines. */
  readonly network: string;
  /** @default 'colonnade' */
  readonly folder?: string;
  /** Name of the template that machines are cloned from, with cloud-init and its VMware data source. */
  readonly template: string;
  /** Sizes by the names that `machineType` uses. @default - `small`, 4 processors and 16 GiB */
  readonly sizes?: Readonly<Record<string, VsphereMachineSize>>;
  /** Machines. They are not scaled: `min` of each group are made. @default - `small`, three of each group */
  readonly pools?: PoolsProps;
  /** Address of the management cluster's own API server, that kube-vip keeps on one of its controllers. */
  readonly apiServerAddress: string;
  /** What gives tenants their addresses. @default { kind: 'kube-vip' } */
  readonly balancer?: SiteBalancer;
}

/** What was said, with defaults: what resources are made from. */
export interface VsphereSettings extends Required<
  Omit<VsphereProps, keyof PlaceProps | 'pools' | 'datastore' | 'encryptedStorage' | 'logs'>
> {
  /** `null`: nowhere. */
  readonly logs: LogBucket | null;
  /** `null`: one that the policy allows. */
  readonly datastore: string | null;
  /** Groups of nodes, as the facts have them. */
  readonly nodePools: RolePools;
}

/** A management cluster on vSphere. */
export interface VsphereHost extends Host<'static-ip'> {
  readonly settings: VsphereSettings;
}

const PROPS: Readonly<Record<keyof VsphereProps, true>> = {
  datacenter: true,
  computeClusters: true,
  datastore: true,
  storagePolicy: true,
  encryptedStorage: true,
  network: true,
  folder: true,
  template: true,
  sizes: true,
  pools: true,
  apiServerAddress: true,
  balancer: true,
  logs: true,
  quotas: true,
  prices: true,
};

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'csi.vsphere.vmware.com';
const SMALL: VsphereMachineSize = { cpu: 4, memoryGiB: 16 };

/**
 * Virtual machines on vSphere that are kept apart by anti-affinity rules, volumes by storage policy, addresses by kube-vip or MetalLB.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3251, all at once
 *
 * @example
 * vsphere({
 *   datacenter: 'dc-1',
 *   computeClusters: ['rack-1', 'rack-2', 'rack-3'],
 *   storagePolicy: 'encrypted-ssd',
 *   network: 'vm-network',
 *   template: 'ubuntu-24.04',
 *   apiServerAddress: '192.0.2.10',
 * })
 */
export function vsphere(props: VsphereProps): VsphereHost {
  const input = new HostInput('vsphere');
  input.unknownKeys(props, Object.keys(PROPS));
  const said = saidIn(props);
  for (const property of ['datacenter', 'storagePolicy', 'network', 'template', 'folder'] as const) {
    input.matches(property, said[property], /^\S(?:.{0,78}\S)?$/, EXAMPLES[property]);
  }
  input.addresses('apiServerAddress', [said.apiServerAddress]);
  checkBalancer(said.balancer, input);
  checkLogBucket(props.logs, input);
  const encrypted = props.encryptedStorage ?? false;
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: 'small', controlPlane: 'small', etcd: 'small' },
      machine: (type) => {
        const size = said.sizes[type ?? ''];
        return {
          cpu: size?.cpu ?? null,
          memoryGiB: size?.memoryGiB ?? null,
          burstable: size !== undefined && size.reserved === false,
        };
      },
      zones: said.computeClusters,
      encrypted,
      private: true,
    },
    input,
  );
  for (const { role, machineType } of nodePools) {
    input.matches(`pools.${role}.machineType`, machineType, nameOf(Object.keys(said.sizes)), 'small');
  }
  input.refuse();
  const settings: VsphereSettings = { ...said, nodePools };
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' } = {
    name: 'vsphere',
    zones: settings.computeClusters,
    storageClass: ETCD_CLASS,
    loadBalancer: 'static-ip',
    nodePortRange: [30000, 32767],
    balancer: { annotations: {}, loadBalancerClass: null },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: settings.datacenter,
      loadBalancers: balancerFacts(settings.balancer),
      storageClasses: [
        { name: ETCD_CLASS, provisioner: CSI, sequentialIops: null, bound: 'zone', encrypted, fitForEtcd: true },
      ],
      nodePools,
      controllers: {
        cloud: 'vsphere-cloud-controller-manager',
        csi: CSI,
        loadBalancer: settings.balancer.kind,
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
      storageClass(cluster, {
        name: ETCD_CLASS,
        provisioner: CSI,
        parameters: { storagepolicyname: settings.storagePolicy },
      }),
      ...balancerObjects(settings.balancer, cluster),
      ...bucketObjects(cluster, props.logs),
    ],
  } satisfies VsphereHost);
}

const EXAMPLES = {
  datacenter: 'dc-1',
  storagePolicy: 'encrypted-ssd',
  network: 'vm-network',
  template: 'ubuntu-24.04',
  folder: 'colonnade',
} as const;

function saidIn(props: VsphereProps): Omit<VsphereSettings, 'nodePools'> {
  return {
    datacenter: props.datacenter,
    computeClusters: props.computeClusters,
    datastore: props.datastore ?? null,
    storagePolicy: props.storagePolicy,
    network: props.network,
    folder: props.folder ?? 'colonnade',
    template: props.template,
    sizes: props.sizes ?? { small: SMALL },
    apiServerAddress: props.apiServerAddress,
    balancer: props.balancer ?? { kind: 'kube-vip' },
    logs: props.logs ?? null,
  };
}

/** One of some names, as they are. */
function nameOf(names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')})$`);
}
