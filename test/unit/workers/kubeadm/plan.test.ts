import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperatingSystem } from '../../../../lib/model';
import { isKubeadmPool, machinePlan, workerEndpoint } from '../../../../lib/workers';
import type { MachinePlan } from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';
import { FULL_POOL as FULL } from '../../../support/full-pool';

const TENANT = aTenant();

function planOf(overrides: PoolOverrides = {}): MachinePlan {
  const pool = aPool(overrides);
  if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
  return machinePlan(TENANT, pool, workerEndpoint(TENANT));
}

function contentOf(plan: MachinePlan, path: string): string {
  return plan.files.find((file) => file.path === path)?.content ?? `there is no ${path}`;
}

/** The files besides the script, and what the script is made of: its variables and its steps. */
function summary(plan: MachinePlan): string {
  const script = contentOf(plan, plan.script.path);
  const files = plan.files
    .filter(({ path }) => path !== plan.script.path)
    .map(({ path, mode, content }) => `== ${mode} ${path}\n${content}`);
  const variables = /^POOL=[^]*?\n\n/m.exec(script)?.[0].trim() ?? '';
  const steps = /^main\(\) \{\n([^]*?)\n\}/m.exec(script)?.[1] ?? '';
  return [
    `units: ${plan.units.join(' ')}`,
    `script: ${plan.script.path} ${plan.script.args.join(' ')}`.trimEnd(),
    ...files,
    `== variables of the script\n${variables}\n`,
    `== steps of the script\n${steps}\n`,
  ].join('\n');
}

/** Compares with a file; COLONNADE_UPDATE_GOLDEN=1 writes it. */
function expectGolden(name: string, text: string): void {
  const path = join(__dirname, 'golden', `${name}.txt`);
  if (process.env['COLONNADE_UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('the plan of a machine', () => {
  test.each<OperatingSystem>(['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'other'])(
    'of a short program on %s',
    (operatingSystem) => {
      expectGolden(`short-${operatingSystem}`, summary(planOf({ machines: { operatingSystem } })));
    },
  );

  test.each<OperatingSystem>(['debian', 'rhel', 'flatcar', 'fedora-coreos'])(
    'with everything on %s',
    (operatingSystem) => {
      expectGolden(
        `full-${operatingSystem}`,
        summary(planOf({ ...FULL, machines: { ...FULL.machines, operatingSystem } })),
      );
    },
  );

  test('the same pool gives the same bytes', () => {
    expect(planOf(FULL)).toEqual(planOf(structuredClone(FULL)));
  });

  test('holds no placeholder for a secret outside of the templates that the script fills', () => {
    const plan = planOf(FULL);
    const withMarks = plan.files
      .filter(({ content }) => content.includes('__COLONNADE_TOKEN__'))
      .map(({ path }) => path);
    expect(withMarks).toEqual(['/etc/colonnade/join.yaml', plan.script.path]);
  });

  test('the script comes last and lists every file, so that what a later plan does not have is removed', () => {
    const plan = planOf(FULL);
    const paths = plan.files.map(({ path }) => path);
    const listed = /plan_files\(\) \{\n {2}printf '%s\\n' (.*)\n/.exec(contentOf(plan, plan.script.path))?.[1];
    expect(paths.at(-1)).toBe(plan.script.path);
    expect(listed?.split(' ')).toEqual(paths);
  });

  test("a file of the pool's own replaces one of the plan", () => {
    const own = { path: '/etc/containerd/config.toml', mode: '0600', content: 'version = 2\n' };
    const plan = planOf({ node: { files: [own] } });
    expect(plan.files.filter(({ path }) => path === own.path)).toEqual([own]);
  });

  test('an endpoint that only the cluster knows comes with the credential', () => {
    const pool = aPool();
    if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
    const plan = machinePlan(TENANT, pool, null);
    expect(contentOf(plan, plan.script.path)).toMatch(/^SERVER=''$/m);
  });

  test.each([
    ['clusterInfo', false],
    ['health', true],
  ] as const)(
    'the discovery file of a control plane that answers anybody %s holds the token: %s',
    (anonymous, holds) => {
      const pool = aPool();
      if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
      const tenant = { ...TENANT, authentication: { ...TENANT.authentication, anonymous } };
      const file = contentOf(machinePlan(tenant, pool, null), '/etc/colonnade/discovery.yaml');
      expect(file).toContain('certificate-authority-data: "__COLONNADE_CA__"');
      expect(file.includes('__COLONNADE_TOKEN__')).toBe(holds);
    },
  );

  test('an IPv6 endpoint stands in brackets', () => {
    const pool = aPool();
    if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
    const plan = machinePlan(TENANT, pool, { host: 'fd00::10', port: 6443 });
    expect(contentOf(plan, plan.script.path)).toContain("SERVER='https://[fd00::10]:6443'");
  });
});
