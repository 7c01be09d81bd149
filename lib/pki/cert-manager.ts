import { remembered, shared } from '../kubernetes';
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

const GROUP = 'cert-manager.io';
const API_VERSION = `${GROUP}/v1`;

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
  const spec: Record<string, unknown> = {
    secretName: entry.name,
    secretTemplate: { labels: options.secretLabels(entry) },
    issuerRef: issuerRef(entry.issuer, options),
  };
  if (entry.isCa) spec['isCA'] = true;
  if (entry.commonName !== '') spec['commonName'] = entry.commonName;
  if (entry.organizations.length > 0) spec['subject'] = { organizations: entry.organizations };
  if (entry.dnsNames.length > 0) spec['dnsNames'] = entry.dnsNames;
  if (entry.ipAddresses.length > 0) spec['ipAddresses'] = entry.ipAddresses;
  spec['usages'] = entry.usages;
  spec['duration'] = `${entry.lifetimeHours}h`;
  spec['renewBefore'] = `${entry.renewBeforeHours}h`;
  spec['privateKey'] = PRIVATE_KEY[entry.keyRotation === 'never' ? 'Never' : 'Always'][entry.algorithm];
  spec['revisionHistoryLimit'] = 1;
  return {
    apiVersion: API_VERSION,
    kind: 'Certificate',
    metadata: options.metadata(entry.name, entry.namespace),
    spec,
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

function issuerRef(issuer: IssuerReference, options: CertManagerOptions): Readonly<Record<string, string>> {
  switch (issuer.kind) {
    case 'self':
      return CLUSTER_ISSUER(options.selfSignedIssuer);
    case 'ca':
      return ISSUER(issuer.name);
    case 'clusterIssuer':
      return CLUSTER_ISSUER(issuer.name);
  }
}

/** A fleet has few names of issuers, and names one in every certificate. */
const CLUSTER_ISSUER = remembered((name) => shared({ group: GROUP, kind: 'ClusterIssuer', name }));
const ISSUER = remembered((name) => shared({ group: GROUP, kind: 'Issuer', name }));
