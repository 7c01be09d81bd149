import { PLACE_PROBLEMS } from '../../findings';
import { describe } from '../../kubernetes';
import type { BackupFacts, HostFacts } from '../../model';
import type { Host } from '../host';
import { HostInput } from '../host-input';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { MachineTypeFacts, PoolsProps, RolePools } from '../role-pools';
import { storageClass } from '../storage-class';
import { ROOT_KEY_CRN, rootKeyOf } from './root-key';
import type { IbmRootKey } from './root-key';

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
  /**
   * CRN of a root key of Key Protect for disks of workers, volumes of etcd and backups. The account authorizes Kubernetes Service and Cloud
   * Block Storage to read the instance that has it.
   *
   * @default - keys that IBM keeps
   * @see https://cloud.ibm.com/docs/containers?topic=containers-encryption
   */
  readonly encryptionKey?: string;
  /** Whether there is a bucket for backups. @default true */
  readonly backups?: boolean;
  /** Days that overwritten backups are kept for. @default 30 */
  readonly backupRetentionDays?: number;
  /** Whether logs of nodes and of the pods on them are sent to a bucket. @default true */
  readonly logs?: boolean;
  /** Whether flows of the network are written to a bucket. @default true */
  readonly flowLogs?: boolean;
  /** Days that logs and flows are kept for. @default 90 */
  readonly logRetentionDays?: number;
  /** Tags of what is made. @default [] */
  readonly tags?: readonly string[];
}

/** What was said, with defaults: what resources are made from. */
export interface IbmSettings extends Required<
  Omit<IbmProps<IbmBalancer>, keyof PlaceProps | 'pools' | 'encryptionKey'>
> {
  /** `null`: keys that IBM keeps. */
  readonly encryptionKey: IbmRootKey | null;
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
  backups: true,
  backupRetentionDays: true,
  logs: true,
  flowLogs: true,
  logRetentionDays: true,
  tags: true,
  quotas: true,
  prices: true,
};

/** Region, account, instance and key. */
const ROOT_KEY_EXAMPLE = [
  'eu-de',
  'a/00000000000000000000000000000000',
  '00000000-0000-4000-8000-000000000001',
  'key',
  '00000000-0000-4000-8000-000000000002',
].join(':');

/** How long things are kept, unless a program says otherwise. */
const DAYS = { backupRetentionDays: 30, logRetentionDays: 90 } as const;

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'vpc.block.csi.ibm.io';
const FEATURES = 'service.kubernetes.io/ibm-load-balancer-cloud-provider-enable-features';
const IP_TYPE = 'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type';

const BACKUP: BackupFacts = {
  store: 'Cloud Object Storage',
  identity: 'workload',
  mechanism: 'trusted profile',
  source: 'https://cloud.ibm.com/docs/containers?topic=containers-pod-iam-identity',
};

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
  if (props.encryptionKey !== undefined) {
    input.matches('encryptionKey', props.encryptionKey, ROOT_KEY_CRN, `crn:v1:bluemix:public:kms:${ROOT_KEY_EXAMPLE}`);
  }
  checkDays('backupRetentionDays', said.backupRetentionDays, input);
  checkDays('logRetentionDays', said.logRetentionDays, input);
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
      backup: settings.backups ? BACKUP : null,
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
        parameters: {
          profile: '10iops-tier',
          'csi.storage.k8s.io/fstype': 'ext4',
          // https://cloud.ibm.com/docs/containers?topic=containers-vpc-block#vpc-block-encryption
          ...(settings.encryptionKey !== null && { encrypted: 'true', encryptionKey: settings.encryptionKey.crn }),
        },
      }),
    ],
  } satisfies IbmHost);
}

/** Rules of buckets count up to ten years: `ValidateAllowedRangeInt(1, 3650)` in the provider's `resource_ibm_cos_bucket.go`. */
function checkDays(property: keyof typeof DAYS, days: number, input: HostInput): void {
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return;
  input.add(PLACE_PROBLEMS.value, property, {
    message: `expected a whole number of days from 1 to 3650 (got ${describe(days)}).`,
    fix: `${property}: ${DAYS[property]}.`,
  });
}

function saidIn(props: IbmProps<IbmBalancer>): Omit<IbmSettings, 'nodePools'> {
  const { region } = props;
  return {
    region,
    zones: props.zones ?? [`${region}-1`, `${region}-2`, `${region}-3`],
    balancer: props.balancer ?? 'nlb',
    internal: props.internal ?? false,
    resourceGroup: props.resourceGroup ?? 'default',
    encryptionKey: rootKeyOf(props.encryptionKey ?? ''),
    backups: props.backups ?? true,
    backupRetentionDays: props.backupRetentionDays ?? DAYS.backupRetentionDays,
    logs: props.logs ?? true,
    flowLogs: props.flowLogs ?? true,
    logRetentionDays: props.logRetentionDays ?? DAYS.logRetentionDays,
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
