import { isSecret } from '@pulumi/pulumi';
import { hetzner } from 'colonnade/hosts/hetzner';
import { HetznerManagementCluster } from 'colonnade/pulumi/hetzner';
import { parse } from 'yaml';
import { mocked } from '../../../support/pulumi/mocked';
import { secretTexts } from '../../../support/pulumi/secret-texts';
import type { MockedRun } from '../../../support/pulumi/mocked';

const STATES = {
  'eu-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE' },
  'eu-1-gateway': { ipv4Address: '203.0.113.1' },
  'eu-1-api': { ipv4: '203.0.113.2' },
  'eu-1-team-a': { ipv4: '203.0.113.10' },
  'eu-1-kubeconfig': { stdout: 'kind: Config' },
  'eu-1-volumes': { result: 'PASSPHRASE' },
};

interface Text {
  readonly value: string;
}

describe('under mocks, a cluster at Hetzner', () => {
  const host = hetzner({ addresses: 'before', apiServerCidrs: ['198.51.100.7/32'], labels: { team: 'platform' } });
  const labels = { team: 'platform', 'management-cluster': 'eu-1', 'managed-by': 'colonnade' };
  const secrets: boolean[] = [];
  let run: MockedRun;

  beforeAll(async () => {
    run = await mocked(
      async () => {
        const eu = new HetznerManagementCluster('eu-1', {
          host,
          version: '1.36.3+k0s.0',
          token: 'TOKEN',
          endpoints: ['team-a'],
        });
        secrets.push(await isSecret(eu.kubeconfig));
        expect(eu.endpointAnnotations('team-a')).toEqual({ 'load-balancer.hetzner.cloud/name': 'eu-1-team-a' });
      },
      { states: STATES },
    );
  });

  const servers = () => run.resources.filter(({ type }) => type === 'hcloud:index/server:Server');

  test('has servers without public addresses, behind a gateway that only some reach', () => {
    const own = servers().filter(({ name }) => name !== 'eu-1-gateway');
    expect(own).toHaveLength(12);
    for (const { inputs } of own) {
      expect(inputs).toMatchObject({ publicNets: [{ ipv4Enabled: false, ipv6Enabled: false }] });
    }
    expect(run.find('Server', 'eu-1-gateway').inputs).toMatchObject({
      serverType: 'cpx22',
      networks: [{ ip: '10.124.0.5' }],
      publicNets: [{ ipv4Enabled: true, ipv6Enabled: false }],
    });
    expect(run.find('NetworkRoute', 'eu-1').inputs).toMatchObject({ destination: '0.0.0.0/0', gateway: '10.124.0.5' });
    expect(run.find('Firewall', 'eu-1').inputs).toMatchObject({
      rules: [{ direction: 'in', protocol: 'tcp', port: '22', sourceIps: ['198.51.100.7/32'] }],
    });
  });

  test('spreads the servers of a role over locations and over machines of Hetzner', () => {
    const etcd = servers().filter(({ name }) => name.startsWith('eu-1-etcd-'));
    expect(etcd.map(({ inputs }) => inputs['location'])).toEqual(['fsn1', 'nbg1', 'hel1']);
    expect(new Set(etcd.map(({ inputs }) => JSON.stringify(inputs['networks']))).size).toBe(3);
    expect(run.find('PlacementGroup', 'eu-1-etcd-0').inputs).toMatchObject({ type: 'spread', labels });
    for (const { inputs, dependencies } of etcd) {
      expect(inputs).toMatchObject({ serverType: 'ccx23', labels: { ...labels, role: 'etcd' } });
      expect(inputs).toHaveProperty('placementGroupId');
      expect(dependencies).toEqual(expect.arrayContaining(['eu-1', 'eu-1-gateway', 'eu-1-etcd-0']));
    }
  });

  test('labels everything that has labels', () => {
    const labelled = ['Server', 'Network', 'Firewall', 'SshKey', 'PlacementGroup', 'LoadBalancer'];
    const own = run.resources.filter(({ type }) =>
      labelled.some((kind) => type.endsWith(`:${kind}`) && type.startsWith('hcloud:')),
    );
    expect(own.length).toBeGreaterThan(20);
    expect(
      own.filter(
        ({ inputs }) => (inputs['labels'] as Record<string, string> | undefined)?.['management-cluster'] !== 'eu-1',
      ),
    ).toEqual([]);
  });

  test('puts no secret into documents of first boot', () => {
    for (const { inputs } of servers()) {
      expect(String(inputs['userData'])).toMatch(/^#cloud-config\n/);
      for (const word of ['PRIVATE', 'TOKEN', 'PASSPHRASE']) expect(String(inputs['userData'])).not.toContain(word);
      expect(parse(String(inputs['userData']))).toHaveProperty('write_files');
    }
  });

  test('has a balancer for the API server that finds controllers by label, and is all that servers know', () => {
    expect(run.find('LoadBalancerTarget', 'eu-1-api').inputs).toMatchObject({
      type: 'label_selector',
      labelSelector: 'management-cluster=eu-1,role=controller',
      usePrivateIp: true,
    });
    const { value } = run.find('Command', 'eu-1-apply').inputs['stdin'] as Text;
    const { spec } = parse(value) as { spec: { hosts: { role: string }[]; k0s: unknown } };
    expect(spec.hosts.filter(({ role }) => role === 'controller')).toHaveLength(3);
    expect(spec.hosts).toContainEqual({
      role: 'worker',
      hostname: 'eu-1-etcd-1',
      ssh: { address: '10.124.0.160', user: 'root', port: 22, keyPath: '~/.ssh/colonnade' },
      privateAddress: '10.124.0.160',
      installFlags: [
        '--labels=colonnade.dev/role=etcd',
        '--taints=colonnade.dev/role=etcd:NoSchedule',
        '--kubelet-extra-args=--cloud-provider=external',
      ],
    });
    expect(spec.k0s).toMatchObject({
      config: { spec: { api: { externalAddress: '10.124.0.6', sans: ['10.124.0.6', '203.0.113.2'] } } },
    });
  });

  test('is made by k0sctl on the gateway when all servers are there, and reached by its public address', () => {
    const apply = run.find('Command', 'eu-1-apply');
    expect(apply).toMatchObject({
      type: 'command:remote:Command',
      inputs: { connection: expect.anything() as unknown },
    });
    expect(apply.dependencies).toEqual(
      expect.arrayContaining([
        'eu-1-gateway-ready',
        'eu-1-machine-key',
        'eu-1-controller-1',
        'eu-1-etcd-3',
        'eu-1-api-6443',
      ]),
    );
    expect(run.find('Command', 'eu-1-kubeconfig').inputs['create']).toContain("--address 'https://203.0.113.2:6443'");
    expect(secrets).toEqual([true]);
  });

  test('makes balancers of tenants before their Services, which take them over by name', () => {
    expect(run.find('LoadBalancer', 'eu-1-team-a')).toMatchObject({
      inputs: { name: 'eu-1-team-a', loadBalancerType: 'lb11', location: 'fsn1' },
      ignoreChanges: expect.arrayContaining(['targets']) as unknown,
    });
    expect(run.find('LoadBalancerNetwork', 'eu-1-team-a').inputs).toHaveProperty('subnetId');
  });

  test('keeps token and passphrase as secrets, and the passphrase from being deleted', () => {
    const token = run.find('Secret', 'eu-1-hcloud');
    expect(token.inputs).toMatchObject({ metadata: { name: 'hcloud', namespace: 'kube-system' } });
    expect(token.secretOutputs).toContain('data');
    expect(Object.keys(secretTexts(token.inputs)).toSorted()).toEqual(['network', 'token']);
    expect(run.find('Secret', 'eu-1-volumes')).toMatchObject({
      protect: true,
      inputs: { metadata: { name: 'colonnade-volume-encryption', namespace: 'kube-system' } },
    });
    expect(run.find('Release', 'eu-1-hcloud-csi').inputs).toMatchObject({ values: { storageClasses: [] } });
  });
});

test('under mocks, a gateway in America is of a type that is sold there', async () => {
  const run = await mocked(
    () =>
      void new HetznerManagementCluster('eu-1', {
        host: hetzner({ locations: ['ash'] }),
        version: '1.36.3+k0s.0',
        token: 'TOKEN',
      }),
    { states: STATES },
  );
  expect(run.find('Server', 'eu-1-gateway').inputs).toMatchObject({ serverType: 'cpx11', location: 'ash' });
});
