import { Buffer } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Carrier, WorkerPoolModel } from '../../../../lib/model';
import { bootstrapDocument } from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';
import { SEED } from '../../../support/fleets/seed';

const CARRIERS = ['script', 'cloud-init', 'ignition', 'ansible', 'puppet'] as const satisfies readonly Carrier[];

/** A bootstrap token, and anything in PEM but what the pool itself trusts. */
const SECRETS = [
  /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)/,
  /\bsha256:[0-9a-f]{64}\b/,
];

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}[a-z0-9]$/);
const labels = fc.dictionary(name, name, { maxKeys: 3 });

const pools: fc.Arbitrary<WorkerPoolModel> = fc
  .record({
    name,
    labels,
    operatingSystem: fc.constantFrom('debian', 'ubuntu', 'rhel'),
    limitBytes: fc.constantFrom(null, 17_000),
    carrier: fc.constantFrom('script', 'cloud-init', 'ignition'),
    minutes: fc.integer({ min: 30, max: 120 }),
    hosts: fc.array(fc.record({ name, labels }), { maxLength: 2 }),
    delivery: fc.constantFrom(
      { kind: 'person' } as const,
      { kind: 'single-use' } as const,
      { kind: 'secret', everyMinutes: 20, store: null } as const,
      {
        kind: 'secret',
        everyMinutes: 20,
        store: {
          kind: 'aws-secrets-manager',
          secret: 'acme/team-a/general',
          location: 'eu-central-1',
          serviceAccountAnnotations: {},
          image: 'docker.io/amazon/aws-cli:2.31.0',
        },
      } as const,
    ),
    file: fc.string({ maxLength: 40, unit: 'grapheme' }),
  })
  .map(({ hosts, operatingSystem, limitBytes, carrier, minutes, delivery, file, ...rest }) =>
    aPool({
      ...rest,
      bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: [], installPackages: true },
      machines: {
        operatingSystem,
        firstBoot: { carrier, limitBytes },
        hosts: hosts.map((host) => ({ ...host, address: '192.0.2.1', user: 'root', port: 22, hostKey: null })),
      },
      node: { files: [{ path: '/etc/own', mode: '0600', content: file.toLowerCase().replaceAll('.', ',') }] },
      join: { group: 'system:bootstrappers:colonnade:x', tokenMinutes: minutes, delivery },
    }),
  );

/** Everything that is inside of a document, unpacked. */
function unpacked(pool: WorkerPoolModel, carrier: Carrier): readonly string[] {
  return bootstrapDocument(aTenant(), pool, carrier).files.flatMap(({ name: file, content }) => {
    const text = typeof content === 'string' ? content : gunzipSync(content).toString('utf8');
    return [file, ...withUrls(text)];
  });
}

/** Contents of data URLs as well, and what is inside of these. */
function withUrls(text: string): readonly string[] {
  const urls = [...text.matchAll(/data:(;base64)?,([^"]*)/g)].flatMap(([, base64, data = '']) => {
    const bytes = base64 === undefined ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, 'base64');
    return withUrls((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'));
  });
  return [text, ...urls];
}

describe.each(CARRIERS)('%s', (carrier) => {
  test('holds no token, no certificate, no key and no hash of a CA, whatever the pool', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        for (const text of unpacked(pool, carrier)) {
          for (const secret of SECRETS) expect(text).not.toMatch(secret);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });
  test('the same pool gives the same bytes', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        expect(bootstrapDocument(aTenant(), structuredClone(pool), carrier)).toEqual(
          bootstrapDocument(aTenant(), pool, carrier),
        );
      }),
      { seed: SEED, numRuns: 10 },
    );
  });
});

test('a secret would be found wherever it were', () => {
  const leak = { path: '/etc/leak', mode: '0600', content: `${'padding '.repeat(40)}abcdef.0123456789abcdef\n` };
  const pool = (limitBytes: number | null) =>
    aPool({
      machines: { firstBoot: { carrier: 'ignition', limitBytes } },
      node: { files: [leak] },
    });
  const plain = bootstrapDocument(aTenant(), pool(null), 'ignition').files[0].content;
  const packed = pool(plain.length - 1);
  expect(bootstrapDocument(aTenant(), packed, 'ignition').files[0].content.length).toBeLessThan(plain.length);
  for (const carrier of ['script', 'cloud-init', 'ignition', 'ansible'] as const) {
    expect(unpacked(packed, carrier).some((text) => SECRETS[0]?.test(text))).toBe(true);
  }
});
