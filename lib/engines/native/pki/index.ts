import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdStoreModel, ManagementClusterModel, TenantModel } from '../../../model';
import { certManagerObjects, managedStoreInventory, tenantInventory } from '../../../pki';
import type { CertManagerOptions, InventoryOptions, PkiInventory } from '../../../pki';
import type { RenderContext } from '../../engine';
import { CLUSTER, ETCD, TENANT } from '../names';
import { labelsFor, metadataFor, protectionLabel, storeOwner, tenantOwner } from '../objects';
import type { Owner } from '../objects';

/** `app.kubernetes.io/name` of everything that has to do with certificates. */
const COMPONENT = 'pki';

const OPTIONS: InventoryOptions = Object.freeze({
  services: Object.freeze({ apiServer: TENANT.apiServer, etcd: ETCD.members, etcdPeers: ETCD.peers }),
});

/** What the native engine has signed for a tenant. */
export function nativeTenantInventory(tenant: TenantModel, cluster: ManagementClusterModel): PkiInventory {
  return tenantInventory(tenant, cluster, OPTIONS);
}

/** What the native engine has signed for a store that it renders; `undefined` for one that exists already. */
export function nativeStoreInventory(store: EtcdStoreModel, cluster: ManagementClusterModel): PkiInventory | undefined {
  return managedStoreInventory(store, cluster, OPTIONS);
}

/** Issuers and Certificates of a tenant. */
export function renderTenantPki(tenant: TenantModel, context: RenderContext): KubernetesObject[] {
  return certManagerObjects(
    nativeTenantInventory(tenant, context.cluster),
    certManagerOptions(tenantOwner(tenant, context.cluster)),
  );
}

/** Issuers and Certificates of a shared store, its ClusterIssuer among them. */
export function renderStorePki(store: EtcdStoreModel, context: RenderContext): KubernetesObject[] {
  const inventory = nativeStoreInventory(store, context.cluster);
  if (inventory === undefined) return [];
  return certManagerObjects(inventory, certManagerOptions(storeOwner(store, context.cluster)));
}

function certManagerOptions(owner: Owner): CertManagerOptions {
  return {
    selfSignedIssuer: CLUSTER.selfSignedIssuer,
    metadata: (name, namespace) => metadataFor(owner, name, COMPONENT, { namespace }),
    secretLabels: (entry) => ({ ...labelsFor(owner, COMPONENT), ...(entry.protect && protectionLabel(owner)) }),
  };
}
