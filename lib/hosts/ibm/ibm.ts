import type { HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { MachineTypeFacts, PoolsProps, RolePools } from '../role-pools';
import { storageClass } from '../storage-class';

/** Which balancers tenants have: `nlb` have an address, in one zone each; `alb` have a DNS name alone, over all zones. */
export type IbmBalancer = 'nlb' | 'alb';

/** What a Service of type LoadBalancer gets then. */
export type IbmLoadBalancerKind<B extends IbmBalancer> = B extends 'nlb' ? 'dynamic-ip' : 'hostname';

/** What a program says of its place at IBM Cloud. */
export interface IbmProps<B extends IbmBalancer> extends PlaceProps {
  /** For example `eu-de`. */
  readonly region: string;
  /** @default - the three of the region, `eu-de-1` to `eu-de-3` */
  readonly zones?: readonly [string, ...string[]];
  /** @default 'nlb' */
  readonly balancer?: B;
  /** Whether tenants are reached from the private network alone. @default false */
  readonly internal?: boolean;
  /** Workers of the cluster. @default - `bx2.4x16` */
  readonly pools?: PoolsProps;
  /** Name of the resource group. @default 'default' */
  readonly resourceGroup?: string;
  /** CRN of a Key Protect root key for disks of workers. @default - keys that IBM keeps */
  readonly encryptionKey?: string;
  /** Tags of what is made. @default [] */
  readonly tags?: readonly string[];
}

/** What was said, with defaults: what resources are made from. */
export interface IbmSettings extends Required<
  Omit<IbmProps<IbmBalancer>, keyof PlaceProps | 'pools' | 'encryptionKey'>
> {
  /** `null`: keys that IBM keeps. */
  readonly encryptionKey: string | null;
  /** Groups of nodes, as the facts have them. */
  readonly nodePools: RolePools;
}

/** A management cluster at IBM Cloud. */
export interface IbmHost<B extends IbmBalancer = IbmBalancer> extends Host<IbmLoadBalancerKind<B>> {
  readonly settings: IbmSettings;
}

const PROPS: Readonly<Record<keyof IbmProps<IbmBalancer>, true>> = {
  region: true,
  zones: true,
  balancer: true,
  internal: true,
  pools: true,
  resourceGroup: true,
  encryptionKey: true,
  tags: true,
  quotas: true,
  prices: true,
};

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'vpc.block.csi.ibm.io';
const FEATURES = 'service.kubernetes.io/ibm-load-balancer-cloud-provider-enable-features';
const IP_TYPE = 'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type';

/**
 * IBM Cloud Kubernetes Service on VPC: workers over three zones, block storage of the 10iops tier, network balancers.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3251, all at once
 *
 * @example
 * ibm({ region: 'eu-de', pools: { etcd: { machineType: 'bx2.8x32' } } })
 */
export function ibm<const B extends IbmBalancer = 'nlb'>(props: IbmProps<B>): IbmHost<B>;
export function ibm(props: IbmProps<IbmBalancer>): IbmHost {
  const input = new HostInput('ibm');
  input.unknownKeys(props, Object.keys(PROPS));
  const said = saidIn(props);
  input.matches('region', said.region, /^[a-z]{2}-[a-z]+$/, 'eu-de');
  for (const zone of said.zones) input.matches('zones', zone, /^[a-z]{2}-[a-z]+-\d$/, 'eu-de-1');
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: 'bx2.4x16', controlPlane: 'bx2.4x16', etcd: 'bx2.4x16' },
      machine: flavorFacts,
      zones: said.zones,
      encrypted: true,
      private: true,
    },
    input,
  );
  input.refuse();
  const settings: IbmSettings = { ...said, nodePools };
  const isNetwork = settings.balancer === 'nlb';
  const facts: HostFacts & { readonly loadBalancer: IbmLoadBalancerKind<IbmBalancer> } = {
    name: 'ibm',
    zones: settings.zones,
    storageClass: ETCD_CLASS,
    loadBalancer: isNetwork ? 'dynamic-ip' : 'hostname',
    nodePortRange: [30000, 32767],
    balancer: {
      annotations: {
        [IP_TYPE]: settings.internal ? 'private' : 'public',
        ...(isNetwork && { [FEATURES]: 'nlb' }),
      },
      loadBalancerClass: null,
    },
    placement: placementOn(nodePools),
    profile: profileOf({
      region: settings.region,
      loadBalancers: {
        product: isNetwork ? 'Network Load Balancer for VPC' : 'Application Load Balancer for VPC',
        staticAddress: false,
        hostnameOnly: !isNetwork,
        internal: true,
        zonal: isNetwork ? 'one-zone' : 'all-zones',
        source: 'https://cloud.ibm.com/docs/containers?topic=containers-vpclb-about',
      },
      storageClasses: [
        {
          name: ETCD_CLASS,
          provisioner: CSI,
          sequentialIops: null,
          bound: 'zone',
          encrypted: true,
          fitForEtcd: true,
        },
      ],
      nodePools,
      backup: {
        store: 'Cloud Object Storage',
        identity: 'workload',
        mechanism: 'trusted profile',
        source: 'https://cloud.ibm.com/docs/containers?topic=containers-pod-iam-identity',
      },
      controllers: {
        cloud: 'IBM Cloud provider',
        csi: CSI,
        loadBalancer: 'IBM Cloud provider',
        autoscaler: 'cluster-autoscaler',
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
        parameters: { profile: '10iops-tier', 'csi.storage.k8s.io/fstype': 'ext4' },
      }),
    ],
  } satisfies IbmHost);
}

function saidIn(props: IbmProps<IbmBalancer>): Omit<IbmSettings, 'nodePools'> {
  const { region } = props;
  return {
    region,
    zones: props.zones ?? [`${region}-1`, `${region}-2`, `${region}-3`],
    balancer: props.balancer ?? 'nlb',
    internal: props.internal ?? false,
    resourceGroup: props.resourceGroup ?? 'default',
    encryptionKey: props.encryptionKey ?? null,
    tags: props.tags ?? [],
  };
}

/** Flavors are named after what they have: `bx2.4x16` has 4 processors and 16 GiB. Flavors of VPC share none of them. */
function flavorFacts(type: string | null): MachineTypeFacts {
  const [, cpu, memory] = /^[a-z]+\d[a-z]*\.(\d+)x(\d+)/.exec(type ?? '') ?? [];
  return {
    cpu: cpu === undefined ? null : Number(cpu),
    memoryGiB: memory === undefined ? null : Number(memory),
    burstable: false,
  };
}
