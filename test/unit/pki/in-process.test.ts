import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate, createPrivateKey, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { emitYaml } from '../../../lib/kubernetes';
import { SECRETS, certManagerObjects, controlPlaneInventory, issueInProcess } from '../../../lib/pki';
import type { PkiInventory, PrivateMaterial } from '../../../lib/pki';
import { dedicated, entryOf, identity, sharedStore } from './fixtures';
import { SEED } from '../../support/fleets/seed';

const OPTIONS = {
  selfSignedIssuer: 'self-signed',
  metadata: (name: string, namespace: string) => ({ name, ...(namespace !== '' && { namespace }) }),
  secretLabels: () => ({ 'colonnade.dev/tenant': 'team-a' }),
};

const withOpenssl = spawnSync('openssl', ['version']).status === 0 ? test : test.skip;

/** What a parsed certificate says, in the words of a cert-manager Certificate. */
function parsed(pem: string) {
  const { tbsCertificate } = AsnConvert.parse(new X509Certificate(pem).raw, asn1.Certificate);
  const extension = <T>(oid: string, type: new () => T): T | undefined => {
    const found = tbsCertificate.extensions?.find((candidate) => candidate.extnID === oid);
    return found && AsnConvert.parse(found.extnValue.buffer, type);
  };
  const attribute = (oid: string) =>
    tbsCertificate.subject.flatMap((rdn) =>
      rdn.filter((pair) => pair.type === oid).map((pair) => pair.value.toString()),
    );
  const names = [...(extension(asn1.id_ce_subjectAltName, asn1.SubjectAlternativeName) ?? [])];
  const flags = extension(asn1.id_ce_keyUsage, asn1.KeyUsage)?.toNumber() ?? 0;
  const extended = [...(extension(asn1.id_ce_extKeyUsage, asn1.ExtendedKeyUsage) ?? [])];
  const { notBefore, notAfter } = tbsCertificate.validity;
  return {
    commonName: attribute('2.5.4.3')[0] ?? '',
    organizations: attribute('2.5.4.10'),
    dnsNames: names.flatMap((name) => name.dNSName ?? []),
    ipAddresses: names.flatMap((name) => name.iPAddress ?? []),
    isCa: extension(asn1.id_ce_basicConstraints, asn1.BasicConstraints)?.cA ?? false,
    usages: [
      ...(flags & asn1.KeyUsageFlags.digitalSignature ? ['digital signature'] : []),
      ...(flags & asn1.KeyUsageFlags.keyEncipherment ? ['key encipherment'] : []),
      ...(flags & asn1.KeyUsageFlags.keyCertSign ? ['cert sign'] : []),
      ...(flags & asn1.KeyUsageFlags.cRLSign ? ['crl sign'] : []),
      ...(extended.includes(asn1.id_kp_serverAuth) ? ['server auth'] : []),
      ...(extended.includes(asn1.id_kp_clientAuth) ? ['client auth'] : []),
    ],
    duration: `${(notAfter.getTime().getTime() - notBefore.getTime().getTime()) / 3_600_000}h`,
  };
}

/** What the cert-manager objects of an inventory ask for, by name, in the same words. */
function asked(inventory: PkiInventory): Map<string, object> {
  return new Map(
    certManagerObjects(inventory, OPTIONS)
      .filter((object) => object.kind === 'Certificate')
      .map((object) => {
        const spec = object['spec'] as Record<string, unknown>;
        return [
          object.metadata.name,
          {
            commonName: spec['commonName'] ?? '',
            organizations: (spec['subject'] as { organizations?: unknown } | undefined)?.organizations ?? [],
            dnsNames: spec['dnsNames'] ?? [],
            ipAddresses: spec['ipAddresses'] ?? [],
            isCa: spec['isCA'] ?? false,
            usages: spec['usages'],
            duration: spec['duration'],
          },
        ];
      }),
  );
}

async function expectAgreement(inventories: readonly PkiInventory[]): Promise<void> {
  const issued = await issueInProcess(inventories);
  for (const [index, inventory] of inventories.entries()) {
    const material = issued[index];
    expect(new Map(material?.names.map((name) => [name, parsed(material.pair(name).certificate)]))).toEqual(
      asked(inventory),
    );
  }
}

/** Making and reading hundreds of certificates takes a second or two, and longer beside other tests. */
const PATIENCE = 300_000;

describe('the in-process issuer', () => {
  test('issues for every entry what the cert-manager object asks for', async () => {
    await expectAgreement([sharedStore(), controlPlaneInventory(identity()), dedicated()]);
  });

  test(
    'agrees with the cert-manager objects for any names and ranges',
    async () => {
      const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            namespace: label,
            clusterDomain: fc.array(label, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
            konnectivity: fc.boolean(),
            endpointNames: fc.array(
              fc.oneof(
                fc.ipV4(),
                fc.constantFrom('fd00::10', '2001:db8::1'),
                label.map((name) => `${name}.example`),
              ),
              { maxLength: 3 },
            ),
            serviceCidrs: fc.constantFrom(['10.96.0.0/16'], ['fd00:10:96::/108', '10.0.0.0/24']),
          }),
          async (changes) => {
            await expectAgreement([dedicated(changes)]);
          },
        ),
        { seed: SEED, numRuns: 8 },
      );
    },
    PATIENCE,
  );

  test('every certificate is signed by its issuer, and carries it', async () => {
    const inventories = [sharedStore(), controlPlaneInventory(identity()), dedicated()];
    const [store, shared, own] = await issueInProcess(inventories);
    if (!store || !shared || !own) throw new Error('three inventories were issued');
    const storeCa = store.pair('etcd-shared-ca').certificate;
    for (const [material, inventory] of [
      [store, inventories[0]],
      [shared, inventories[1]],
      [own, inventories[2]],
    ] as const) {
      for (const entry of inventory?.entries ?? []) {
        const pair = material.pair(entry.name);
        const certificate = new X509Certificate(pair.certificate);
        const ca = new X509Certificate(pair.ca);
        const expected =
          entry.issuer.kind === 'self'
            ? pair.certificate
            : entry.issuer.kind === 'ca'
              ? material.pair(entry.issuer.name).certificate
              : storeCa;
        expect(pair.ca).toBe(expected);
        expect(certificate.verify(ca.publicKey)).toBe(true);
        expect(certificate.checkPrivateKey(createPrivateKey(pair.key))).toBe(true);
        if (entry.issuer.kind !== 'self') expect(certificate.checkIssued(ca)).toBe(true);
      }
    }
  });

  withOpenssl('openssl, where it is installed, accepts the chains for the purpose they are for', async () => {
    const [material] = await issueInProcess([dedicated()]);
    const folder = mkdtempSync(join(tmpdir(), 'colonnade-pki-'));
    try {
      for (const [leaf, ca, purpose] of [
        [SECRETS.apiServer, SECRETS.ca, 'sslserver'],
        [SECRETS.admin, SECRETS.ca, 'sslclient'],
        [SECRETS.etcdServer, SECRETS.etcdCa, 'sslserver'],
        [SECRETS.etcdPeer, SECRETS.etcdPeerCa, 'sslclient'],
      ] as const) {
        writeFileSync(join(folder, 'leaf.pem'), material?.pair(leaf).certificate ?? '');
        writeFileSync(join(folder, 'ca.pem'), material?.pair(ca).certificate ?? '');
        const said = execFileSync(
          'openssl',
          ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'ca.pem', 'leaf.pem'],
          { cwd: folder, encoding: 'utf8' },
        );
        expect(said).toContain('leaf.pem: OK');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('an RSA key pair can sign service-account tokens as well', async () => {
    const inventory = dedicated({ serviceAccountAlgorithm: 'RSA-2048' });
    const [material] = await issueInProcess([inventory]);
    const pair = material?.pair(SECRETS.serviceAccount);
    const signature = sign('sha256', Buffer.from('token'), pair?.key ?? '');
    expect(verify('sha256', Buffer.from('token'), pair?.certificate ?? '', signature)).toBe(true);
    expect(entryOf(inventory, SECRETS.ca).algorithm).toBe('ECDSA-P256');
  });

  test('an issuer that was not passed before is named', async () => {
    await expect(issueInProcess([controlPlaneInventory(identity()), sharedStore()])).rejects.toMatchObject({
      code: 'CLN4052',
      message: expect.stringContaining("'etcd-shared-ca' has not been issued") as string,
    });
  });

  test('two runs make different keys and different serial numbers', async () => {
    const [a, b] = await Promise.all([issueInProcess([dedicated()]), issueInProcess([dedicated()])]);
    expect(a[0]?.pair(SECRETS.ca).key).not.toBe(b[0]?.pair(SECRETS.ca).key);
    expect(new X509Certificate(a[0]?.pair(SECRETS.ca).certificate ?? '').serialNumber).not.toBe(
      new X509Certificate(b[0]?.pair(SECRETS.ca).certificate ?? '').serialNumber,
    );
  });
});

describe('keys that were made in process', () => {
  const material = issueInProcess([dedicated()]).then(([first]) => first as PrivateMaterial);

  test('do not become JSON', async () => {
    const keys = await material;
    expect(() => JSON.stringify({ data: keys })).toThrow(expect.objectContaining({ code: 'CLN4053' }) as Error);
  });

  test('show themselves to no printer, copy or enumeration', async () => {
    const keys = await material;
    for (const shown of [inspect(keys, { depth: 9, showHidden: true }), String(keys), JSON.stringify({ ...keys })]) {
      expect(shown).not.toContain('PRIVATE KEY');
    }
    expect(Object.keys(keys)).toEqual([]);
  });

  test('are refused by the emitter of manifests', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: await material };
    expect(() => emitYaml(secret)).toThrow(expect.objectContaining({ code: 'CLN9030' }) as Error);
  });

  test('a name that is not there is answered with those that are', async () => {
    const keys = await material;
    expect(() => keys.pair('nobody')).toThrow(/CLN4054.*'nobody'.*kube-apiserver/);
  });
});
