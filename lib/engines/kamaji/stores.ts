import type { NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../../kubernetes';
import type { EtcdStoreModel, ManagementClusterModel, StoreBindingModel, TenantModel } from '../../model';
import { storeCaName } from '../../pki';
import type { RenderContext } from '../engine';
import { renderDedicatedEtcd, renderStoreEtcd } from '../native/etcd';
import { ETCD, PORTS, SECRETS } from '../native/names';
import { metadataFor, namespaceObject, selectorFor, storeOwner, tenantOwner } from '../native/objects';
import type { Owner } from '../native/objects';
import { renderStorePki, renderTenantPki } from '../native/pki';
import { dataStoreObject } from './data-store';
import type { DataStoreOptions, SecretReference } from './data-store';
import { OPERATOR_NAMESPACE, dedicatedDataStore } from './names';
import { optionsOf } from './options';

/** Where the operator runs: the management cluster's engine says it, or else the tenant's. */
export function operatorNamespace(cluster: ManagementClusterModel, tenant?: TenantModel): string {
  const own = optionsOf(cluster.engine).operator ?? (tenant && optionsOf(tenant.engine).operator);
  return own?.namespace ?? OPERATOR_NAMESPACE;
}

/** Descriptions of stores that exist already, by name. */
export function describedStores(cluster: ManagementClusterModel): Readonly<Record<string, DataStoreOptions>> {
  return optionsOf(cluster.engine).dataStores ?? {};
}

/** Name of the DataStore that holds a tenant. */
export function dataStoreName(tenant: TenantModel): string {
  return tenant.store.kind === 'shared' ? tenant.store.name : dedicatedDataStore(tenant.namespace);
}

/** Whether a tenant's data goes through kine: its store exists already and is no etcd. */
export function usesKine({ store }: TenantModel, cluster: ManagementClusterModel): boolean {
  if (store.kind === 'dedicated') return false;
  const driver = describedStores(cluster)[store.name]?.driver;
  return driver !== undefined && driver !== 'etcd';
}

/**
 * The etcd of a shared store, as the native engine renders it, and the DataStore that gives it to Kamaji: the operator acts as etcd's
 * user `root`, and reads the private key of the CA that clients are known by.
 */
export function managedStoreObjects(store: EtcdStoreModel, context: RenderContext): KubernetesObject[] {
  const { cluster } = context;
  if (store.cluster === null) return [];
  const owner = storeOwner(store, cluster);
  const { namespace } = store.cluster;
  return [
    namespaceObject(owner),
    ...renderStorePki(store, context),
    ...renderStoreEtcd(store, context),
    operatorPolicy(owner, operatorNamespace(cluster)),
    dataStoreObject(owner, store.name, {
      driver: 'etcd',
      endpoints: store.endpoints.map(withoutScheme),
      tls: {
        certificateAuthority: keyPair(storeCaName(store), cluster.certManager.namespace),
        clientCertificate: keyPair(SECRETS.etcdRoot, namespace),
      },
    }),
  ];
}

/** Names of what is signed for the etcd of one tenant; all else Kamaji signs itself. */
const ETCD_CERTIFICATES: readonly string[] = [
  SECRETS.etcdCa,
  SECRETS.etcdPeerCa,
  SECRETS.etcdServer,
  SECRETS.etcdPeer,
  SECRETS.etcdClient,
];

/** The etcd of one tenant, in its namespace, and its DataStore. Every client is the tenant or the operator, so there are no users. */
export function dedicatedStoreObjects(
  tenant: TenantModel,
  { cluster: etcd }: Extract<StoreBindingModel, { kind: 'dedicated' }>,
  context: RenderContext,
): KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const { namespace } = tenant;
  const { clusterDomain } = context.cluster.network;
  return [
    ...renderTenantPki(tenant, context).filter(({ metadata }) => ETCD_CERTIFICATES.includes(metadata.name)),
    ...renderDedicatedEtcd(tenant, etcd, context),
    operatorPolicy(owner, operatorNamespace(context.cluster, tenant)),
    dataStoreObject(owner, dedicatedDataStore(namespace), {
      driver: 'etcd',
      endpoints: [`${ETCD.members}.${etcd.namespace}.svc.${clusterDomain}:${PORTS.etcdClient}`],
      tls: {
        certificateAuthority: keyPair(SECRETS.etcdCa, namespace),
        clientCertificate: keyPair(SECRETS.etcdClient, namespace),
      },
    }),
  ];
}

/** The operator makes users and removes data, so it reaches the members too. */
function operatorPolicy(owner: Owner, namespace: string): KubernetesObject {
  const ingress: NetworkPolicyIngressRule[] = [
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
      ports: [{ port: PORTS.etcdClient, protocol: 'TCP' }],
    },
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataFor(owner, 'etcd-from-kamaji', ETCD.members),
    spec: { podSelector: { matchLabels: selectorFor(owner, ETCD.members) }, policyTypes: ['Ingress'], ingress },
  };
}

function keyPair(name: string, namespace: string): { certificate: SecretReference; privateKey: SecretReference } {
  return {
    certificate: { name, namespace, key: 'tls.crt' },
    privateKey: { name, namespace, key: 'tls.key' },
  };
}

function withoutScheme(endpoint: string): string {
  return endpoint.replace(/^[a-z]+:\/\//, '').replace(/\/+$/, '');
}
