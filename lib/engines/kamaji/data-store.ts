import type { KubernetesObject } from '../../kubernetes';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { KAMAJI_API } from './names';

/** One key of a Secret in the management cluster. No content is ever written down. */
export interface SecretReference {
  readonly name: string;
  readonly namespace: string;
  /** Key of the Secret. */
  readonly key: string;
}

/** A certificate and its private key. */
export interface KeyPairReference {
  readonly certificate: SecretReference;
  readonly privateKey: SecretReference;
}

interface CommonDataStore {
  /** `host:port`, without a scheme. MySQL and PostgreSQL use the first one only. */
  readonly endpoints: readonly string[];
}

/** User and password of a database. */
export interface BasicAuthReference {
  readonly username: SecretReference;
  readonly password: SecretReference;
}

/** TLS of a database. */
export interface DatabaseTls {
  readonly certificateAuthority: { readonly certificate: SecretReference; readonly privateKey?: SecretReference };
  readonly clientCertificate?: KeyPairReference;
}

/** etcd: the operator signs each tenant's client certificate, so it needs the CA's private key. */
export interface EtcdDataStore extends CommonDataStore {
  readonly driver: 'etcd';
  readonly tls: { readonly certificateAuthority: KeyPairReference; readonly clientCertificate: KeyPairReference };
  readonly basicAuth?: never;
}

/** A database behind kine. Credentials, TLS, or both. */
export type DatabaseDataStore = CommonDataStore & { readonly driver: 'MySQL' | 'PostgreSQL' | 'NATS' } & (
    | { readonly basicAuth: BasicAuthReference; readonly tls?: DatabaseTls }
    | { readonly basicAuth?: never; readonly tls: DatabaseTls }
  );

/** A store that exists already. https://kamaji.clastix.io/reference/api/ */
export type DataStoreOptions = EtcdDataStore | DatabaseDataStore;

/** Object `DataStore`. Cluster-scoped. */
export function dataStoreObject(owner: Owner, name: string, store: DataStoreOptions): KubernetesObject {
  return {
    apiVersion: KAMAJI_API,
    kind: 'DataStore',
    metadata: metadataFor(owner, name, 'datastore', { namespace: '', protect: true }),
    spec: {
      driver: store.driver,
      endpoints: store.endpoints,
      ...(store.basicAuth && {
        basicAuth: { username: leaf(store.basicAuth.username), password: leaf(store.basicAuth.password) },
      }),
      ...(store.tls && { tlsConfig: tlsFields(store.tls) }),
    },
  };
}

function tlsFields({ certificateAuthority, clientCertificate }: DatabaseTls) {
  return {
    certificateAuthority: {
      certificate: leaf(certificateAuthority.certificate),
      ...(certificateAuthority.privateKey && { privateKey: leaf(certificateAuthority.privateKey) }),
    },
    ...(clientCertificate && {
      clientCertificate: {
        certificate: leaf(clientCertificate.certificate),
        privateKey: leaf(clientCertificate.privateKey),
      },
    }),
  };
}

function leaf({ name, namespace, key }: SecretReference) {
  return { secretReference: { name, namespace, keyPath: key } };
}
