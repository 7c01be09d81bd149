import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { formatProblems } from '../../../lib/report';

const ROOT = join(__dirname, '../../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

jest.setTimeout(60_000);

/** The output of an example's program, run as the README says, with another output folder. */
function runExample(name: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'colonnade-example-'));
  rmSync(outdir, { recursive: true });
  try {
    const env = { ...process.env, CDK8S_OUTDIR: outdir, FORCE_COLOR: '0' };
    const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    const args = [tsx, '--tsconfig', 'tsconfig.all.json', `examples/${name}/main.ts`];
    const said = execFileSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
    expect(existsSync(outdir)).toBe(true);
    return said.replaceAll(outdir, 'out');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('the quickstart prints what the README shows, but for numbers that grow with the library', () => {
  const masked = (text: string) =>
    text
      .replace(/\d+(?= (rules|objects))/g, 'N')
      .replace(/\d+(\.\d+)? [kM]?B/g, 'N kB')
      .replace(/\d+\.\d+ s$/gm, 'N s');
  expect(masked(README)).toContain(`\`\`\`\n${masked(runExample('quickstart'))}\`\`\`\n`);
});

test.each(['dedicated-store', 'dual-stack', 'full', 'gitops-argo', 'gitops-flux'])(
  'example %s synthesizes without findings',
  (name) => {
    expect(runExample(name)).toContain('0 errors, 0 warnings');
  },
);

test('example stock-cdk8s synthesizes', () => {
  expect(runExample('stock-cdk8s')).toBe('');
});

test('mistakes are reported as the README shows', () => {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10' });
  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    endpoint,
    network: { podCidrs: ['10.96.0.0/12'] },
  });
  new WorkerPool(team, 'general', { version: '1.36.3', machines: Machines.existing(), size: 3 });
  new TenantControlPlane(eu, 'team-b', { version: '1.36.3', store, endpoint });
  const text = formatProblems(fleet.validateFleet().findings, {
    subject: 'fleet acme',
    remark: 'Nothing was written.',
  });
  expect(README).toContain(`\`\`\`\n${text}\n\`\`\`\n`);
});
