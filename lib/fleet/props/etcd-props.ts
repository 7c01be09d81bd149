import type { Engine } from '../../engines';
import type { Bytes } from '../../kubernetes';
import type { ImagesProps, RenderedProps, ResourcesProps, SchedulingProps } from './common-props';

/** An etcd cluster, shared or dedicated. */
export interface EtcdClusterProps {
  /** Voting members: 3 survive the loss of one, 5 of two, 1 of none. */
  readonly members: 1 | 3 | 5;
  /** Size of each member's volume. */
  readonly volume: Bytes;
  /** StorageClass of the volumes. @default - the host's class for etcd */
  readonly storageClass?: string;
  /** etcd version. @default '3.6.16' */
  readonly version?: `3.${6 | 7}.${number}`;
  /**
   * Size at which etcd refuses further writes (`--quota-backend-bytes`).
   *
   * @default - half the volume, at most 8Gi (etcd's suggested maximum)
   * @see https://etcd.io/docs/v3.6/dev-guide/limit/
   */
  readonly quota?: Bytes;
  /** History that is kept for watches and reads of the past, a Go duration. @default '5m' */
  readonly autoCompactionRetention?: string;
  /** CPU and memory of each member. @default - requests 200m and 512Mi, memory limit 4Gi */
  readonly resources?: ResourcesProps;
  /** Where members run. @default - spread over zones and nodes, required */
  readonly scheduling?: SchedulingProps;
  /** Further `--flag=value` arguments of etcd, by flag name without dashes. @default {} */
  readonly extraArgs?: Readonly<Record<string, string>>;
}

/** A datastore that several tenants share. */
export interface EtcdStoreProps extends EtcdClusterProps, RenderedProps {
  /** Namespace in the management cluster. @default - `etcd-` and the id */
  readonly namespace?: string;
  /** How it is rendered. Tenants of Kamaji need a store of Kamaji (CLN7013). @default - the management cluster's engine */
  readonly engine?: Engine;
  readonly images?: ImagesProps;
  /** Refuse deletion of what holds data. @default true */
  readonly deletionProtection?: boolean;
}

/** An etcd cluster that exists already. */
export interface ExternalEtcdProps {
  /** Client endpoints, `https://host:port`. */
  readonly endpoints: readonly `https://${string}`[];
  /**
   * cert-manager ClusterIssuer that signs tenants' client certificates and whose CA the servers' certificates chain to.
   * Every tenant needs an etcd user named like its client certificate with access to its prefix; Colonnade has no
   * administrative access to this etcd and does not make them.
   */
  readonly clusterIssuer: string;
}
