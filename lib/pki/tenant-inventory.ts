import type { EndpointModel, EtcdClusterModel, EtcdStoreModel, ManagementClusterModel, TenantModel } from '../model';
import type { ClientIdentity, ControlPlaneIdentity } from './control-plane-inventory';
import { controlPlaneInventory } from './control-plane-inventory';
import type { EtcdNames } from './etcd-inventory';
import { storeInventory } from './etcd-inventory';
import type { KeyAlgorithm, PkiInventory } from './inventory';

/** Names of Services that an engine gives to what it renders. */
export interface ServiceNames {
  readonly apiServer: string;
  readonly etcd: string;
  readonly etcdPeers: string;
}

/** Choices that the model leaves to the engine. */
export interface InventoryOptions {
  readonly services: ServiceNames;
  /** @default 'ECDSA-P256' */
  readonly serviceAccountAlgorithm?: KeyAlgorithm;
  /** Users that the engine adds to a control plane. @default - none */
  readonly clients?: readonly ClientIdentity[];
}

/**
 * Everything that is signed for a tenant.
 *
 * @throws nothing; see `assertInventory` for what may be wrong with the result
 */
export function tenantInventory(
  tenant: TenantModel,
  cluster: ManagementClusterModel,
  options: InventoryOptions,
): PkiInventory {
  return controlPlaneInventory({
    path: tenant.path,
    namespace: tenant.namespace,
    service: options.services.apiServer,
    managementDomain: cluster.network.clusterDomain,
    clusterDomain: tenant.network.clusterDomain,
    serviceCidrs: tenant.network.serviceCidrs,
    endpointNames: endpointNames(tenant.endpoint),
    konnectivity: tenant.konnectivity.enabled,
    etcd: etcdIdentity(tenant, cluster, options.services),
    ...(options.serviceAccountAlgorithm && { serviceAccountAlgorithm: options.serviceAccountAlgorithm }),
    ...(options.clients && { clients: options.clients }),
  });
}

/**
 * Everything that is signed for a store that Colonnade renders; `undefined` for one that exists already.
 */
export function managedStoreInventory(
  store: EtcdStoreModel,
  cluster: ManagementClusterModel,
  options: InventoryOptions,
): PkiInventory | undefined {
  if (store.cluster === null) return undefined;
  const hosts = store.endpoints.flatMap((endpoint) => hostOf(endpoint) ?? []);
  return storeInventory(store, etcdNames(store.cluster, cluster, options.services, hosts), cluster);
}

/** Names of the members of an etcd cluster and of the Services in front of them. */
export function etcdNames(
  etcd: EtcdClusterModel,
  cluster: ManagementClusterModel,
  services: ServiceNames,
  extraNames: readonly string[] = [],
): EtcdNames {
  return {
    namespace: etcd.namespace,
    managementDomain: cluster.network.clusterDomain,
    service: services.etcd,
    peerService: services.etcdPeers,
    members: etcd.members,
    extraNames,
  };
}

function etcdIdentity(
  tenant: TenantModel,
  cluster: ManagementClusterModel,
  services: ServiceNames,
): ControlPlaneIdentity['etcd'] {
  const { store } = tenant;
  if (store.kind === 'dedicated') return { kind: 'dedicated', names: etcdNames(store.cluster, cluster, services) };
  const shared = cluster.stores.find((candidate) => candidate.name === store.name);
  return { kind: 'shared', clusterIssuer: shared?.clusterIssuer ?? store.name, user: store.user };
}

/** Names under which clients outside the management cluster reach an endpoint. Empty: whatever the balancer gives. */
export function endpointNames(endpoint: EndpointModel): string[] {
  switch (endpoint.kind) {
    case 'loadBalancer':
      return [...present(endpoint.address), ...present(endpoint.hostname), ...endpoint.extraSans];
    case 'nodePort':
      return [endpoint.address, ...endpoint.extraSans];
    case 'clusterIp':
      return [...present(endpoint.clusterIp), ...endpoint.extraSans];
  }
}

function present(name: string | null): string[] {
  return name === null ? [] : [name];
}

function hostOf(endpoint: string): string | undefined {
  return URL.canParse(endpoint) ? new URL(endpoint).hostname.replace(/^\[|\]$/g, '') : undefined;
}
