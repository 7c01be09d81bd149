import { gunzipSync } from 'node:zlib';
import { ColonnadeError } from '../../../../lib/findings';
import type { WorkerPoolModel } from '../../../../lib/model';
import { bootstrapDocument, cloudInit, ignition, multipart, userData } from '../../../../lib/workers';
import { aPlan } from '../../../support/carriers';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

const POOL = { pool: 'team-a/general' };
const text = ({ bytes }: { readonly bytes: Uint8Array }) => Buffer.from(bytes).toString('utf8');

function refusal(act: () => unknown): ColonnadeError {
  try {
    act();
  } catch (error) {
    if (ColonnadeError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('cloud-init', () => {
  test('is plain below the limit, compressed above it, and one byte decides', () => {
    const plain = cloudInit(aPlan(), POOL);
    const atLimit = cloudInit(aPlan(), { ...POOL, limitBytes: plain.bytes.length });
    expect(atLimit).toEqual(plain);
    const above = cloudInit(aPlan(), { ...POOL, limitBytes: plain.bytes.length - 1 });
    expect(above).toMatchObject({ contentType: 'text/cloud-config', encoding: 'gzip' });
    expect(gunzipSync(above.bytes).toString('utf8')).toBe(text(plain));
    expect(above.base64).toBe(Buffer.from(above.bytes).toString('base64'));
  });
  test('compressed bytes say neither when nor where they were made', () => {
    const { bytes } = cloudInit(aPlan(), { ...POOL, limitBytes: 1500 });
    expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });
  test('over the limit even compressed it is refused, and the largest files are named', () => {
    const noise = Array.from({ length: 400 }, (_, n) => ((n * 2654435761) % 4294967296).toString(36)).join('');
    const plan = aPlan({ files: [...aPlan().files, { path: '/etc/large', mode: '0644', content: noise }] });
    const { findings } = refusal(() => cloudInit(plan, { ...POOL, limitBytes: 1000 }));
    expect(findings).toMatchObject([
      { code: 'CLN3050', path: 'team-a/general', property: 'machines.firstBoot.limitBytes' },
    ]);
    expect(findings[0]?.fix).toContain(`/etc/large (${noise.length})`);
  });
  test('leaves packages, users, mounts and swap to the script', () => {
    const keys = [...text(cloudInit(aPlan(), POOL)).matchAll(/^([a-z_]+):/gm)].map(([, key]) => key);
    expect(keys).toEqual(['merge_how', 'write_files', 'runcmd']);
  });
});

describe('multipart', () => {
  const parts = [{ contentType: 'text/x-shellscript', filename: 'a".sh', content: '--colonnade\n' }];
  test('is the same text for the same parts, and another boundary for others', () => {
    expect(multipart(parts)).toBe(multipart(structuredClone(parts)));
    const boundary = (document: string) => /boundary="([^"]+)"/.exec(document)?.[1];
    expect(boundary(multipart(parts))).not.toBe(boundary(multipart([...parts, ...parts])));
  });
  test('no part can end it or name a file with a quote', () => {
    const document = multipart(parts);
    expect(document.match(/^--colonnade/gm)).toHaveLength(2);
    expect(document).toContain('filename="a_.sh"');
    expect(Math.max(...document.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });
});

describe('Ignition', () => {
  test('stays plain at the limit, packs itself above it, and is refused beyond', () => {
    const plain = ignition(aPlan(), POOL);
    expect(ignition(aPlan(), { ...POOL, limitBytes: plain.bytes.length })).toEqual(plain);
    const packed = ignition(aPlan(), { ...POOL, limitBytes: plain.bytes.length - 1 });
    expect(JSON.parse(text(packed))).toMatchObject({ ignition: { config: { replace: { compression: 'gzip' } } } });
    expect(refusal(() => ignition(aPlan(), { ...POOL, limitBytes: 100 })).code).toBe('CLN3050');
  });
  test('small files stay readable, with what no URL can hold escaped', () => {
    const files = [{ path: '/etc/x', mode: '0600', content: 'a=ä # "b" ?\n' }];
    expect(JSON.parse(text(ignition(aPlan({ files }), POOL)))).toMatchObject({
      storage: { files: [{ mode: 384, contents: { source: 'data:,a=%C3%A4%20%23%20%22b%22%20%3F%0A' } }] },
    });
  });
  test('a pool that fetches its credentials from a store fits into what EC2 takes', () => {
    const store = {
      kind: 'aws-secrets-manager',
      secret: 'acme/eu-1/team-a/general',
      location: 'eu-central-1',
      serviceAccountAnnotations: {},
      image: 'docker.io/amazon/aws-cli:2.31.0',
    } as const;
    const pool = aPool({
      machines: { operatingSystem: 'flatcar', firstBoot: { carrier: 'ignition', limitBytes: 16_384 } },
      join: {
        group: 'system:bootstrappers:colonnade:general',
        tokenMinutes: 60,
        delivery: { kind: 'secret', everyMinutes: 20, store },
      },
    });
    expect(userData(aTenant(), pool).bytes.length).toBeLessThan(16_384);
  });
});

describe('a pool', () => {
  const pool = (
    machines: PoolOverrides['machines'],
    files: readonly string[] = [],
    bootstrap: WorkerPoolModel['bootstrap'] = aPool().bootstrap,
  ) =>
    aPool({
      bootstrap,
      machines: { ...machines },
      node: { files: files.map((path) => ({ path, mode: '0644', content: 'x' })) },
    });
  test.each([
    ['script', 'text/x-shellscript'],
    ['cloud-init', 'text/cloud-config'],
    ['ignition', 'application/vnd.coreos.ignition+json'],
  ] as const)('has user data in the form of its machines: %s', (carrier, contentType) => {
    const data = userData(aTenant(), pool({ firstBoot: { carrier, limitBytes: 16_384 } }));
    expect(data.contentType).toBe(contentType);
    expect(data.bytes.length).toBeLessThanOrEqual(16_384);
  });
  test.each(['ansible', 'puppet', 'cluster-api', 'native'] as const)('has none for %s', (carrier) => {
    const { findings } = refusal(() => userData(aTenant(), pool({ firstBoot: { carrier, limitBytes: null } })));
    expect(findings).toMatchObject([
      { code: 'CLN3051', path: 'acme/eu-1/team-a/general', property: 'machines.firstBoot.carrier' },
    ]);
  });
  test('the limit of its machines is not that of another carrier', () => {
    const own = pool({ firstBoot: { carrier: 'cloud-init', limitBytes: 100 } });
    expect(refusal(() => bootstrapDocument(aTenant(), own)).code).toBe('CLN3050');
    expect(bootstrapDocument(aTenant(), own, 'script').files[0].name).toBe('worker.sh');
  });
  test.each([
    ['flatcar', ['/usr/local/bin/x', '/run/x', '/opt/x'], ['/usr/local/bin/x', '/run/x']],
    ['fedora-coreos', ['/usr/local/bin/x', '/usr/bin/x', '/etc/x'], ['/usr/bin/x']],
    ['debian', ['/usr/local/bin/x'], []],
  ] as const)('files that Ignition cannot write on %s are refused, all at once', (operatingSystem, files, refused) => {
    const own = pool({ operatingSystem, firstBoot: { carrier: 'ignition', limitBytes: null } }, files);
    const act = () => bootstrapDocument(aTenant(), own);
    if (refused.length === 0) {
      expect(act).not.toThrow();
      return;
    }
    const { findings } = refusal(act);
    expect(findings.map(({ code }) => code)).toEqual(refused.map(() => 'CLN3051'));
    for (const path of refused) expect(findings.some(({ message }) => message.includes(path))).toBe(true);
  });
  test.each([
    [{ kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' }, 'machine-config.yaml', 'type: worker'],
    [{ kind: 'bottlerocket' }, 'settings.toml', 'authentication-mode = "tls"'],
  ] as const)('of a system that reads its own: %j', (bootstrap, name, text) => {
    const own = pool({ firstBoot: { carrier: 'native', limitBytes: 16_384 } }, [], bootstrap);
    const [file] = bootstrapDocument(aTenant(), own).files;
    expect(file.name).toBe(name);
    expect(file.content).toContain(text);
    expect(file.content).toContain('__COLONNADE_TOKEN__');
    expect(Buffer.from(userData(aTenant(), own).bytes).toString('utf8')).toBe(file.content);
    for (const carrier of ['script', 'cloud-init', 'ignition', 'ansible'] as const) {
      expect(refusal(() => bootstrapDocument(aTenant(), own, carrier)).findings).toMatchObject([
        {
          code: 'CLN3051',
          message: `machines of kind ${bootstrap.kind} take no script: they read a document of their own.`,
        },
      ]);
    }
  });
  test('its own document is held to the limit, too', () => {
    const own = pool({ firstBoot: { carrier: 'native', limitBytes: 100 } }, [], { kind: 'bottlerocket' });
    expect(refusal(() => userData(aTenant(), own)).findings).toMatchObject([
      { code: 'CLN3050', fix: expect.stringContaining('settings.toml') as string },
    ]);
  });
  test('of k0s is a script that any carrier of scripts brings', () => {
    const own = pool({}, [], { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' });
    expect(bootstrapDocument(aTenant(), own, 'script').files[0].content).toContain(
      'install worker --force --token-file',
    );
    expect(bootstrapDocument(aTenant(), own, 'cloud-init').files[0].content).toContain('1.35.4+k0s.0');
    expect(refusal(() => bootstrapDocument(aTenant(), own, 'puppet')).code).toBe('CLN3051');
  });
});
