import { createHash, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type * as Asn1Schema from '@peculiar/asn1-schema';
import type * as Asn1X509 from '@peculiar/asn1-x509';
import type { CertificateEntry, KeyUsage } from '../inventory';

/** The ASN.1 library, which is loaded only when somebody issues certificates in process. */
export interface Asn1 {
  readonly schema: typeof Asn1Schema;
  readonly x509: typeof Asn1X509;
}

/** Loads the ASN.1 library. */
export async function loadAsn1(): Promise<Asn1> {
  const [schema, x509] = await Promise.all([import('@peculiar/asn1-schema'), import('@peculiar/asn1-x509')]);
  return { schema, x509 };
}

/** Who signs: the entry of the CA and its private key. For a self-signed certificate the entry itself. */
export interface Signer {
  readonly entry: CertificateEntry;
  readonly key: KeyObject;
}

/** Object identifiers. RFC 5280, RFC 5758. */
const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaWithSha256: '1.2.840.113549.1.1.11',
} as const;

/**
 * A signed X.509 certificate in DER, with the extensions that cert-manager's CA issuer writes.
 *
 * @param notBefore - its first second; it ends `entry.lifetimeHours` later
 */
export function buildCertificate(
  asn1: Asn1,
  entry: CertificateEntry,
  key: KeyObject,
  signer: Signer,
  notBefore: Date,
): Uint8Array {
  const { AsnConvert } = asn1.schema;
  const { Certificate, SubjectPublicKeyInfo, TBSCertificate, Validity, Version } = asn1.x509;
  const publicKey = publicKeyDer(key);
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm(asn1, signer.key),
    issuer: distinguishedName(asn1, signer.entry),
    subject: distinguishedName(asn1, entry),
    validity: new Validity({ notBefore, notAfter: new Date(notBefore.getTime() + entry.lifetimeHours * 3_600_000) }),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey, SubjectPublicKeyInfo),
    extensions: extensions(asn1, entry, publicKey, publicKeyDer(signer.key)),
  });
  return new Uint8Array(
    AsnConvert.serialize(
      new Certificate({
        tbsCertificate: tbs,
        signatureAlgorithm: signatureAlgorithm(asn1, signer.key),
        signatureValue: copy(sign('sha256', Buffer.from(AsnConvert.serialize(tbs)), signer.key)),
      }),
    ),
  );
}

function publicKeyDer(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

/** 127 random bits: positive, and never with a leading zero byte. RFC 5280 4.1.2.2. */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return copy(bytes);
}

function signatureAlgorithm(asn1: Asn1, key: KeyObject): Asn1X509.AlgorithmIdentifier {
  const { AlgorithmIdentifier } = asn1.x509;
  return key.asymmetricKeyType === 'rsa'
    ? new AlgorithmIdentifier({ algorithm: OID.rsaWithSha256, parameters: null })
    : new AlgorithmIdentifier({ algorithm: OID.ecdsaWithSha256 });
}

function distinguishedName(asn1: Asn1, entry: CertificateEntry): Asn1X509.Name {
  const { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } = asn1.x509;
  const attribute = (type: string, utf8String: string): Asn1X509.AttributeTypeAndValue =>
    new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String }) });
  const organizations = entry.organizations.map((name) => attribute(OID.organization, name));
  const commonName = entry.commonName === '' ? [] : [attribute(OID.commonName, entry.commonName)];
  return new Name([
    ...(organizations.length > 0 ? [new RelativeDistinguishedName(organizations)] : []),
    ...commonName.map((name) => new RelativeDistinguishedName([name])),
  ]);
}

function extensions(asn1: Asn1, entry: CertificateEntry, subject: Buffer, issuer: Buffer): Asn1X509.Extensions {
  const { x509 } = asn1;
  const { AsnConvert, OctetString } = asn1.schema;
  const extension = (extnID: string, critical: boolean, value: unknown): Asn1X509.Extension =>
    new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
  const extended = entry.usages.flatMap((usage) => extendedUsage(asn1, usage) ?? []);
  const names = generalNames(asn1, entry);
  return new x509.Extensions([
    extension(x509.id_ce_keyUsage, true, new x509.KeyUsage(keyUsageFlags(asn1, entry.usages))),
    ...(extended.length > 0 ? [extension(x509.id_ce_extKeyUsage, false, new x509.ExtendedKeyUsage(extended))] : []),
    extension(x509.id_ce_basicConstraints, true, new x509.BasicConstraints({ cA: entry.isCa })),
    ...(entry.isCa
      ? [extension(x509.id_ce_subjectKeyIdentifier, false, new x509.SubjectKeyIdentifier(keyIdentifier(subject)))]
      : []),
    ...(entry.issuer.kind === 'self'
      ? []
      : [
          extension(
            x509.id_ce_authorityKeyIdentifier,
            false,
            new x509.AuthorityKeyIdentifier({ keyIdentifier: new x509.KeyIdentifier(keyIdentifier(issuer)) }),
          ),
        ]),
    // A certificate without a subject says so by a critical extension. RFC 5280 4.2.1.6.
    ...(names.length > 0
      ? [extension(x509.id_ce_subjectAltName, entry.commonName === '', new x509.SubjectAlternativeName(names))]
      : []),
  ]);
}

function generalNames(asn1: Asn1, entry: CertificateEntry): Asn1X509.GeneralName[] {
  const { GeneralName } = asn1.x509;
  return [
    ...entry.dnsNames.map((dNSName) => new GeneralName({ dNSName })),
    ...entry.ipAddresses.map((iPAddress) => new GeneralName({ iPAddress })),
  ];
}

/** RFC 7093, method 1, as Go's crypto/x509 makes them: the first 20 bytes of the SHA-256 of the public key. */
function keyIdentifier(publicKey: Buffer): ArrayBuffer {
  return copy(createHash('sha256').update(publicKey).digest().subarray(0, 20));
}

function keyUsageFlags(asn1: Asn1, usages: readonly KeyUsage[]): number {
  const { KeyUsageFlags } = asn1.x509;
  const flags: Readonly<Record<KeyUsage, number>> = {
    'digital signature': KeyUsageFlags.digitalSignature,
    'key encipherment': KeyUsageFlags.keyEncipherment,
    'cert sign': KeyUsageFlags.keyCertSign,
    'crl sign': KeyUsageFlags.cRLSign,
    'server auth': 0,
    'client auth': 0,
  };
  return usages.reduce((sum, usage) => sum | flags[usage], 0);
}

function extendedUsage(asn1: Asn1, usage: KeyUsage): string | undefined {
  if (usage === 'server auth') return asn1.x509.id_kp_serverAuth;
  return usage === 'client auth' ? asn1.x509.id_kp_clientAuth : undefined;
}

/** A buffer of Node's pool is a window into a larger one; the library takes the whole. */
function copy(bytes: Uint8Array): ArrayBuffer {
  const result = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(result).set(bytes);
  return result;
}
