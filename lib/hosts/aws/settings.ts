import type { NodePoolRole, PriceFacts } from '../../model';

/**
 * Addresses of tenants' endpoints. An NLB has one address in each of its zones:
 *
 * - `one-zone`: each endpoint has one address, in one zone; endpoints are spread over the zones. While that zone is down, the endpoint is;
 * - `all-zones`: each endpoint has an address in every zone. The first is its address; a DNS name with all of them survives a zone;
 * - `false`: none; endpoints have the DNS name of their balancer.
 */
export type StaticAddresses = 'one-zone' | 'all-zones' | false;

/**
 * What is written down of the traffic of the network that is made: all of it, what security groups and network ACLs turned away, or
 * nothing. CloudWatch charges by the GB that it takes in.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 */
export type FlowLogs = 'all' | 'rejected' | false;

/** Disks of etcd: network volumes that stay when a machine goes, or the disks of the machine, which are faster and do not. */
export type EtcdVolumes = 'gp3' | 'local-nvme';

/** A group of nodes of the management cluster. */
export interface AwsNodesProps {
  /** For example `m7i.large`. */
  readonly machineType?: string;
  /** Smallest number of nodes, in all zones together. */
  readonly min?: number;
  /** Largest number of nodes, in all zones together. @default - `min`, or room for growth where pods need no volume */
  readonly max?: number;
  /** Root disk in GiB, gp3, encrypted. @default 50 */
  readonly diskGib?: number;
}

/** What has to be known of a management cluster on EKS; every default is one for production. */
export interface AwsHostProps {
  /** For example `eu-central-1`. */
  readonly region: string;
  /** Three zones of the region. @default - those with a, b and c behind the region */
  readonly zones?: readonly string[];
  /** Name of the EKS cluster. @default - the name of the management cluster */
  readonly name?: string;
  /** Groups of nodes: `false` leaves one out, and its pods go to the general nodes. */
  readonly nodes?: {
    /** @default { machineType: 'm7i.large', min: 3, max: 6 } */
    readonly general?: AwsNodesProps;
    /** @default { machineType: 'm7i.xlarge', min: 3, max: 12 } */
    readonly controlPlane?: AwsNodesProps | false;
    /** One group for each zone. @default { machineType: 'm7i.large', min: 3, max: 3 } */
    readonly etcd?: AwsNodesProps | false;
  };
  /** @default 'gp3' */
  readonly etcdVolumes?: EtcdVolumes;
  /** Performance of gp3 volumes of etcd. @default { iops: 3000, throughputMibps: 125 } */
  readonly gp3?: { readonly iops?: number; readonly throughputMibps?: number };
  /** @default 'one-zone' */
  readonly staticAddresses?: StaticAddresses;
  /** Whether endpoints are reached from the internet, or from the VPC and what is connected to it alone. @default false */
  readonly internalEndpoints?: boolean;
  /** Range of the VPC. @default '10.0.0.0/16' */
  readonly vpcCidr?: string;
  /** One NAT gateway for each zone, so that a zone that is down takes no other with it, or one for all. @default 'per-zone' */
  readonly natGateways?: 'per-zone' | 'one';
  /**
   * Ranges from which the API server of the management cluster may be reached over the internet; without any it can be reached from the
   * VPC alone.
   *
   * @default []
   */
  readonly apiServerCidrs?: readonly string[];
  /** ARNs of IAM roles or users that administer the management cluster, besides the one that makes it. @default [] */
  readonly administrators?: readonly string[];
  /** ARN of a KMS key of yours for Secrets, disks, logs and backups. @default - a key is made for the cluster */
  readonly kmsKey?: string;
  /** What adds and removes nodes. @default 'cluster-autoscaler' */
  readonly autoscaler?: 'cluster-autoscaler' | 'none';
  /** A bucket for backups of etcd, and an identity that may write to it. @default { retentionDays: 30, serviceAccounts: [] } */
  readonly backups?: AwsBackupsProps | false;
  /** Of the network that is made, not of one that is there already. @default 'all' */
  readonly flowLogs?: FlowLogs;
  /** How many days logs of the control plane of the management cluster, and of its network, are kept. @default 90 */
  readonly logRetentionDays?: number;
  /** Whether AWS refuses to delete the management cluster. @default true */
  readonly deletionProtection?: boolean;
  /** Tags of everything that is made. @default {} */
  readonly tags?: Readonly<Record<string, string>>;
  /** Quotas of the account in the region, where they were raised. @default - those of a new account */
  readonly quotas?: { readonly loadBalancers?: number; readonly addresses?: number };
  /** Prices that are known better, or of another region. @default - list prices, as far as they are known */
  readonly prices?: readonly PriceFacts[];
}

/** Where backups go, and who writes them. */
export interface AwsBackupsProps {
  /** Days until a backup is deleted. @default 30 */
  readonly retentionDays?: number;
  /** Service accounts of the management cluster that may write and read backups. @default [] */
  readonly serviceAccounts?: readonly { readonly namespace: string; readonly name: string }[];
}

/** A group of nodes, everything filled in. */
export interface AwsNodes {
  /** What its nodes are for. */
  readonly role: NodePoolRole;
  /** Also of the node group, with the zone behind it where there is one for each. */
  readonly name: string;
  /** For example `m7i.large`. */
  readonly machineType: string;
  /** Smallest number of nodes, in all zones together. */
  readonly min: number;
  /** Largest number of nodes, in all zones together. */
  readonly max: number;
  /** Root disk in GiB. */
  readonly diskGib: number;
  /** Whether there is a group for each zone, because volumes stay in theirs. */
  readonly perZone: boolean;
}

/** {@link AwsHostProps} with every default filled in: what the resources are made from. */
export interface AwsSettings {
  /** For example `eu-central-1`. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`, as in ARNs. */
  readonly partition: string;
  /** Three, in the order of subnets. */
  readonly zones: readonly string[];
  /** `null`: the name of the management cluster. */
  readonly name: string | null;
  /** General ones first. */
  readonly nodes: readonly AwsNodes[];
  /** Where members of etcd have their data. */
  readonly etcdVolumes: EtcdVolumes;
  /** Performance of volumes of etcd. */
  readonly gp3: { readonly iops: number; readonly throughputMibps: number };
  /** What endpoints of tenants get. */
  readonly staticAddresses: StaticAddresses;
  /** Whether balancers are reached from the VPC alone. */
  readonly internalEndpoints: boolean;
  /** Range of the VPC. */
  readonly vpcCidr: string;
  /** For each zone in their order: the range of its private subnet, and that of its public one. */
  readonly subnets: readonly { readonly zone: string; readonly privateCidr: string; readonly publicCidr: string }[];
  /** How nodes go out. */
  readonly natGateways: 'per-zone' | 'one';
  /** From where the API server is reached over the internet. */
  readonly apiServerCidrs: readonly string[];
  /** ARNs of who administers the cluster. */
  readonly administrators: readonly string[];
  /** `null`: a key is made. */
  readonly kmsKey: string | null;
  /** What adds and removes nodes. */
  readonly autoscaler: 'cluster-autoscaler' | 'none';
  /** `null`: none. */
  readonly backups: Required<AwsBackupsProps> | null;
  /** What is written down of traffic. */
  readonly flowLogs: FlowLogs;
  /** How many days logs are kept. */
  readonly logRetentionDays: number;
  /** Whether the cluster, its key, its bucket and its addresses are kept from deletion. */
  readonly deletionProtection: boolean;
  /** Of everything that is made. */
  readonly tags: Readonly<Record<string, string>>;
}
