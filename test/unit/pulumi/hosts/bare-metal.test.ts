import { isSecret } from '@pulumi/pulumi';
import { BareMetalManagementCluster, K0sctlCluster } from 'colonnade/pulumi/bare-metal';
import { parse } from 'yaml';
import { PLACES } from '../../../support/hosts/places';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';

const STATES = { 'hall-7-vrrp': { result: 'Ab3dEf9h' }, 'hall-7-kubeconfig': { stdout: 'kind: Config' } };

interface Secret {
  readonly value: string;
}

describe('under mocks, machines in racks', () => {
  let run: MockedRun;
  const secrets: boolean[] = [];

  beforeAll(async () => {
    run = await mocked(
      async () => {
        const hall = new BareMetalManagementCluster('hall-7', {
          host: PLACES['bare-metal'],
          version: '1.36.3+k0s.0',
          user: 'admin',
          addresses: { 'team-a': '192.0.2.100' },
        });
        secrets.push(await isSecret(hall.kubeconfig));
        expect(hall.endpointAnnotations('team-a')).toEqual({ 'kube-vip.io/loadbalancerIPs': '192.0.2.100' });
      },
      { states: STATES },
    );
  });

  test('become a cluster where the program runs, again whenever the configuration changes', () => {
    const apply = run.find('Command', 'hall-7-apply');
    expect(apply).toMatchObject({
      type: 'command:local:Command',
      inputs: { create: expect.stringMatching(/^k0sctl apply --config -/) as unknown },
    });
    expect(apply.inputs).not.toHaveProperty('update');
    expect(run.find('Command', 'hall-7-kubeconfig')).toMatchObject({
      dependencies: ['hall-7-apply', 'hall-7-vrrp'],
      secretOutputs: expect.arrayContaining(['stdout']) as unknown,
    });
  });

  test('are controllers with one address, and workers with labels and taints of their roles', () => {
    const { value } = run.find('Command', 'hall-7-apply').inputs['stdin'] as Secret;
    const { spec } = parse(value) as { spec: { hosts: Record<string, unknown>[]; k0s: { config: { spec: unknown } } } };
    expect(spec.hosts.map(({ role }) => role)).toEqual([
      ...Array<string>(3).fill('controller'),
      ...Array<string>(7).fill('worker'),
    ]);
    expect(spec.hosts.find(({ hostname }) => hostname === 'e-2')).toEqual({
      role: 'worker',
      hostname: 'e-2',
      ssh: { address: '192.0.2.42', user: 'admin', port: 22 },
      privateAddress: '192.0.2.42',
      installFlags: [
        '--labels=topology.kubernetes.io/zone=rack-2,colonnade.dev/role=etcd',
        '--taints=colonnade.dev/role=etcd:NoSchedule',
      ],
    });
    expect(spec.k0s.config.spec).toMatchObject({
      api: { externalAddress: '192.0.2.10' },
      network: {
        controlPlaneLoadBalancing: {
          enabled: true,
          type: 'Keepalived',
          keepalived: { vrrpInstances: [{ virtualIPs: ['192.0.2.10/32'], authPass: 'Ab3dEf9h' }] },
        },
      },
    });
  });

  test('keep the configuration, which controllers know each other by, and the kubeconfig secret', () => {
    expect(secrets).toEqual([true]);
    for (const name of ['hall-7-apply', 'hall-7-kubeconfig']) {
      expect(run.find('Command', name).inputs['stdin']).toMatchObject({
        '4dabf18193072939515e22adb298388d': expect.any(String) as unknown,
      });
    }
  });
});

test('under mocks, k0sctl runs on a machine in between, with a key that is sent as a secret and removed', async () => {
  const run = await mocked(() => {
    new K0sctlCluster('hall-7', {
      configuration: 'kind: Cluster',
      runner: {
        kind: 'ssh',
        connection: { host: '203.0.113.1', user: 'root', privateKey: 'own' },
        machineKey: 'of machines',
      },
    });
  });
  const key = run.find('Command', 'hall-7-machine-key');
  expect(key).toMatchObject({
    type: 'command:remote:Command',
    inputs: { create: expect.stringContaining('umask 077') as unknown, delete: 'rm -f ~/.ssh/colonnade' },
  });
  expect((key.inputs['stdin'] as Secret).value).toBe('of machines');
  expect(String(key.inputs['create'])).not.toContain('of machines');
  expect(run.find('Command', 'hall-7-apply')).toMatchObject({
    type: 'command:remote:Command',
    dependencies: ['hall-7-machine-key'],
  });
});
