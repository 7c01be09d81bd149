import { shared } from '../kubernetes';

/** What a certificate may be used for, in cert-manager's words: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.KeyUsage */
export type KeyUsage =
  'digital signature' | 'key encipherment' | 'cert sign' | 'crl sign' | 'server auth' | 'client auth';

/** Key algorithms. ECDSA P-256 is made in microseconds and accepted by every component; RSA takes a tenth of a second and more. */
export type KeyAlgorithm = 'ECDSA-P256' | 'RSA-2048';

/** Who signs a certificate. */
export type IssuerReference =
  /** The certificate signs itself. */
  | { readonly kind: 'self' }
  /** A CA of the same inventory, by the name of its entry. */
  | { readonly kind: 'ca'; readonly name: string }
  /** A CA that another inventory holds, published as a cert-manager ClusterIssuer. */
  | { readonly kind: 'clusterIssuer'; readonly name: string };

/** One key pair with its certificate. */
export interface CertificateEntry {
  /** Name of the Certificate and its Secret, unique in its namespace. */
  readonly name: string;
  readonly namespace: string;
  /** What it is for: a phrase for documentation and plans. */
  readonly purpose: string;
  readonly isCa: boolean;
  /** Empty: no common name. Components take it as the user name. */
  readonly commonName: string;
  /** Components take them as groups. */
  readonly organizations: readonly string[];
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly usages: readonly KeyUsage[];
  readonly lifetimeHours: number;
  /** How long before its end it is issued anew. */
  readonly renewBeforeHours: number;
  readonly algorithm: KeyAlgorithm;
  /** `never`: the key stays when the certificate is renewed. */
  readonly keyRotation: 'never' | 'always';
  readonly issuer: IssuerReference;
  /** Losing the key breaks more than can be issued again, so its Secret is protected against deletion. */
  readonly protect: boolean;
}

/** Everything that is signed for one tenant or one shared store, CAs before what they sign. */
export interface PkiInventory {
  /** Construct path of the tenant or the store. */
  readonly path: string;
  readonly entries: readonly CertificateEntry[];
  /** Entries whose CA other inventories use, by the name of the ClusterIssuer that publishes it. */
  readonly clusterIssuers: Readonly<Record<string, string>>;
}

/** Lifetime of leaves: one year, as kubeadm issues them, renewed a quarter before their end. */
export const LEAF_HOURS = { lifetimeHours: 365 * 24, renewBeforeHours: 90 * 24 } as const;

/**
 * Lifetime of CAs and of the service-account key pair: ten years, as kubeadm issues them. They are renewed, with the same key,
 * two years before their end, so that no leaf outlives the CA it was issued under.
 */
export const ROOT_HOURS = { lifetimeHours: 10 * 365 * 24, renewBeforeHours: 2 * 365 * 24 } as const;

/** Whatever identifies the holder of a leaf. */
export type LeafSubject = Pick<CertificateEntry, 'name' | 'purpose' | 'usages' | 'issuer'> &
  Partial<Pick<CertificateEntry, 'commonName' | 'organizations' | 'dnsNames' | 'ipAddresses'>>;

const NONE: readonly string[] = Object.freeze([]);

/** A CA that signs itself. */
export function caEntry(namespace: string, name: string, commonName: string, purpose: string): CertificateEntry {
  return {
    name,
    namespace,
    purpose,
    isCa: true,
    commonName,
    organizations: NONE,
    dnsNames: NONE,
    ipAddresses: NONE,
    usages: USAGES.ca,
    ...ROOT_HOURS,
    algorithm: 'ECDSA-P256',
    keyRotation: 'never',
    issuer: { kind: 'self' },
    protect: true,
  };
}

/** A certificate that signs nothing. */
export function leafEntry(namespace: string, subject: LeafSubject): CertificateEntry {
  return {
    name: subject.name,
    namespace,
    purpose: subject.purpose,
    isCa: false,
    commonName: subject.commonName ?? '',
    organizations: subject.organizations ?? NONE,
    dnsNames: subject.dnsNames ?? NONE,
    ipAddresses: subject.ipAddresses ?? NONE,
    usages: subject.usages,
    lifetimeHours: LEAF_HOURS.lifetimeHours,
    renewBeforeHours: LEAF_HOURS.renewBeforeHours,
    algorithm: 'ECDSA-P256',
    keyRotation: 'always',
    issuer: subject.issuer,
    protect: false,
  };
}

/** Usages of a CA, of a serving certificate, of a client certificate, and of one that is both. */
export const USAGES = {
  ca: shared(['digital signature', 'cert sign', 'crl sign']),
  server: shared(['digital signature', 'key encipherment', 'server auth']),
  client: shared(['digital signature', 'key encipherment', 'client auth']),
  both: shared(['digital signature', 'key encipherment', 'server auth', 'client auth']),
} satisfies Record<string, readonly KeyUsage[]>;
