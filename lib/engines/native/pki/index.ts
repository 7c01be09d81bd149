import { shared } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdStoreModel, ManagementClusterModel, TenantModel } from '../../../model';
import { certManagerObjects, managedStoreInventory, tenantInventory } from '../../../pki';
import type { CertManagerOptions, InventoryOptions, PkiInventory } from '../../../pki';
import type { RenderContext } from '../../engine';
import { AUTOSCALER, autoscalerClients } from '../autoscaler/identity';
import { isJoinClient, joinClients } from '../join/identities';
import { CLUSTER, ETCD, SECRETS, TENANT } from '../names';
import { labelsFor, metadataFor, protectionLabel, storeOwner, tenantOwner } from '../objects';
import type { Owner } from '../objects';

/** `app.kubernetes.io/name` of everything that has to do with certificates. */
const COMPONENT = 'pki';

const OPTIONS: InventoryOptions = Object.freeze({
  services: Object.freeze({ apiServer: TENANT.apiServer, etcd: ETCD.members, etcdPeers: ETCD.peers }),
});

/** What the native engine has signed for a tenant. */
export function nativeTenantInventory(tenant: TenantModel, cluster: ManagementClusterModel): PkiInventory {
  const clients = [...joinClients(tenant), ...autoscalerClients(tenant)];
  return tenantInventory(tenant, cluster, clients.length === 0 ? OPTIONS : { ...OPTIONS, clients });
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

/** Issuers and Certificates of a tenant, by what waits for them. */
export interface PkiByUrgency {
  /** CAs and their issuers: everything else is signed by them. */
  readonly authorities: readonly KubernetesObject[];
  /** What API servers, konnectivity servers and a dedicated etcd mount. */
  readonly servers: readonly KubernetesObject[];
  /** What is of use only when an API server answers. */
  readonly clients: readonly KubernetesObject[];
}

/** Parts the objects of {@link renderTenantPki}; their order stays. */
export function byUrgency(objects: readonly KubernetesObject[]): PkiByUrgency {
  const parts: Record<keyof PkiByUrgency, KubernetesObject[]> = { authorities: [], servers: [], clients: [] };
  for (const object of objects) parts[urgencyOf(object)].push(object);
  return parts;
}

const CLIENTS: readonly string[] = [
  SECRETS.controllerManager,
  SECRETS.scheduler,
  SECRETS.admin,
  SECRETS.superAdmin,
  AUTOSCALER,
];

function urgencyOf({ kind, metadata, spec }: KubernetesObject): keyof PkiByUrgency {
  const isAuthority = kind !== 'Certificate' || (typeof spec === 'object' && spec !== null && 'isCA' in spec);
  if (isAuthority) return 'authorities';
  return CLIENTS.includes(metadata.name) || isJoinClient(metadata.name) ? 'clients' : 'servers';
}

/** Issuers and Certificates of a shared store, its ClusterIssuer among them. */
export function renderStorePki(store: EtcdStoreModel, context: RenderContext): KubernetesObject[] {
  const inventory = nativeStoreInventory(store, context.cluster);
  if (inventory === undefined) return [];
  return certManagerObjects(inventory, certManagerOptions(storeOwner(store, context.cluster)));
}

function certManagerOptions(owner: Owner): CertManagerOptions {
  const labels = labelsFor(owner, COMPONENT);
  const protectedLabels = shared({ ...labels, ...protectionLabel(owner) });
  return {
    selfSignedIssuer: CLUSTER.selfSignedIssuer,
    metadata: (name, namespace) => metadataFor(owner, name, COMPONENT, { namespace }),
    secretLabels: ({ protect }) => (protect ? protectedLabels : labels),
  };
}
