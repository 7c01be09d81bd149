import type { IConstruct } from 'constructs';
import type { EtcdClusterProps } from './props/etcd-props';

/** A datastore that tenants of a management cluster share, made here or imported. */
export interface IEtcdStore extends IConstruct {
  /** Name of the store inside its management cluster. */
  readonly storeName: string;
}

/** An etcd cluster of a tenant's own, in its namespace. */
export interface DedicatedStore extends EtcdClusterProps {
  readonly kind: 'dedicated';
}
