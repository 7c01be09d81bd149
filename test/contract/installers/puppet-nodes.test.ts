import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { puppetNodes } from 'colonnade/installers/puppet';
import { emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import { describeWith, runTool } from '../../support/debian-tools';
import { documentsOf } from '../../support/installers';
import { NODES } from '../../unit/installers/puppet/node-samples';

/** Types of parameters as class `kubernetes` of the module declares them; nothing of what it does is here. */
const CLASS = `class kubernetes (
  Boolean $worker,
  Boolean $controller,
  String $kubernetes_version,
  String $kubernetes_package_version,
  Boolean $create_repos,
  Boolean $manage_etcd,
  Boolean $manage_docker,
  String $container_runtime,
  Enum['archive', 'package'] $containerd_install_method,
  String $containerd_package_name,
  Optional[String] $containerd_sandbox_image,
  String $cgroup_driver,
  Boolean $disable_swap,
  Optional[String] $controller_address,
  Integer $api_server_count,
  String $token,
  String $discovery_token_hash,
  String $node_label,
  Array $kubelet_extra_arguments,
  Optional[Array] $node_extra_taints = undef,
) {
  $seen = {
    'worker' => $worker, 'controller' => $controller, 'version' => $kubernetes_version, 'token' => $token,
    'hash' => $discovery_token_hash, 'address' => $controller_address, 'label' => $node_label,
    'arguments' => $kubelet_extra_arguments, 'taints' => $node_extra_taints,
  }
  notice(inline_template('<%= require "json"; JSON.generate(@seen) %>'))
}
`;

const TOKENS = { 'team-a': 'aaaaaa.0123456789abcdef', 'team-b': 'bbbbbb.0123456789abcdef' } as const;

describeWith('Puppet makes nodes of tenants', [{ command: 'puppet', package: 'puppet-agent' }], () => {
  let folder: string;
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-puppet-nodes-'));
    const environment = puppetNodes(NODES);
    for (const { path, content } of environment.files) write(path, content);
    // The layer of hiera-eyaml is plain here: encryption is its own affair.
    const [hiera] = documentsOf(environment, 'hiera.yaml');
    const plain = (level: JsonObject) =>
      Object.fromEntries(Object.entries(level).filter(([key]) => key !== 'lookup_key' && key !== 'options'));
    write('hiera.yaml', emitYaml({ ...hiera, hierarchy: (hiera?.['hierarchy'] as readonly JsonObject[]).map(plain) }));
    write('modules/kubernetes/manifests/init.pp', CLASS);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const secrets = (tenant: keyof typeof TOKENS, token: string = TOKENS[tenant]) => {
    const prefix = `colonnade::${tenant.replace('-', '_')}__general`;
    write(
      `data/secrets/${tenant}-general.eyaml`,
      emitYaml({
        [`${prefix}::token`]: token,
        [`${prefix}::ca_hash`]: tenant.endsWith('a') ? 'a'.repeat(64) : 'b'.repeat(64),
      }),
    );
  };
  /** The catalogue of a machine, compiled and not applied: what class `kubernetes` is given there. */
  const compile = (certname: string) => {
    const own = ['--confdir', 'conf', '--vardir', 'var', '--hiera_config', 'hiera.yaml', '--modulepath', 'modules'];
    const absolute = own.map((word, index) => (index % 2 === 1 ? join(folder, word) : word));
    const names = ['--certname', certname, '--node_name_value', certname];
    const { code, out, err } = runTool(
      'puppet',
      ['apply', ...absolute, ...names, '--noop', '--color=false', 'manifests/site.pp'],
      { cwd: folder },
    );
    const json = /Notice: Scope\(Class\[Kubernetes\]\): (\{.*\})/.exec(out)?.[1];
    return { code, said: out + err, given: json === undefined ? undefined : (JSON.parse(json) as JsonObject) };
  };

  test('each with the token, the address and the labels of its own pool', () => {
    secrets('team-a');
    secrets('team-b');
    expect(compile('rack-2.example.com').given).toMatchObject({
      worker: true,
      controller: false,
      version: '1.36.3',
      token: TOKENS['team-a'],
      hash: 'a'.repeat(64),
      address: '203.0.113.10:6443',
      label: 'rack-2.example.com',
      arguments: ['node-labels: "tier=web"'],
    });
    expect(compile('rack-3.example.com').given).toMatchObject({
      token: TOKENS['team-b'],
      hash: 'b'.repeat(64),
      address: '203.0.113.10:6444',
      taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }],
    });
  });
  test('none without a token, and none with what is no token', () => {
    secrets('team-a');
    write('data/secrets/team-a-general.eyaml', '{}\n');
    const without = compile('rack-1.example.com');
    expect(without.code).not.toBe(0);
    expect(without.said).toContain('colonnade::team_a__general::token');
    secrets('team-a', 'ENC[PKCS7,AAAA]');
    expect(compile('rack-1.example.com').code).not.toBe(0);
  });
  test('no machine that is in no pool', () => {
    expect(compile('rack-9.example.com')).toMatchObject({ given: undefined });
  });
  test('with a site manifest that its parser takes', () => {
    const { code, err } = runTool('puppet', ['parser', 'validate', 'manifests/site.pp'], { cwd: folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});
