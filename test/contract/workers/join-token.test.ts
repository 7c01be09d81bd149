import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { run } from '../../../lib/cli';
import type { ExitCode } from '../../../lib/cli';
import { native } from '../../../lib/engines/native';
import { nativeTenantInventory } from '../../../lib/engines/native/pki';
import { PLAIN } from '../../../lib/report';
import { issueInProcess } from '../../../lib/pki';
import { LocalControlPlane } from '../../../lib/testing';
import { isExpired, parseCredential, singleUseTokenId } from '../../../lib/workers';
import { aPool, aTenant } from '../../support/workers';
import { get } from '../../unit/engines/native/bootstrap/helpers';
import { etcdCluster, managementCluster } from '../../unit/engines/native/fixtures';
import { askWithToken, bootstrap, describeSite, realProgram, trust } from './site';

jest.setTimeout(20 * 60_000);

const NAMESPACE = 'tenant-team-a';
const SYSTEM = '/api/v1/namespaces/kube-system';
const host = (name: string) => ({ name, address: name, user: 'root', port: 22, hostKey: null, labels: {} });
const GROUP = 'system:bootstrappers:colonnade:';
const TENANT = aTenant({
  namespace: NAMESPACE,
  store: { kind: 'dedicated', cluster: etcdCluster({ namespace: NAMESPACE }) },
  addons: { kubeProxy: null, coreDns: null },
  workerPools: [
    aPool(),
    aPool({
      name: 'fresh',
      path: 'acme/eu-1/team-a/fresh',
      join: {
        group: `${GROUP}fresh`,
        tokenMinutes: 60,
        delivery: { kind: 'secret', everyMinutes: 20, store: null },
      },
    }),
    aPool({
      name: 'metal',
      path: 'acme/eu-1/team-a/metal',
      machines: { hosts: [host('metal-1'), host('metal-2')] },
      join: { group: `${GROUP}metal`, tokenMinutes: 60, delivery: { kind: 'single-use' } },
    }),
  ],
});

describeSite('colonnade join-token', () => {
  let tenant: LocalControlPlane;
  let management: LocalControlPlane;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-join-token-'));
    [tenant, management] = await Promise.all([
      LocalControlPlane.start({ version: '1.36.3', apiServerArgs: { 'service-cluster-ip-range': '10.96.0.0/16' } }),
      LocalControlPlane.start({ version: '1.36.3' }),
    ]);
    const [material] = await issueInProcess([nativeTenantInventory(TENANT, managementCluster())]);
    if (material === undefined) throw new Error('one inventory gives one set of keys');
    await trust(tenant, material);
    const objects = native().renderTenant(TENANT, { cluster: managementCluster() });
    await bootstrap(tenant, objects, material.pair('super-admin'));
    const apply = (path: string, object: unknown) => management.request('POST', path, object);
    await apply('/api/v1/namespaces', get(objects, 'Namespace', NAMESPACE));
    await apply(`/api/v1/namespaces/${NAMESPACE}/configmaps`, get(objects, 'ConfigMap', 'worker-pools'));
    // What the Job admin-kubeconfig composes: another test runs its script.
    const kubeconfig = Buffer.from(tenant.kubeconfig).toString('base64');
    await apply(`/api/v1/namespaces/${NAMESPACE}/secrets`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'admin-kubeconfig' },
      data: { kubeconfig },
    });
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([tenant, management].map((cluster) => cluster?.stop()));
  });

  async function colonnade(
    args: readonly string[],
    options: { readonly terminal?: boolean; readonly path?: string } = {},
  ): Promise<{ readonly code: ExitCode; readonly out: string; readonly err: string }> {
    let out = '';
    let err = '';
    const path = options.path ?? [dirname(realProgram('kubectl')), process.env['PATH'] ?? ''].join(delimiter);
    const code = await run(['join-token', ...args, '--kubeconfig', management.kubeconfigPath], {
      cwd: folder,
      env: { PATH: path, HOME: folder },
      width: 100,
      stdoutStyle: PLAIN,
      stderrStyle: PLAIN,
      stdoutIsTerminal: options.terminal === true,
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { code, out, err };
  }

  const as = (token: string, path: string) => askWithToken(tenant, token, 'GET', path);
  const count = async (): Promise<number> => {
    const { body } = await tenant.request('GET', `${SYSTEM}/secrets`);
    return (body as { items: unknown[] }).items.length;
  };

  test('prints a credential that machines can use, and on standard error nothing of it but its end', async () => {
    const { code, out, err } = await colonnade(['team-a', 'general']);
    expect({ code, err }).toMatchObject({ code: 0 });
    const credential = parseCredential(out);
    expect(credential).toMatchObject({ server: tenant.url, ca: tenant.caCert, tenant: 'team-a', pool: 'general' });
    expect((await as(credential.token, `${SYSTEM}/configmaps/kubeadm-config`)).status).toBe(200);
    expect((await as(credential.token, `${SYSTEM}/secrets`)).status).toBe(403);
    const [id = '', secret = ''] = credential.token.split('.');
    expect(err).toBe(`Token ${id} of pool team-a/general ends at ${credential.expires}.\n`);
    expect(err).not.toContain(secret);
    expect(isExpired(credential, Date.now() + 55 * 60_000)).toBe(false);
    expect(isExpired(credential, Date.now() + 65 * 60_000)).toBe(true);
  });

  test('--ttl decides how long it lives', async () => {
    const inNinetyMinutes = () => Date.now() + 90 * 60_000;
    const earliest = inNinetyMinutes();
    const { out } = await colonnade(['team-a', 'general', '--ttl', '90m']);
    const ends = Date.parse(parseCredential(out).expires);
    // Ends are whole seconds.
    expect(ends).toBeGreaterThan(earliest - 1000);
    expect(ends).toBeLessThanOrEqual(inNinetyMinutes() + 1000);
  });

  test('--out writes a file that nobody else can read, and prints nothing', async () => {
    writeFileSync(join(folder, 'credential'), 'an older one');
    chmodSync(join(folder, 'credential'), 0o644);
    const { code, out } = await colonnade(['team-a', 'general', '--out', 'credential']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(parseCredential(readFileSync(join(folder, 'credential'), 'utf8')).pool).toBe('general');
    expect(statSync(join(folder, 'credential')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith('credential'))).toEqual(['credential']);
  });

  test('--json says what was made; with --out without the credential', async () => {
    const printed = JSON.parse((await colonnade(['team-a', 'general', '--json'])).out) as Record<string, string>;
    expect(printed).toMatchObject({ ok: true, tenant: 'team-a', pool: 'general', host: null });
    expect(parseCredential(printed['credential'] ?? '').expires).toBe(printed['expires']);
    const { out } = await colonnade(['team-a', 'general', '--json', '--out', 'other']);
    expect(JSON.parse(out)).toMatchObject({ ok: true, file: 'other' });
    const [, secret = ''] = parseCredential(readFileSync(join(folder, 'other'), 'utf8')).token.split('.');
    expect(out).not.toContain(secret);
  });

  test('on a terminal it makes nothing without --show', async () => {
    const before = await count();
    const refused = await colonnade(['team-a', 'general'], { terminal: true });
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('CLN9064');
    expect(await count()).toBe(before);
    expect(parseCredential((await colonnade(['team-a', 'general', '--show'], { terminal: true })).out).pool).toBe(
      'general',
    );
  });

  test('a machine has one token, the last one, and its Secret is the one that is removed when it has joined', async () => {
    const first = parseCredential((await colonnade(['team-a', 'metal', '--host', 'metal-1'])).out);
    const second = parseCredential((await colonnade(['team-a', 'metal', '--host', 'metal-1'])).out);
    expect(second.token).not.toBe(first.token);
    expect(second.token.split('.')[0]).toBe(singleUseTokenId('metal', 'metal-1'));
    const path = `${SYSTEM}/configmaps/kubeadm-config`;
    expect((await as(first.token, path)).status).toBe(401);
    expect((await as(second.token, path)).status).toBe(200);
  });

  test('--list shows ids and ends, and --revoke removes what it lists and nothing else', async () => {
    const kept = parseCredential((await colonnade(['team-a', 'general'])).out);
    const gone = parseCredential((await colonnade(['team-a', 'fresh'])).out);
    const [id = '', secret = ''] = gone.token.split('.');
    const listed = await colonnade(['team-a', 'fresh', '--list']);
    expect(listed.out).toBe(`${id}  ${gone.expires}  pool fresh\n`);
    const json = await colonnade(['team-a', 'fresh', '--list', '--json']);
    expect(JSON.parse(json.out)).toEqual({
      ok: true,
      tokens: [{ id, expires: gone.expires, host: '', description: 'pool fresh' }],
    });
    expect(listed.out + json.out).not.toContain(secret);
    const revoked = await colonnade(['team-a', 'fresh', '--revoke']);
    expect(revoked.out).toBe(listed.out);
    expect(revoked.err).toContain('A CronJob makes new tokens');
    const path = `${SYSTEM}/configmaps/kubeadm-config`;
    expect((await as(gone.token, path)).status).toBe(401);
    expect((await as(kept.token, path)).status).toBe(200);
    expect((await colonnade(['team-a', 'fresh', '--list'])).err).toBe('The pool has no tokens.\n');
  });

  test.each([
    ['an unknown tenant', ['team-b', 'general'], 'CLN9062', 'no namespace'],
    ['an unknown pool', ['team-a', 'genral'], 'CLN9062', 'did you mean general?'],
    ['another namespace', ['team-a', 'general', '--namespace', 'default'], 'CLN9062', 'has no worker pools'],
    ['a context that is not there', ['team-a', 'general', '--context', 'elsewhere'], 'CLN9060', 'elsewhere'],
    ['an unknown machine', ['team-a', 'metal', '--host', 'metal-3'], 'CLN9063', 'did you mean metal-'],
    ['no machine', ['team-a', 'metal'], 'CLN9063', '--host: metal-1, metal-2'],
    ['a machine of a pool that is for any', ['team-a', 'general', '--host', 'x'], 'CLN9063', 'leave --host out'],
    ['both --list and --revoke', ['team-a', 'general', '--list', '--revoke'], 'CLN9050', 'choose one'],
    ['--ttl beside --list', ['team-a', 'general', '--list', '--ttl', '1h'], 'CLN9050', '--ttl has no effect'],
    [
      'a file in a folder that is not there',
      ['team-a', 'general', '--out', 'no/where'],
      'CLN9052',
      'cannot be written',
    ],
  ])('%s is refused', async (_, args, code, words) => {
    const refused = await colonnade(args);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain(code);
    expect(refused.err.replace(/\s+/g, ' ')).toContain(words);
  });

  test('nothing is made that could not be written', async () => {
    const before = await count();
    expect((await colonnade(['team-a', 'general', '--out', 'no/where'])).code).toBe(2);
    expect(await count()).toBe(before);
  });

  test.each(['soon', '30s', '25h', '1d'])('--ttl %s is refused', async (ttl) => {
    const refused = await colonnade(['team-a', 'general', '--ttl', ttl]);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('between 1m and 24h');
  });

  test('a tenant that does not answer is named, and no kubectl too', async () => {
    const path = `/api/v1/namespaces/${NAMESPACE}/secrets/admin-kubeconfig`;
    const away = tenant.kubeconfig.replace(tenant.url, 'https://127.0.0.1:1');
    await management.request('PATCH', path, { data: { kubeconfig: Buffer.from(away).toString('base64') } });
    const refused = await colonnade(['team-a', 'general']);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/CLN9061 {2}https:\/\/127\.0\.0\.1:1/);
    const without = await colonnade(['team-a', 'general'], { path: folder });
    expect(without.err).toMatch(/CLN9060[\s\S]*no kubectl in PATH/);
  });
});
