import { shared } from '../kubernetes';
import type { JsonObject, KubernetesObject, ObjectMeta } from '../kubernetes';
import type { CertificateEntry, IssuerReference, KeyAlgorithm, PkiInventory } from './inventory';
import { assertInventory } from './validate';

/** How the engine that renders an inventory names and labels things. */
export interface CertManagerOptions {
  /** ClusterIssuer that signs what signs itself. One for all, because an issuer of its own would have to become ready first. */
  readonly selfSignedIssuer: string;
  /** Metadata of a Certificate, an Issuer or a ClusterIssuer; `namespace` is empty for the latter. */
  metadata(name: string, namespace: string): ObjectMeta;
  /** Labels of the Secret that an entry's key pair goes to. */
  secretLabels(entry: CertificateEntry): Readonly<Record<string, string>>;
}

const API_VERSION = 'cert-manager.io/v1';

/**
 * An inventory as cert-manager objects: one Certificate for each entry, one Issuer for each CA that signs inside its namespace,
 * and one ClusterIssuer for each CA that signs for others. No key exists before the cluster makes it.
 *
 * @throws ColonnadeError `CLN4050`, `CLN4051`, `CLN4052` as `assertInventory`
 */
export function certManagerObjects(inventory: PkiInventory, options: CertManagerOptions): KubernetesObject[] {
  assertInventory(inventory);
  const published = new Map(Object.entries(inventory.clusterIssuers).map(([issuer, entry]) => [entry, issuer]));
  return inventory.entries.flatMap((entry) => {
    const clusterIssuer = published.get(entry.name);
    return [
      certificateObject(entry, options),
      ...(entry.isCa && clusterIssuer === undefined ? [issuerObject('Issuer', entry.name, entry, options)] : []),
      ...(clusterIssuer === undefined ? [] : [issuerObject('ClusterIssuer', clusterIssuer, entry, options)]),
    ];
  });
}

function issuerObject(
  kind: 'Issuer' | 'ClusterIssuer',
  name: string,
  ca: CertificateEntry,
  options: CertManagerOptions,
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind,
    metadata: options.metadata(name, kind === 'Issuer' ? ca.namespace : ''),
    spec: { ca: { secretName: ca.name } },
  };
}

/** https://cert-manager.io/docs/usage/certificate/ */
function certificateObject(entry: CertificateEntry, options: CertManagerOptions): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'Certificate',
    metadata: options.metadata(entry.name, entry.namespace),
    spec: {
      secretName: entry.name,
      secretTemplate: { labels: options.secretLabels(entry) },
      issuerRef: issuerRef(entry.issuer, options),
      ...(entry.isCa && { isCA: true }),
      ...(entry.commonName !== '' && { commonName: entry.commonName }),
      ...(entry.organizations.length > 0 && { subject: { organizations: entry.organizations } }),
      ...(entry.dnsNames.length > 0 && { dnsNames: entry.dnsNames }),
      ...(entry.ipAddresses.length > 0 && { ipAddresses: entry.ipAddresses }),
      usages: entry.usages,
      duration: `${entry.lifetimeHours}h`,
      renewBefore: `${entry.renewBeforeHours}h`,
      privateKey: PRIVATE_KEY[entry.keyRotation === 'never' ? 'Never' : 'Always'][entry.algorithm],
      revisionHistoryLimit: 1,
    },
  };
}

type PrivateKeys = Readonly<Record<KeyAlgorithm, JsonObject>>;

const PRIVATE_KEY = { Never: privateKeys('Never'), Always: privateKeys('Always') };

function privateKeys(rotationPolicy: 'Never' | 'Always'): PrivateKeys {
  return {
    'ECDSA-P256': shared({ algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy }),
    'RSA-2048': shared({ algorithm: 'RSA', size: 2048, encoding: 'PKCS8', rotationPolicy }),
  };
}

function issuerRef(issuer: IssuerReference, options: CertManagerOptions): Record<string, string> {
  const group = 'cert-manager.io';
  switch (issuer.kind) {
    case 'self':
      return { group, kind: 'ClusterIssuer', name: options.selfSignedIssuer };
    case 'ca':
      return { group, kind: 'Issuer', name: issuer.name };
    case 'clusterIssuer':
      return { group, kind: 'ClusterIssuer', name: issuer.name };
  }
}
