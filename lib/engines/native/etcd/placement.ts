import type {
  EtcdClusterModel,
  EtcdStoreModel,
  ImagesModel,
  ManagementClusterModel,
  TenantModel,
} from '../../../model';
import { storeOwner, tenantOwner } from '../objects';
import type { Owner } from '../objects';

/** An etcd cluster and whose it is: what the objects of a shared and of a dedicated one are rendered from. */
export interface EtcdPlacement {
  readonly owner: Owner;
  /** Construct path, for findings. */
  readonly path: string;
  readonly etcd: EtcdClusterModel;
  readonly cluster: ManagementClusterModel;
  readonly images: ImagesModel;
}

/** The etcd cluster of a shared store; `undefined` when it exists already. */
export function storePlacement(store: EtcdStoreModel, cluster: ManagementClusterModel): EtcdPlacement | undefined {
  if (store.cluster === null) return undefined;
  return {
    owner: storeOwner(store, cluster),
    path: store.path,
    etcd: store.cluster,
    cluster,
    images: store.images,
  };
}

/** The etcd cluster of a tenant of its own. */
export function dedicatedPlacement(
  tenant: TenantModel,
  etcd: EtcdClusterModel,
  cluster: ManagementClusterModel,
): EtcdPlacement {
  return { owner: tenantOwner(tenant, cluster), path: tenant.path, etcd, cluster, images: tenant.images };
}
