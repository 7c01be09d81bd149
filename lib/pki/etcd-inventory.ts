import type { EtcdStoreModel, ManagementClusterModel } from '../model';
import { USAGES, caEntry, leafEntry } from './inventory';
import type { CertificateEntry, IssuerReference, PkiInventory } from './inventory';
import { SECRETS } from './names';
import { LOOPBACK, serviceNames, subjectNames } from './sans';

/** Under which names the members of an etcd cluster reach each other and are reached. */
export interface EtcdNames {
  readonly namespace: string;
  /** DNS suffix of the management cluster. */
  readonly managementDomain: string;
  /** Name of the StatefulSet and of the Service for clients. */
  readonly service: string;
  /** Name of the headless Service. */
  readonly peerService: string;
  readonly members: number;
  /** Further names of the serving certificate, for example hosts of client endpoints. */
  readonly extraNames: readonly string[];
}

/** Name of the CA Certificate and its Secret behind a store's ClusterIssuer, in cert-manager's cluster resource namespace. */
export function storeCaName(store: Pick<EtcdStoreModel, 'clusterIssuer'>): string {
  return store.clusterIssuer;
}

/**
 * What is signed for a shared store.
 *
 * Two CAs: members trust each other by the peer CA, which signs one certificate only, and clients by the CA behind the
 * ClusterIssuer, from which every tenant gets its client certificate. A tenant's certificate is therefore worthless on the peer
 * port. The serving certificate has no common name, because etcd takes the common name of any client certificate as the user.
 */
export function storeInventory(store: EtcdStoreModel, names: EtcdNames, cluster: ManagementClusterModel): PkiInventory {
  const clientCa = storeCaName(store);
  const issuer: IssuerReference = { kind: 'clusterIssuer', name: store.clusterIssuer };
  return {
    path: store.path,
    clusterIssuers: { [store.clusterIssuer]: clientCa },
    entries: [
      caEntry(
        cluster.certManager.namespace,
        clientCa,
        clientCa,
        `signs the servers and the clients of etcd ${store.name}`,
      ),
      peerCa(names),
      serverEntry(names, issuer),
      peerEntry(names),
      leafEntry(names.namespace, {
        name: SECRETS.etcdRoot,
        purpose: 'administration of etcd: the user root, for Jobs in this namespace',
        commonName: 'root',
        usages: USAGES.client,
        issuer,
      }),
    ],
  };
}

/**
 * What is signed for the own etcd of a tenant: as for a shared store, but with a CA in the tenant's namespace, and without a
 * user, because every client is the tenant.
 */
export function dedicatedEtcdEntries(names: EtcdNames): CertificateEntry[] {
  const issuer: IssuerReference = { kind: 'ca', name: SECRETS.etcdCa };
  return [
    caEntry(names.namespace, SECRETS.etcdCa, 'etcd-ca', 'signs the servers and the clients of etcd'),
    peerCa(names),
    serverEntry(names, issuer),
    peerEntry(names),
  ];
}

/** DNS names of the members, in the order of their ordinals. */
export function memberNames(names: EtcdNames): string[] {
  return Array.from(
    { length: names.members },
    (_, ordinal) => `${names.service}-${ordinal}.${names.peerService}.${names.namespace}.svc.${names.managementDomain}`,
  );
}

function peerCa(names: EtcdNames): CertificateEntry {
  return caEntry(names.namespace, SECRETS.etcdPeerCa, 'etcd-peer-ca', 'signs what etcd members show each other');
}

function serverEntry(names: EtcdNames, issuer: IssuerReference): CertificateEntry {
  return leafEntry(names.namespace, {
    name: SECRETS.etcdServer,
    purpose: 'what etcd shows its clients',
    ...subjectNames([
      ...serviceNames(names.service, names.namespace, names.managementDomain),
      ...memberNames(names),
      ...names.extraNames,
      ...LOOPBACK,
    ]),
    usages: USAGES.server,
    issuer,
  });
}

function peerEntry(names: EtcdNames): CertificateEntry {
  return leafEntry(names.namespace, {
    name: SECRETS.etcdPeer,
    purpose: 'what etcd members show each other',
    commonName: 'etcd-peer',
    dnsNames: memberNames(names),
    usages: USAGES.both,
    issuer: { kind: 'ca', name: SECRETS.etcdPeerCa },
  });
}
