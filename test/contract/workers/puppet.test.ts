import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { puppetHiera } from '../../../lib/workers';
import { describeWith, runTool } from '../../support/debian-tools';
import { aPool } from '../../support/workers';

const TOKEN = 'abcdef.0123456789abcdef';
const HASH = 'a'.repeat(64);

/** A hierarchy as the header of the data asks for: nodes before pools, and a layer that only the server reads. */
const HIERA = `version: 5
defaults: { datadir: data, data_hash: yaml_data }
hierarchy:
  - { name: encrypted, path: secret.yaml }
  - { name: node, path: nodes/rack-1.yaml }
  - { name: pool, path: pools/team-a-general.yaml }
`;

describeWith('Puppet', [{ command: 'puppet', package: 'puppet-agent' }], () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-puppet-'));
    const pool = aPool({
      bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: [], installPackages: true },
      labels: { tier: 'web' },
      machines: {
        hosts: [
          { name: 'rack-1', address: '192.0.2.1', user: 'root', port: 22, hostKey: null, labels: { disk: 'nvme' } },
        ],
      },
    });
    const secret = `colonnade::team_a__general::token: ${TOKEN}\ncolonnade::team_a__general::ca_hash: ${HASH}\n`;
    const rendered = puppetHiera(pool, { tenant: 'team-a', endpoint: { host: '203.0.113.10', port: 6443 } });
    const files = [...rendered, { name: 'hiera.yaml', content: HIERA }, { name: 'data/secret.yaml', content: secret }];
    for (const { name, content } of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** One catalogue's lookups: each start of Puppet takes seconds. */
  const lookup = (...keys: readonly string[]): Readonly<Record<string, unknown>> => {
    const pairs = keys.map((key) => `'${key}' => lookup('kubernetes::${key}')`).join(', ');
    const own = [
      '--confdir',
      join(folder, 'conf'),
      '--vardir',
      join(folder, 'var'),
      '--hiera_config',
      join(folder, 'hiera.yaml'),
    ];
    const { code, out, err } = runTool('puppet', [
      'apply',
      ...own,
      '--noop',
      '--color=false',
      '-e',
      `$found = {${pairs}} notice(inline_template('<%= require "json"; JSON.generate(@found) %>'))`,
    ]);
    const json = /Notice: Scope\(Class\[main\]\): (\{.*\})/.exec(out)?.[1];
    if (code !== 0 || json === undefined) throw new Error(out + err);
    return JSON.parse(json) as Record<string, unknown>;
  };

  test('finds every value in the data, the secret ones in the layer that only the server reads', () => {
    expect(
      lookup(
        'worker',
        'api_server_count',
        'kubernetes_version',
        'token',
        'discovery_token_hash',
        'controller_address',
        'kubelet_extra_arguments',
        'node_label',
      ),
    ).toEqual({
      worker: true,
      api_server_count: 1,
      kubernetes_version: '1.36.3',
      token: TOKEN,
      discovery_token_hash: HASH,
      controller_address: '203.0.113.10:6443',
      kubelet_extra_arguments: ['node-labels: "tier=web,disk=nvme"'],
      node_label: 'rack-1',
    });
  });
  test('is as silent about a key that is missing as the head of the data says', () => {
    writeFileSync(join(folder, 'data/secret.yaml'), '');
    expect(lookup('token')).toEqual({ token: '' });
  });
});
