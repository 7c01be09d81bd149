import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetModel } from '../../../lib/model';
import { firewallRules } from '../../../lib/workers';
import { aTenant } from '../../support/workers';
import { managementCluster } from '../engines/native/fixtures';
import { colonnade, inFolder } from './support';
import type { Ran } from './support';

const FLAT = aTenant({
  name: 'team-b',
  path: 'acme/eu-1/team-b',
  namespace: 'tenant-team-b',
  store: { kind: 'shared', name: 'shared', prefix: '/tenants/tenant-team-b', user: 'tenant-team-b' },
  endpoint: { kind: 'clusterIp', clusterIp: null, port: 6443, extraSans: [], annotations: {} },
  network: { ...aTenant().network, nodeCidrs: ['198.51.100.0/24'], podCidrs: ['10.80.0.0/16'] },
  konnectivity: { ...aTenant().konnectivity, enabled: false },
});

const FLEET: FleetModel = {
  apiVersion: 'colonnade.dev/v1',
  kind: 'Fleet',
  name: 'acme',
  path: 'acme',
  managementClusters: [managementCluster({ tenants: [aTenant(), FLAT] })],
  acknowledgements: [],
};

function firewall(...args: readonly string[]): Promise<Ran> {
  return inFolder((cwd) => {
    writeFileSync(join(cwd, 'fleet.json'), JSON.stringify(FLEET));
    return colonnade(['firewall', ...args], { cwd });
  });
}

test('lists what to open for the whole fleet, with reasons', async () => {
  const { code, out, err } = await firewall();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n').filter((line) => /^acme/.test(line))).toEqual([
    'acme/eu-1',
    'acme/eu-1/team-a',
    'acme/eu-1/team-b',
  ]);
  expect(out).toMatch(/^ {2}TCP 8132 +workers of team-a +endpoint of team-a$/m);
  expect(out).toMatch(/^ {2}endpoint of team-a +203\.0\.113\.10$/m);
  expect(out).toContain('konnectivity agents dial out; nothing dials them');
  expect(out).toMatch(/^\? TCP 179 /m);
});

test('lists what to open for one tenant', async () => {
  const { code, out } = await firewall('team-b');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}workers of team-b +198\.51\.100\.0\/24$/m);
  expect(out).toContain('TCP 10250');
  expect(out).not.toContain('team-a');
  expect(out).not.toContain('8132');
});

test('gives programs the rules as they are', async () => {
  const ran = await firewall('--json');
  expect(ran.json()).toEqual({ ok: true, rules: firewallRules(FLEET) });
  const one = (await firewall('acme/eu-1/team-a', '--json')).json() as { rules: readonly { path: string }[] };
  expect(new Set(one.rules.map(({ path }) => path))).toEqual(new Set(['acme/eu-1/team-a']));
});

test('knows which tenant was meant', async () => {
  const { code, err } = await firewall('team-c');
  expect(code).toBe(2);
  expect(err).toContain("there is no tenant 'team-c'");
});

test('is described in docs/cli.md with every option', async () => {
  const page = readFileSync(join(__dirname, '../../../docs/cli.md'), 'utf8');
  const { out } = await colonnade(['help', 'firewall']);
  const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(options).toContain('--fleet');
  for (const word of ['`firewall', ...options.filter((option) => option !== '--help')]) expect(page).toContain(word);
});
