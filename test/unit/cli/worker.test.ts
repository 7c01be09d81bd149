import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { colonnade, inFolder } from './support';
import type { Ran } from './support';

/** Two management clusters that both have a tenant team-a; only eu-1 has team-b, whose pool is over its limit. */
function model(): string {
  const fleet = new Fleet(new App(), 'acme');
  for (const [name, endpoint] of [
    ['eu-1', '203.0.113.10'],
    ['us-1', '203.0.113.20'],
  ] as const) {
    const cluster = new ManagementCluster(fleet, name, {
      version: '1.36.3',
      host: existing({ loadBalancer: 'static-ip' }),
      engine: native(),
    });
    const store = new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi' });
    const tenant = (id: string, address: string) =>
      new TenantControlPlane(cluster, id, { version: '1.36.3', store, endpoint: Endpoint.loadBalancer({ address }) });
    const a = tenant('team-a', endpoint);
    new WorkerPool(a, 'general', { machines: Machines.existing(), size: 3 });
    if (name === 'us-1') continue;
    const b = tenant('team-b', '203.0.113.11');
    new WorkerPool(b, 'edge', { machines: Machines.existing(), size: 1 });
  }
  return JSON.stringify(fleet.toModel());
}

let text: string;
beforeAll(() => {
  text = model();
});

/** Runs the command on the model, or on a changed one. */
function worker(args: readonly string[], change: (text: string) => string = (same) => same) {
  return inFolder(
    async (cwd): Promise<Ran & { readonly files: Readonly<Record<string, string>>; readonly mode?: number }> => {
      writeFileSync(join(cwd, 'fleet.json'), change(text));
      const ran = await colonnade(['worker', ...args], { cwd });
      const names = ['worker.sh', 'playbook.yaml', 'inventory.yaml', 'files/opt/colonnade/worker.sh'];
      const files = names.filter((name) => existsSync(join(cwd, 'out', name)));
      const content = Object.fromEntries(files.map((name) => [name, readFileSync(join(cwd, 'out', name), 'utf8')]));
      const script = join(cwd, 'out/worker.sh');
      return { ...ran, files: content, ...(existsSync(script) ? { mode: statSync(script).mode & 0o777 } : {}) };
    },
  );
}

describe('colonnade worker', () => {
  test('prints the document of the pool, and nothing else on standard output', async () => {
    const { code, out, err } = await worker(['team-b', 'edge']);
    const life = 'A join credential of this pool ends 60 minutes after it is made: colonnade join-token team-b edge';
    expect({ code, err }).toEqual({ code: 0, err: `${life}\n` });
    expect(out).toContain(`# ${life}\n`);
    expect(out).toMatch(/^#!\/bin\/sh\n/);
    expect(out).toContain('POOL=team-b/edge');
  });
  test.each([
    ['cloud-init', /^#cloud-config\n/],
    ['ignition', /^\{"ignition":\{"version":"3\.4\.0"\}/],
  ])('prints it for %s', async (carrier, start) => {
    expect((await worker(['team-b', 'edge', '--carrier', carrier])).out).toMatch(start);
  });
  test('prints compressed user data in base64, and says so', async () => {
    const { code, out, err } = await worker(['team-b', 'edge'], (same) =>
      same.replaceAll(
        '"firstBoot":{"carrier":"script","limitBytes":null}',
        '"firstBoot":{"carrier":"cloud-init","limitBytes":16384}',
      ),
    );
    expect({ code, err: err.includes('base64') }).toEqual({ code: 0, err: true });
    expect([...Buffer.from(out, 'base64').subarray(0, 3)]).toEqual([0x1f, 0x8b, 8]);
  });
  test('--out writes files, those for a shell executable', async () => {
    const { code, files, mode, out } = await worker(['team-b', 'edge', '--out', 'out']);
    expect({ code, mode, names: Object.keys(files) }).toEqual({ code: 0, mode: 0o755, names: ['worker.sh'] });
    expect(out).toContain('out/worker.sh');
  });
  test('a document of several files wants a folder', async () => {
    const refused = await worker(['team-b', 'edge', '--carrier', 'ansible']);
    expect({ code: refused.code, out: refused.out }).toEqual({ code: 2, out: '' });
    expect(refused.err).toContain('--out');
    const { files } = await worker(['team-b', 'edge', '--carrier', 'ansible', '--out', 'out']);
    expect(Object.keys(files)).toEqual(['playbook.yaml', 'inventory.yaml', 'files/opt/colonnade/worker.sh']);
  });
  test('--json holds all files', async () => {
    const ran = await worker(['team-b', 'edge', '--carrier', 'ansible', '--json']);
    expect(ran.json()).toMatchObject({
      ok: true,
      pool: 'acme/eu-1/team-b/edge',
      carrier: 'ansible',
      credential: { delivery: 'person', minutes: 60 },
      files: expect.arrayContaining([
        expect.objectContaining({ name: 'inventory.yaml', encoding: 'utf-8', executable: false }),
      ]) as unknown,
    });
  });
  test('a tenant that two clusters have is named with its path', async () => {
    const { code, err } = await worker(['team-a', 'general']);
    expect(code).toBe(2);
    expect(err).toContain('acme/eu-1/team-a, acme/us-1/team-a');
    expect((await worker(['acme/us-1/team-a', 'general'])).code).toBe(0);
  });
  test.each([
    [['team-bb', 'edge'], "did you mean 'team-b'?"],
    [['acme/eu-1/team-v', 'edge'], "did you mean 'acme/eu-1/team-"],
    [['production', 'edge'], 'name one of team-a, team-b.'],
    [['team-b', 'egde'], "did you mean 'edge'?"],
  ])('%j is refused with what was probably meant', async (names, hint) => {
    const ran = await worker([...names, '--json']);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.json()).toMatchObject({ ok: false, findings: [{ code: 'CLN9057' }] });
    expect(ran.err.replaceAll(/\s+/g, ' ')).toContain(hint);
  });
  test('a fleet with errors prints no document', async () => {
    const { code, out, err } = await worker(['team-b', 'edge'], (same) =>
      same.replaceAll('"10.96.0.0/16"', '"10.244.0.0/16"'),
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/CLN1\d{3}/);
  });
  test('an unknown carrier is refused with those there are', async () => {
    const { code, err } = await worker(['team-b', 'edge', '--carrier', 'cloudinit']);
    expect(code).toBe(2);
    expect(err).toContain('cloud-init');
  });
  test('no file leaves the folder', async () => {
    const change = (same: string) =>
      same.replaceAll('"files":[]', '"files":[{"path":"/../../../etc/passwd","mode":"0644","content":""}]');
    const { code, err } = await worker(['team-b', 'edge', '--carrier', 'ansible', '--out', 'out'], change);
    expect(code).toBe(2);
    expect(err).toContain('outside of the folder');
  });
});

describe('a program', () => {
  const ROOT = join(__dirname, '../../..');
  const of = (path: string) => JSON.stringify(join(ROOT, path));
  const PROGRAM = `
    const { Endpoint, EtcdStore, Fleet, FleetApp, Machines, ManagementCluster, TenantControlPlane, WorkerPool } = require(${of('dist/index.js')});
    const { native } = require(${of('dist/engines/native/index.js')});
    const { existing } = require(${of('dist/hosts/existing/index.js')});
    const app = new FleetApp();
    const fleet = new Fleet(app, 'acme');
    const eu = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3', host: existing({ loadBalancer: 'static-ip' }), engine: native(),
    });
    const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
    const team = new TenantControlPlane(eu, 'team-a', { version: '1.36.3', store, endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }) });
    new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });
    app.synth();
  `;
  // The built command, because a program loads built modules.
  beforeAll(() => {
    if (!existsSync(join(ROOT, 'dist/cli/commands/worker.js'))) throw new Error('build first: npx tsc --build');
  });

  test('is run as `check` runs it: the document of its pool is printed, and nothing is written', async () => {
    await inFolder((cwd) => {
      writeFileSync(join(cwd, 'main.js'), PROGRAM);
      writeFileSync(join(cwd, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\noutput: out\n');
      const args = [join(ROOT, 'dist/cli/main.js'), 'worker', 'team-a', 'general'];
      const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 240_000 });
      expect({ status, written: existsSync(join(cwd, 'out')) }).toEqual({ status: 0, written: false });
      expect(stdout).toContain('POOL=team-a/general');
    });
  });
});
