import type { EngineReference } from './engine-reference';
import type { DeletionProtection, ImagesModel, PatchModel, ResourcesModel, SchedulingModel } from './shared-model';

/** Facts about an etcd cluster that Colonnade renders, shared or dedicated. */
export interface EtcdClusterModel {
  /** Namespace of the etcd cluster. */
  readonly namespace: string;
  /** etcd version, for example `3.6.16`. */
  readonly version: string;
  /** Voting members: 1, 3 or 5. */
  readonly members: number;
  /** Size of each member's volume, a Kubernetes quantity such as `16Gi`. */
  readonly volume: string;
  /** `null`: the host's class for etcd. */
  readonly storageClass: string | null;
  /** `--quota-backend-bytes`, in bytes. */
  readonly quotaBytes: number;
  /** `--auto-compaction-retention`, a Go duration such as `5m`. */
  readonly autoCompactionRetention: string;
  readonly resources: ResourcesModel;
  readonly scheduling: SchedulingModel;
  /** Extra `--flag=value` arguments by flag name without dashes. */
  readonly extraArgs: Readonly<Record<string, string>>;
}

/** A datastore that several tenants share. */
export interface EtcdStoreModel {
  readonly name: string;
  readonly path: string;
  /** `managed`: Colonnade renders the etcd cluster. `external`: it exists already. */
  readonly origin: 'managed' | 'external';
  /** Set when `origin` is `managed`. */
  readonly cluster: EtcdClusterModel | null;
  /** The engine that renders it. `null` when `origin` is `external`. */
  readonly engine: EngineReference | null;
  /** Client endpoints, `https://host:port`. For a managed store, the address of its client Service. */
  readonly endpoints: readonly string[];
  /**
   * The cert-manager ClusterIssuer that signs tenants' client certificates and whose CA the servers' certificates chain to.
   */
  readonly clusterIssuer: string;
  readonly images: ImagesModel;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly deletionProtection: DeletionProtection;
  readonly patches: readonly PatchModel[];
}
