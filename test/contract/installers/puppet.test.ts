import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { puppet } from 'colonnade/installers/puppet';
import { emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import { SECRET_KEYS } from '../../../lib/installers/puppet/data';
import { describeWith, runTool } from '../../support/debian-tools';
import { documentsOf } from '../../support/installers';
import { SHORT } from '../../unit/installers/puppet/samples';

/** Types of parameters as class `kubernetes` of the module declares them; nothing of what it does is here. */
const PARAMETERS: Readonly<Record<string, string>> = {
  kubernetes_cluster_name: 'String',
  kubernetes_version: 'String',
  kubernetes_package_version: 'String',
  create_repos: 'Boolean',
  manage_docker: 'Boolean',
  container_runtime: 'String',
  containerd_install_method: "Enum['archive', 'package']",
  containerd_package_name: 'String',
  cgroup_driver: 'String',
  disable_swap: 'Boolean',
  controller_address: 'Optional[String]',
  api_server_count: 'Integer',
  etcd_version: 'Optional[String]',
  etcd_peers: 'Optional[Array]',
  etcd_initial_cluster: 'Optional[String]',
  etcd_initial_cluster_state: "Optional[Enum['new', 'existing']]",
  cni_pod_cidr: 'Optional[String]',
  service_cidr: 'String',
  dns_domain: 'String',
  apiserver_cert_extra_sans: 'Array',
  apiserver_extra_arguments: 'Array',
  apiserver_extra_volumes: 'Hash',
  controllermanager_extra_arguments: 'Array',
  scheduler_extra_arguments: 'Array',
  image_repository: 'String',
  install_dashboard: 'Boolean',
  schedule_on_controller: 'Boolean',
  ttl_duration: 'String',
  controller: 'Boolean',
  worker: 'Boolean',
  manage_etcd: 'Boolean',
  node_label: 'String',
  kubelet_extra_arguments: 'Array',
};
/** Those that only controllers have a value for. */
const OPTIONAL: Readonly<Record<string, string>> = {
  etcd_hostname: 'Optional[String]',
  etcd_ip: 'Optional[String]',
  kube_api_advertise_address: 'Optional[String]',
  node_extra_taints: 'Optional[Array]',
  etcdserver_crt: 'Optional[String]',
  etcdserver_key: 'Optional[String]',
  etcdpeer_crt: 'Optional[String]',
  etcdpeer_key: 'Optional[String]',
};

describeWith('Puppet reads an environment', [{ command: 'puppet', package: 'puppet-agent' }], () => {
  let folder: string;
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-installer-puppet-'));
    const environment = puppet(SHORT);
    for (const { path, content } of environment.files) write(path, content);
    // The layers of hiera-eyaml are plain here: encryption is its own affair.
    const [hiera] = documentsOf(environment, 'hiera.yaml');
    const plain = (level: JsonObject) =>
      Object.fromEntries(Object.entries(level).filter(([key]) => key !== 'lookup_key' && key !== 'options'));
    write('hiera.yaml', emitYaml({ ...hiera, hierarchy: (hiera?.['hierarchy'] as readonly JsonObject[]).map(plain) }));
    const secret = (keys: readonly string[]) =>
      emitYaml(Object.fromEntries(keys.map((key) => [key, `secret of ${key}`])));
    write('data/secrets/cluster.eyaml', secret(SECRET_KEYS.cluster));
    write('data/secrets/cp-1.example.com.eyaml', secret(SECRET_KEYS.controller));
    const secrets = Object.fromEntries(
      SECRET_KEYS.cluster
        .filter((key) => key.startsWith('kubernetes::'))
        .map((key) => [key.slice('kubernetes::'.length), 'String']),
    );
    const declared = [
      ...Object.entries({ ...PARAMETERS, ...secrets }).map(([name, type]) => `  ${type} $${name},`),
      ...Object.entries(OPTIONAL).map(([name, type]) => `  ${type} $${name} = undef,`),
    ];
    const seen = [...Object.keys(PARAMETERS), ...Object.keys(secrets), ...Object.keys(OPTIONAL)].map(
      (name) => `'${name}' => $${name}`,
    );
    write(
      'modules/kubernetes/manifests/init.pp',
      `class kubernetes (\n${declared.join('\n')}\n) {\n  $seen = {${seen.join(', ')}}\n  notice(inline_template('<%= require "json"; JSON.generate(@seen) %>'))\n}\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The catalogue of a machine, compiled and not applied: what class `kubernetes` is given there. */
  const compile = (certname: string) => {
    const own = ['--confdir', 'conf', '--vardir', 'var', '--hiera_config', 'hiera.yaml', '--modulepath', 'modules'];
    const absolute = own.map((word, index) => (index % 2 === 1 ? join(folder, word) : word));
    const { code, out, err } = runTool(
      'puppet',
      [
        'apply',
        ...absolute,
        '--certname',
        certname,
        '--node_name_value',
        certname,
        '--noop',
        '--color=false',
        'manifests/site.pp',
      ],
      { cwd: folder },
    );
    const json = /Notice: Scope\(Class\[Kubernetes\]\): (\{.*\})/.exec(out)?.[1];
    return {
      code,
      said: out + err,
      given: json === undefined ? undefined : (JSON.parse(json) as Readonly<Record<string, unknown>>),
    };
  };

  test('whose site manifest its parser takes, and would not take broken', () => {
    expect(runTool('puppet', ['parser', 'validate', 'manifests/site.pp'], { cwd: folder })).toMatchObject({
      code: 0,
      err: '',
    });
    write('broken.pp', `${puppet(SHORT).files.find(({ path }) => path.endsWith('site.pp'))?.content ?? ''}}`);
    expect(runTool('puppet', ['parser', 'validate', 'broken.pp'], { cwd: folder }).code).not.toBe(0);
  });
  test('and gives a controller what it needs, secrets from the encrypted layers', () => {
    const { given, said } = compile('cp-1.example.com');
    expect(said).not.toContain('Evaluation Error');
    expect(said).toContain('/etc/colonnade/encryption.yaml');
    expect(said).not.toContain('secret of colonnade::encryption_configuration');
    expect(given).toMatchObject({
      controller: true,
      worker: false,
      kubernetes_version: '1.35.4',
      kubernetes_package_version: '1.35.4-1.1',
      controller_address: 'api.acme.example.com:6443',
      api_server_count: 3,
      etcd_peers: ['192.0.2.11', '192.0.2.12', '192.0.2.13'],
      etcd_ip: '192.0.2.11',
      etcdpeer_key: 'secret of kubernetes::etcdpeer_key',
      kubernetes_ca_key: 'secret of kubernetes::kubernetes_ca_key',
    });
  });
  test('and gives a worker its labels and taints, and no etcd', () => {
    expect(compile('etcd-1.example.com').given).toMatchObject({
      controller: false,
      worker: true,
      manage_etcd: false,
      node_label: 'etcd-1.example.com',
      kubelet_extra_arguments: ['node-ip: "192.0.2.31"', 'node-labels: "example.com/pool=etcd"'],
      node_extra_taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }],
      etcdpeer_key: null,
    });
  });
  test('and fails where a secret is missing, rather than go on with none', () => {
    const without = SECRET_KEYS.cluster.filter((key) => key !== 'kubernetes::token');
    write('data/secrets/cluster.eyaml', emitYaml(Object.fromEntries(without.map((key) => [key, 'x']))));
    const { code, said } = compile('cp-1.example.com');
    expect(code).not.toBe(0);
    expect(said).toContain("expects a value for parameter 'token'");
  });
});
