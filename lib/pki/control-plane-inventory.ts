import type { EtcdNames } from './etcd-inventory';
import { dedicatedEtcdEntries } from './etcd-inventory';
import { ROOT_HOURS, USAGES, caEntry, leafEntry } from './inventory';
import type { CertificateEntry, IssuerReference, KeyAlgorithm, PkiInventory } from './inventory';
import { SECRETS } from './names';
import { LOOPBACK, firstServiceAddresses, serviceNames, subjectNames } from './sans';

/** What the certificates of a control plane depend on. */
export interface ControlPlaneIdentity {
  /** Construct path, for findings. */
  readonly path: string;
  /** Namespace of the Secrets. */
  readonly namespace: string;
  /** Name of the Service in front of the API servers. */
  readonly service: string;
  /** DNS suffix of the management cluster. */
  readonly managementDomain: string;
  /** DNS suffix of the tenant cluster. */
  readonly clusterDomain: string;
  readonly serviceCidrs: readonly string[];
  /** Names and addresses under which clients from outside reach the API servers and the konnectivity server. */
  readonly endpointNames: readonly string[];
  /** Whether a konnectivity server runs beside the API servers. */
  readonly konnectivity: boolean;
  readonly etcd:
    /** Somebody else's etcd, which knows this tenant by the user name in its certificate. */
    | { readonly kind: 'shared'; readonly clusterIssuer: string; readonly user: string }
    /** An etcd of its own. */
    | { readonly kind: 'dedicated'; readonly names: EtcdNames };
  /** Algorithm of the key that signs service-account tokens. @default 'ECDSA-P256' */
  readonly serviceAccountAlgorithm?: KeyAlgorithm;
  /** What else works beside the control plane and is a user of its own towards the API servers. @default - nothing */
  readonly clients?: readonly ClientIdentity[];
}

/** A user of the API servers that no upstream component is. */
export interface ClientIdentity {
  /** Name of the Certificate and of its Secret. */
  readonly name: string;
  /** User name; what it may do is bound inside the cluster. */
  readonly user: string;
  /** What it is for: a phrase for documentation and plans. */
  readonly purpose: string;
}

/**
 * Everything that is signed for one control plane. Names, organizations and usages follow kubeadm:
 * https://kubernetes.io/docs/setup/best-practices/certificates/. Differences, each the stricter way: the API servers' client
 * certificate for kubelets carries no group (a binding to `system:kubelet-api-admin` is enough), and etcd's servers and peers
 * have CAs of their own.
 */
export function controlPlaneInventory(identity: ControlPlaneIdentity): PkiInventory {
  return {
    path: identity.path,
    clusterIssuers: {},
    entries: [
      caEntry(identity.namespace, SECRETS.ca, 'kubernetes', 'the CA of the cluster: servers, clients and nodes'),
      caEntry(
        identity.namespace,
        SECRETS.frontProxyCa,
        'front-proxy-ca',
        'signs what speaks for others to API servers',
      ),
      serviceAccountEntry(identity),
      ...(identity.etcd.kind === 'dedicated' ? dedicatedEtcdEntries(identity.etcd.names) : []),
      ...serverEntries(identity),
      ...clientEntries(identity),
    ],
  };
}

/**
 * A key pair rather than a certificate: API servers sign tokens with the key and check them with the public half. The
 * certificate around it exists because cert-manager makes keys for certificates only; nobody trusts it for anything.
 */
function serviceAccountEntry(identity: ControlPlaneIdentity): CertificateEntry {
  return {
    ...leafEntry(identity.namespace, {
      name: SECRETS.serviceAccount,
      purpose: 'the key pair that signs service-account tokens; without it every token is void',
      commonName: 'service-account',
      usages: ['digital signature'],
      issuer: { kind: 'self' },
    }),
    ...ROOT_HOURS,
    algorithm: identity.serviceAccountAlgorithm ?? 'ECDSA-P256',
    keyRotation: 'never',
    protect: true,
  };
}

const BY_CA: IssuerReference = Object.freeze({ kind: 'ca', name: SECRETS.ca });

function serverEntries(identity: ControlPlaneIdentity): CertificateEntry[] {
  const reached = [
    ...serviceNames(identity.service, identity.namespace, identity.managementDomain),
    ...identity.endpointNames,
    ...LOOPBACK,
  ];
  const apiServer = leafEntry(identity.namespace, {
    name: SECRETS.apiServer,
    purpose: 'what the API servers show their clients',
    commonName: 'kube-apiserver',
    ...subjectNames([
      ...serviceNames('kubernetes', 'default', identity.clusterDomain),
      ...firstServiceAddresses(identity.serviceCidrs),
      ...reached,
    ]),
    usages: USAGES.server,
    issuer: BY_CA,
  });
  if (!identity.konnectivity) return [apiServer];
  return [
    apiServer,
    leafEntry(identity.namespace, {
      name: SECRETS.konnectivityServer,
      purpose: 'what the konnectivity server shows agents',
      commonName: 'konnectivity-server',
      ...subjectNames(reached),
      usages: USAGES.server,
      issuer: BY_CA,
    }),
  ];
}

function clientEntries(identity: ControlPlaneIdentity): CertificateEntry[] {
  const client = (name: string, commonName: string, purpose: string, organizations: readonly string[] = []) =>
    leafEntry(identity.namespace, {
      name,
      purpose,
      commonName,
      organizations,
      usages: USAGES.client,
      issuer: BY_CA,
    });
  return [
    client(SECRETS.kubeletClient, 'kube-apiserver-kubelet-client', 'API servers towards kubelets'),
    {
      ...client(SECRETS.frontProxyClient, 'front-proxy-client', 'API servers towards aggregated API servers'),
      issuer: { kind: 'ca', name: SECRETS.frontProxyCa },
    },
    etcdClientEntry(identity),
    client(SECRETS.controllerManager, 'system:kube-controller-manager', 'the controller manager towards API servers'),
    client(SECRETS.scheduler, 'system:kube-scheduler', 'the scheduler towards API servers'),
    ...(identity.konnectivity
      ? [
          client(
            SECRETS.konnectivityClient,
            'system:konnectivity-server',
            'the konnectivity server towards API servers',
          ),
        ]
      : []),
    client(SECRETS.admin, 'kubernetes-admin', 'people who run the cluster; bound by RBAC, so it can be taken away', [
      'kubeadm:cluster-admins',
    ]),
    ...(identity.clients ?? []).map(({ name, user, purpose }) => client(name, user, purpose)),
    client(SECRETS.superAdmin, 'kubernetes-super-admin', 'repair when RBAC itself is broken; passes every check', [
      'system:masters',
    ]),
  ];
}

function etcdClientEntry(identity: ControlPlaneIdentity): CertificateEntry {
  const { etcd } = identity;
  return leafEntry(identity.namespace, {
    name: SECRETS.etcdClient,
    purpose: 'API servers towards etcd',
    commonName: etcd.kind === 'shared' ? etcd.user : 'kube-apiserver-etcd-client',
    usages: USAGES.client,
    issuer:
      etcd.kind === 'shared'
        ? { kind: 'clusterIssuer', name: etcd.clusterIssuer }
        : { kind: 'ca', name: SECRETS.etcdCa },
  });
}
