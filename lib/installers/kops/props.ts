import type { NodeMarks } from '../machines';

/** Machines of one kind that run pods, in an auto scaling group or one for each zone. */
export interface KopsNodeGroup extends NodeMarks {
  /** Name of the InstanceGroup; one for each zone has the zone behind it. */
  readonly name: string;
  /** Type of EC2 instances, for example `m7i.xlarge`. */
  readonly machineType: string;
  /** Machines at least; with `perZone` in each zone. */
  readonly min: number;
  /** Machines at most; with `perZone` in each zone. The autoscaler stays between both. */
  readonly max: number;
  /** A group for each zone, so that a volume of a zone finds a machine there again. @default false */
  readonly perZone?: boolean;
  /** GiB of the root volume. @default 64 */
  readonly volumeGib?: number;
}

/** Who reaches the API server, and where. */
export type KopsApi =
  /** Inside of the network, and from where it is connected to. */
  | { readonly kind: 'internal'; readonly allowedCidrs?: readonly string[] }
  /** From these ranges of the Internet. */
  | { readonly kind: 'public'; readonly allowedCidrs: readonly string[] };

/** A management cluster that kOps makes on AWS. */
export interface KopsProps {
  /** Name of the cluster: a DNS name, though nothing is written into DNS. For example `mgmt.example.com`. */
  readonly name: string;
  /** Version of Kubernetes, for example `1.36.3`. */
  readonly version: string;
  /** One zone, three or five of one region: each gets a control plane with a member of etcd. */
  readonly zones: readonly string[];
  /** Bucket where kOps keeps its state, for example `s3://acme-kops-state`: versioned, encrypted and private. */
  readonly stateStore: string;
  /**
   * Bucket where the documents of the issuer of ServiceAccounts are published, for example `s3://acme-oidc`. With it ServiceAccounts have
   * roles of their own, and no pod needs the metadata of a machine.
   *
   * @default - pods of the control plane use the role of the machine
   */
  readonly issuerStore?: string;
  /** Range of the VPC; each zone gets a /20 for machines and a /24 for balancers and NAT. @default '172.20.0.0/16' */
  readonly networkCidr?: string;
  /** @default { kind: 'internal' } */
  readonly api?: KopsApi;
  /** Type of the machines of the control plane; not burstable, since etcd runs there. @default 'm7i.large' */
  readonly controlPlaneMachineType?: string;
  /** GiB of each volume of etcd. @default 32 */
  readonly etcdVolumeGib?: number;
  /** Key that encrypts all volumes. @default - that of EBS in the account */
  readonly kmsKeyId?: string;
  /** @default - `general`, and `etcd` for members of tenants' etcd, tainted with `role=etcd:NoSchedule` */
  readonly nodeGroups?: readonly KopsNodeGroup[];
  /** @default 'cilium' */
  readonly networking?: 'cilium' | 'calico';
  /** From where machines are reached by SSH. @default [] */
  readonly sshAllowedCidrs?: readonly string[];
  /** Tags of everything in AWS. @default {} */
  readonly tags?: Readonly<Record<string, string>>;
}
