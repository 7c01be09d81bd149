import { generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { ColonnadeError, RENDER_PROBLEMS } from '../../findings';
import type { CertificateEntry, KeyAlgorithm, PkiInventory } from '../inventory';
import { assertInventory } from '../validate';
import { buildCertificate, loadAsn1 } from './certificate';
import type { Signer } from './certificate';
import { PrivateMaterial } from './material';
import type { KeyPairFiles } from './material';

/** Settings of the in-process issuer. */
export interface IssueOptions {
  /** First second of the certificates' lives. @default - five minutes ago, for machines whose clocks differ */
  readonly notBefore?: Date;
}

/** An issued CA that can sign for other inventories. */
interface Issued extends KeyPairFiles {
  readonly signer: Signer;
}

const generate = promisify(generateKeyPair);

/**
 * Issues inventories in this process instead of in a cluster: the same names, usages and lifetimes that cert-manager gives
 * them, for tests and for the local control plane. Not for manifests; see {@link PrivateMaterial}.
 *
 * @param inventories - those whose CAs others use come first: the shared store before its tenants
 * @returns the keys of each inventory, in the same order
 * @throws ColonnadeError `CLN4050`, `CLN4051`, `CLN4052` as `assertInventory`; `CLN4052` also for an issuer that comes later or
 * not at all
 */
export async function issueInProcess(
  inventories: readonly PkiInventory[],
  options: IssueOptions = {},
): Promise<readonly PrivateMaterial[]> {
  const asn1 = await loadAsn1();
  const notBefore = options.notBefore ?? new Date(Date.now() - 300_000);
  const published = new Map<string, Issued>();
  const results: PrivateMaterial[] = [];
  for (const inventory of inventories) {
    assertInventory(inventory);
    const issued = new Map<string, Issued>();
    for (const entry of inventory.entries) {
      const key = await newKey(entry.algorithm);
      const issuer = issuerOf(inventory, entry, issued, published);
      const signer: Signer = issuer?.signer ?? { entry, key };
      const certificate = pem('CERTIFICATE', buildCertificate(asn1, entry, key, signer, notBefore));
      issued.set(entry.name, {
        certificate,
        key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
        ca: issuer?.certificate ?? certificate,
        signer: { entry, key },
      });
    }
    for (const [name, entry] of Object.entries(inventory.clusterIssuers)) {
      const ca = issued.get(entry);
      if (ca !== undefined) published.set(name, ca);
    }
    results.push(new PrivateMaterial(inventory.path, new Map([...issued].map(([name, pair]) => [name, files(pair)]))));
  }
  return results;
}

function files({ certificate, key, ca }: KeyPairFiles): KeyPairFiles {
  return Object.freeze({ certificate, key, ca });
}

/** The CA that signs an entry; `undefined`: it signs itself. */
function issuerOf(
  inventory: PkiInventory,
  entry: CertificateEntry,
  own: ReadonlyMap<string, Issued>,
  published: ReadonlyMap<string, Issued>,
): Issued | undefined {
  const { issuer } = entry;
  if (issuer.kind === 'self') return undefined;
  const ownCa = issuer.kind === 'ca' ? issuer.name : inventory.clusterIssuers[issuer.name];
  const found = ownCa === undefined ? published.get(issuer.name) : own.get(ownCa);
  if (found !== undefined) return found;
  throw ColonnadeError.of({
    code: RENDER_PROBLEMS.inventory.code,
    path: inventory.path,
    property: `certificates.${entry.name}.issuer`,
    message: `its issuer '${issuer.name}' has not been issued before it.`,
    fix: 'pass the inventory that holds the issuer, such as that of the shared store, before this one.',
  });
}

async function newKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  const { privateKey } =
    algorithm === 'RSA-2048'
      ? await generate('rsa', { modulusLength: 2048 })
      : await generate('ec', { namedCurve: 'P-256' });
  return privateKey;
}

/** RFC 7468: base64 in lines of 64 characters. */
function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
