import type { TaintModel } from './worker-pool-model';

/**
 * What is known of a place beyond what rendering needs: by it checks find what would not work there or not hold, and people see what
 * they get. Plain data; every number has a source and a date.
 */
export interface HostProfile {
  /** Region or site, for example `eu-central-1`; `null`: there is none. */
  readonly region: string | null;
  readonly loadBalancers: LoadBalancerFacts | null;
  /** StorageClasses that are there, or that the host's objects make. */
  readonly storageClasses: readonly StorageClassFacts[];
  /** Groups of nodes of the management cluster. */
  readonly nodePools: readonly NodePoolFacts[];
  /** Where backups go and who may write them; `null`: nowhere. */
  readonly backup: BackupFacts | null;
  /** What fills in addresses and volumes. */
  readonly controllers: ControllerFacts;
  /** What there is only so much of. */
  readonly quotas: readonly QuotaFacts[];
  /** List prices. What is not there is unknown, not free. */
  readonly prices: readonly PriceFacts[];
}

/** What balancers of this place can do. */
export interface LoadBalancerFacts {
  /** For example `Network Load Balancer`. */
  readonly product: string;
  /** Whether an address can be reserved before the balancer exists. */
  readonly staticAddress: boolean;
  /** Whether it has a DNS name and no address of its own that stays. */
  readonly hostnameOnly: boolean;
  /** Whether it can be reachable from the private network alone. */
  readonly internal: boolean;
  /** Whether one balancer is in several zones. */
  readonly zonal: 'one-zone' | 'all-zones';
  /** Page that says so. */
  readonly source: string;
}

/** A StorageClass, and whether etcd can live on it. */
export interface StorageClassFacts {
  readonly name: string;
  /** For example `ebs.csi.aws.com`. */
  readonly provisioner: string;
  /** Writes a second, one after the other, that a volume of the usual size sustains; `null`: unknown. */
  readonly sequentialIops: number | null;
  /** `zone`: a volume is in one zone, and its pod stays there. `node`: on one machine. `region`: it can be used in every zone. */
  readonly bound: 'zone' | 'node' | 'region';
  readonly encrypted: boolean;
  /**
   * Whether etcd can live on it: at least 500 sequential IOPS under load, and fsync that means it.
   * Source: https://etcd.io/docs/v3.6/op-guide/hardware/#disks
   */
  readonly fitForEtcd: boolean;
}

/** What a group of nodes is for. */
export type NodePoolRole = 'general' | 'control-plane' | 'etcd';

/** A group of nodes of the management cluster. */
export interface NodePoolFacts {
  readonly name: string;
  readonly role: NodePoolRole;
  /** `serverless`: pods without machines of ours: no volumes, no DaemonSets. */
  readonly kind: 'nodes' | 'serverless';
  /** For example `m7i.large`; `null`: there are no machines. */
  readonly machineType: string | null;
  /** Whether its processor is throttled when credits are used up, or shared with others. */
  readonly burstable: boolean;
  /** Processors of one machine; `null`: unknown. */
  readonly cpu: number | null;
  /** Memory of one machine in bytes; `null`: unknown. */
  readonly memoryBytes: number | null;
  /** Smallest and largest number of machines, in all zones together. */
  readonly size: { readonly min: number; readonly max: number };
  readonly zones: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintModel[];
  /** Whether its disks are encrypted. */
  readonly encrypted: boolean;
  /** Whether its machines have no public address. */
  readonly private: boolean;
}

/** Where backups go. */
export interface BackupFacts {
  /** For example `s3`. */
  readonly store: string;
  /** How a pod proves who it is: `workload`: an identity of its own without any key; `keys`: an access key in a Secret. */
  readonly identity: 'workload' | 'keys';
  /** Name of that mechanism, for example `EKS Pod Identity`. */
  readonly mechanism: string;
  readonly source: string;
}

/** What fills in addresses and volumes; `null`: there is none. */
export interface ControllerFacts {
  /** Cloud controller manager, for example `aws-cloud-controller-manager`. */
  readonly cloud: string | null;
  /** Container Storage Interface driver of etcd's volumes. */
  readonly csi: string | null;
  /** What makes balancers, for example `aws-load-balancer-controller`. */
  readonly loadBalancer: string | null;
  /** What adds and removes nodes, for example `cluster-autoscaler`. */
  readonly autoscaler: string | null;
}

/** What a quota counts. */
export type QuotaKind = 'load-balancers' | 'addresses' | 'volumes-per-node' | 'nodes';

/** A limit of the place. */
export interface QuotaFacts {
  readonly kind: QuotaKind;
  readonly limit: number;
  /** What it is counted over, for example `region`, `node`, `cluster`. */
  readonly per: 'account' | 'region' | 'network' | 'cluster' | 'node';
  /** Whether the provider raises it when asked. */
  readonly adjustable: boolean;
  /** Page that says so. */
  readonly source: string;
  /** Day on which that page said so, `2026-11-21`. */
  readonly asOf: string;
}

/** A list price. */
export interface PriceFacts {
  /** For example `m7i.large` or `nlb`. */
  readonly sku: string;
  readonly region: string | null;
  /** US dollars, without tax and discounts. */
  readonly usd: number;
  readonly unit: 'hour' | 'month' | 'GB-month';
  /** Page that says so. */
  readonly source: string;
  /** Day on which that page said so, `2026-11-21`. */
  readonly asOf: string;
}
