import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { colonnade, inFolder } from './support';

const ROOT = join(__dirname, '../../..');

/** A program in plain JavaScript; `props` are those of its one tenant. */
function program(app: string, props: string, end = 'app.synth();'): string {
  const of = (path: string) => JSON.stringify(join(ROOT, 'dist', path));
  return `
    const { Endpoint, EtcdStore, Fleet, FleetApp, ManagementCluster, TenantControlPlane, synthesize } = require(${of('index.js')});
    const { native } = require(${of('engines/native/index.js')});
    const { existing } = require(${of('hosts/existing/index.js')});
    const { App } = require(${JSON.stringify(join(ROOT, 'node_modules/cdk8s'))});
    const app = ${app};
    const fleet = new Fleet(app, 'acme');
    const eu = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3', host: existing({ loadBalancer: 'static-ip' }), engine: native(),
    });
    const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
    new TenantControlPlane(eu, 'team-a', { version: '1.36.3', store, endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }), ${props} });
    ${end}
  `;
}

/** A tenant without errors, under a layout for Argo CD whose repository is `url`. */
const argoCd = (url: string) =>
  `require(${JSON.stringify(join(ROOT, 'dist/gitops/index.js'))}).argoCd({ repository: ${JSON.stringify(url)} })`;

/** Runs the built command on a program, because a program under check loads built modules. */
async function check(source: string, args: readonly string[] = []) {
  return inFolder((cwd) => {
    writeFileSync(join(cwd, 'main.js'), source);
    writeFileSync(join(cwd, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\noutput: out\n');
    const ran = spawnSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), 'check', ...args], {
      cwd,
      encoding: 'utf8',
      timeout: 240_000,
    });
    const json = () => JSON.parse(ran.stdout) as unknown;
    return {
      code: ran.status,
      out: ran.stdout,
      err: ran.stderr,
      json,
      files: readdirSync(cwd, { recursive: true, encoding: 'utf8' }).sort(),
    };
  });
}

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/cli/check/preload.js'))) throw new Error('build first: npx tsc --build');
});

describe.each([
  ['FleetApp', 'new FleetApp()'],
  ['FleetApp with a folder of its own', "new FleetApp({ outdir: 'elsewhere' })"],
  ['a stock App', 'new App()'],
  ['a stock App with a folder of its own', "new App({ outdir: 'elsewhere' })"],
])('a program with %s', (_, app) => {
  test('without errors is checked and writes nothing', async () => {
    const { code, out, err, files } = await check(program(app, ''));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'fleet acme        1 management cluster, 1 datastore, 1 tenant control plane, 0 worker pools',
    );
    expect(out).not.toContain('written');
    // cdk8s makes the folder before it asks anybody.
    expect(files.filter((file) => file !== 'elsewhere')).toEqual(['cdk8s.yaml', 'main.js']);
  });
  test('with several errors gets all of them at once and exit code 1', async () => {
    const ran = await check(program(app, "replicas: 'two', size: 'huge'"), ['--json']);
    expect(ran.code).toBe(1);
    expect(ran.json()).toMatchObject({
      ok: false,
      findings: expect.arrayContaining(
        ['replicas', 'size'].map((property): unknown =>
          expect.objectContaining({ code: 'CLN0001', path: 'acme/eu-1/team-a', property }),
        ),
      ) as unknown,
    });
    expect(ran.files).not.toContain('out');
  });
});

describe('a program', () => {
  test('whose construct throws at once is reported like any other', async () => {
    const { code, out, err } = await check(program('new FleetApp()', '', "new Fleet(app, 'Not An Id');"));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('CLN0004');
    expect(out).not.toContain('at new Fleet');
  });
  test('that prints for people is not mixed with the report', async () => {
    const { code, out } = await check(program('new FleetApp()', '', "synthesize(app); console.log('chatter');"));
    expect(code).toBe(0);
    expect(out).not.toMatch(/chatter|Synthesizing/);
  });
  test('that fails for a reason of its own is shown, with exit code 2', async () => {
    const { code, err } = await check("console.error('what it said'); require('./missing');");
    expect(code).toBe(2);
    expect(err).toContain('what it said');
  });
  test('that fails after its fleet was checked is not passed off as checked', async () => {
    const ran = await check(program('new FleetApp()', '', "app.synth(); throw new Error('later');"), ['--json']);
    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({
      findings: [{ code: 'CLN9054', message: expect.stringContaining('later') as string }],
    });
  });
  test('that exits by itself with a code is refused', async () => {
    const ran = await check('process.exit(7);', ['--json']);
    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({
      findings: [{ code: 'CLN9054', message: expect.stringContaining('7') as string }],
    });
  });
  test('without a fleet is refused', async () => {
    const ran = await check('', ['--json']);
    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({ findings: [{ code: 'CLN9055' }] });
  });
  test('that does not end is ended', async () => {
    const ran = await check(
      "setInterval(() => {}, 1000); require('node:fs').writeFileSync('pid', String(process.pid));",
      ['--json', '--timeout', '1'],
    );
    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({ findings: [{ code: 'CLN9054' }] });
  });
  test('can be named instead of the one in cdk8s.yaml', async () => {
    const { code } = await check('process.exit(1)', ['--app', 'true', '--json']);
    expect(code).toBe(2);
  });
});

describe('a program with a layout', () => {
  const wrong = argoCd('https://me:secret@git.example.org/fleet.git');
  const right = argoCd('https://git.example.org/fleet.git');
  const rendered = (layout: string, end = '') =>
    program(
      'new App()',
      '',
      `const files = renderFiles(fleet, ${layout}); if (files.length > 0) throw files; ${end}`,
    ).replace(
      'const app =',
      `const { renderFiles } = require(${JSON.stringify(join(ROOT, 'dist/gitops/index.js'))}); const app =`,
    );

  test.each([
    ['of a FleetApp', program(`new FleetApp({ layout: ${wrong} })`, '')],
    [
      'of a FleetApp that is synthesized for people',
      program(`new FleetApp({ layout: ${wrong} })`, '', 'synthesize(app);'),
    ],
    ['of a FleetApp that becomes one stream', program(`new FleetApp({ layout: ${wrong} })`, '', 'app.synthYaml();')],
    ['that renderFiles is given', rendered(wrong)],
    ['that renderFiles is given before a stock App is synthesized', rendered(wrong, 'app.synth();')],
  ])('%s that is wrong is refused with its code, and the fleet is listed once', async (_, source) => {
    const ran = await check(source, ['--json']);
    expect(ran.json()).toMatchObject({
      ok: false,
      fleets: [{ name: 'acme' }],
      findings: [{ code: 'CLN8100', path: 'acme', property: 'repository' }],
    });
    expect({ code: ran.code, err: ran.err, files: ran.files }).toEqual({
      code: 1,
      err: '',
      files: ['cdk8s.yaml', 'main.js'],
    });
  });
  test.each([
    ['of a FleetApp', program(`new FleetApp({ layout: ${right} })`, '')],
    ['that renderFiles is given', rendered(right)],
  ])('%s that is right changes nothing', async (_, source) => {
    const ran = await check(source, ['--json']);
    expect(ran).toMatchObject({ code: 0, err: '', files: ['cdk8s.yaml', 'main.js'] });
  });
  test('is not asked about a fleet with errors, which are reported', async () => {
    const overlap = "network: { podCidrs: ['10.0.0.0/8'], serviceCidrs: ['10.96.0.0/16'] }";
    const ran = await check(program(`new FleetApp({ layout: ${wrong} })`, overlap), ['--json']);
    const { findings } = ran.json() as { findings: readonly { readonly code: string; readonly path: string }[] };
    expect(ran.code).toBe(1);
    expect(findings.map(({ path }) => path)).toContain('acme/eu-1/team-a');
    expect(findings.map(({ code }) => code)).not.toContain('CLN8100');
  });
});

describe('a folder', () => {
  test.each([
    ['without cdk8s.yaml', undefined, 'CLN9052'],
    ['with a cdk8s.yaml without app', 'language: typescript\n', 'CLN9052'],
    ['with a cdk8s.yaml that is not YAML', 'app: "unclosed\n', 'CLN9052'],
  ])('%s is refused', (_, config, expected) =>
    inFolder(async (cwd) => {
      if (config !== undefined) writeFileSync(join(cwd, 'cdk8s.yaml'), config);
      const ran = await colonnade(['check', '--json'], { cwd });
      expect(ran.code).toBe(2);
      expect(ran.json()).toMatchObject({ findings: [{ code: expected }] });
    }),
  );
});

describe('a written model', () => {
  function model(replicas: number): string {
    const fleet = new Fleet(new App(), 'acme');
    const eu = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3',
      host: existing({ loadBalancer: 'static-ip' }),
      engine: native(),
    });
    const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
    const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10' });
    new TenantControlPlane(eu, 'team-a', { version: '1.36.3', store, replicas, endpoint });
    return JSON.stringify(fleet.toModel());
  }

  test.each([['fleet.json'], ['.']])('named as %s is checked', (target) =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'fleet.json'), model(2));
      const ran = await colonnade(['check', target, '--json'], { cwd });
      expect(ran.code).toBe(0);
      expect(ran.json()).toMatchObject({ ok: true, fleets: [{ name: 'acme', tenants: 1 }] });
    }),
  );
  test.each([
    ['is not JSON', '{', 'CLN9052'],
    ['is something else', '{"kind": "Pod", "apiVersion": "v1"}', 'CLN9053'],
    ['is null', 'null', 'CLN9053'],
    ['is of another version of the format', '{"kind": "Fleet", "apiVersion": "colonnade.dev/v0"}', 'CLN9053'],
    ['only says that it is a fleet', '{"kind": "Fleet", "apiVersion": "colonnade.dev/v1"}', 'CLN9053'],
  ])('that %s is refused', (_, content, expected) =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'fleet.json'), content);
      const ran = await colonnade(['check', 'fleet.json', '--json'], { cwd });
      expect(ran.code).toBe(2);
      expect(ran.json()).toMatchObject({ findings: [{ code: expected }] });
    }),
  );
  test('that is not there is refused', async () => {
    expect((await colonnade(['check', 'nowhere.json'])).code).toBe(2);
  });
});
