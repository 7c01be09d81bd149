import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { openshift } from '../../../../lib/installers/openshift';
import type { OpenShiftProps } from '../../../../lib/installers/openshift';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { IPV6, METAL, SINGLE, VSPHERE } from './samples';
import { AGENT_CONFIG, INSTALL_CONFIG } from './schemas';

const conforms = (schema: object, document: unknown): readonly string[] => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  return ajv.validate(schema, document)
    ? []
    : (ajv.errors ?? []).map(
        ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
};

describe('the files of OpenShift', () => {
  test.each([
    ['metal', METAL],
    ['vsphere', VSPHERE],
    ['single', SINGLE],
    ['ipv6', IPV6],
  ] as const)('on %s are those that were read', (name, props) => {
    expectGolden(__dirname, name, openshift(props));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [METAL, VSPHERE, SINGLE]) {
      expect(openshift(structuredClone(props))).toEqual(openshift(props));
      expect(secretsIn(openshift(props))).toEqual([]);
    }
  });
  test('have fields and types that the installer knows, as its source has them: no registry serves its definitions', () => {
    for (const props of [METAL, VSPHERE, SINGLE, IPV6]) {
      expect(conforms(INSTALL_CONFIG, documentsOf(openshift(props), 'install-config.yaml')[0])).toEqual([]);
      expect(conforms(AGENT_CONFIG, documentsOf(openshift(props), 'agent-config.yaml')[0])).toEqual([]);
    }
  });
  test.each([
    ['install-config.yaml', INSTALL_CONFIG, 'computeCluster', 'cluster'],
    ['install-config.yaml', INSTALL_CONFIG, 'hostPrefix', 'prefix'],
    ['agent-config.yaml', AGENT_CONFIG, 'next-hop-address', 'gateway'],
    ['agent-config.yaml', AGENT_CONFIG, 'rootDeviceHints', 'disk'],
  ])('would be found wrong in %s with another name', (path, schema, name, other) => {
    const text = JSON.stringify(documentsOf(openshift(VSPHERE), path)[0]);
    expect(text).toContain(`"${name}"`);
    expect(conforms(schema, JSON.parse(text.replace(`"${name}"`, `"${other}"`)))).not.toEqual([]);
  });
  test('count machines alike, and let the first control plane coordinate', () => {
    const [install] = documentsOf(openshift(METAL), 'install-config.yaml');
    const [agent] = documentsOf(openshift(METAL), 'agent-config.yaml');
    expect(install).toMatchObject({ controlPlane: { replicas: 3 }, compute: [{ replicas: 2 }] });
    expect(agent).toMatchObject({
      rendezvousIP: '192.0.2.11',
      hosts: [{ role: 'master' }, { role: 'master' }, { role: 'master' }, { role: 'worker' }, { role: 'worker' }],
    });
  });
});

describe('prepare.sh', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-openshift-'));
    for (const { path, content, executable } of openshift(VSPHERE).files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
      if (executable === true) chmodSync(join(folder, path), 0o755);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const secrets = {
    pull: '{"auths":{"quay.io":{"auth":"YTpiXFw=","note":"a \\"b\\" \\\\ c"}}}',
    ssh: 'ssh-ed25519 AAAA me@example.com',
    password: `p"a\\ss'w$ord`,
  };
  const prepare = (more: NodeJS.ProcessEnv = {}) => {
    for (const [name, text] of Object.entries(secrets)) writeFileSync(join(folder, name), `${text}\n`);
    const env = {
      ...process.env,
      PULL_SECRET_FILE: join(folder, 'pull'),
      SSH_KEY_FILE: join(folder, 'ssh'),
      VCENTER_PASSWORD_FILE: join(folder, 'password'),
      ...more,
    };
    return spawnSync(join(folder, 'prepare.sh'), [join(folder, 'assets')], { encoding: 'utf8', env });
  };

  test('puts secrets into a copy that only its owner reads, whatever characters they have', () => {
    expect(prepare()).toMatchObject({ status: 0, stderr: '' });
    const file = join(folder, 'assets/install-config.yaml');
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({
      pullSecret: secrets.pull,
      sshKey: secrets.ssh,
      platform: { vsphere: { vcenters: [{ password: secrets.password }] } },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'assets/agent-config.yaml'), 'utf8')).toContain('rendezvousIP');
    expect(readFileSync(join(folder, 'assets/openshift/apiserver.yaml'), 'utf8')).toContain('aesgcm');
  });
  test('writes nothing when a secret is missing, or over what is there', () => {
    expect(prepare({ PULL_SECRET_FILE: join(folder, 'none') })).toMatchObject({ status: 1 });
    expect(() => statSync(join(folder, 'assets'))).toThrow('ENOENT');
    expect(prepare().status).toBe(0);
    expect(prepare().status).toBe(1);
  });
});

describe('OpenShift is refused', () => {
  const [first = { name: 'cp-1', address: '192.0.2.11', macAddress: '52:54:00:00:00:11' }] = METAL.controlPlanes;
  test.each<[string, Partial<OpenShiftProps>, readonly string[]]>([
    ['two control planes', { controlPlanes: METAL.controlPlanes.slice(0, 2) }, ['CLN8000 controlPlanes']],
    ['one control plane with workers', { controlPlanes: [first] }, ['CLN8060 controlPlanes']],
    ['a base domain without a dot', { baseDomain: 'example' }, ['CLN8002 baseDomain']],
    [
      'one address for API and ingress',
      { platform: { kind: 'baremetal', apiVips: ['192.0.2.5'], ingressVips: ['192.0.2.5'] } },
      ['CLN8061 platform.ingressVips'],
    ],
    [
      'an address of the API elsewhere',
      { platform: { kind: 'baremetal', apiVips: ['198.51.100.5'], ingressVips: ['192.0.2.6'] } },
      ['CLN8061 platform.apiVips'],
    ],
    [
      'a MAC address that is none',
      { workers: [{ name: 'w', address: '192.0.2.50', macAddress: '52-54' }] },
      ['CLN8062 workers[0].macAddress'],
    ],
    [
      'a MAC address of two hosts',
      { workers: [{ ...first, name: 'w', address: '192.0.2.50' }] },
      ['CLN8062 workers[0].macAddress'],
    ],
    [
      'a host elsewhere',
      { workers: [{ name: 'w', address: '198.51.100.1', macAddress: '52:54:00:00:00:99' }] },
      ['CLN8062 workers[0].address'],
    ],
    ['a router elsewhere', { gateway: '198.51.100.1' }, ['CLN8062 gateway']],
    ['no DNS server', { dnsServers: [] }, ['CLN8062 dnsServers']],
    ['a DNS server by name', { dnsServers: ['dns.example.com'] }, ['CLN8062 dnsServers']],
    ['what is no range of machines', { machineCidr: '192.0.2.0' }, ['CLN8004 machineCidr']],
    ['pods where machines are', { podCidrs: ['192.0.0.0/16'] }, ['CLN8004 network.podCidrs']],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => openshift({ ...METAL, ...props }))).toEqual(codes);
  });
});
