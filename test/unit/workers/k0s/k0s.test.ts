import { K0S_ARMV7, joinTokenRequest, k0sLosses, k0sWorkerProfile, k0sctlHosts } from '../../../../lib/workers';
import { k0sUnmet } from '../../../../lib/workers/k0s';
import { aTenant } from '../../../support/workers';
import { HOSTS, aK0sPool } from './pools';

const TENANT = aTenant();

describe('hosts of k0sctl', () => {
  test('are the machines of the pool as workers, each with its labels; their keys are left to the user', () => {
    const hosts = k0sctlHosts(TENANT, aK0sPool({ machines: { hosts: HOSTS } }));
    expect(hosts).toEqual([
      {
        role: 'worker',
        hostname: 'pi-1',
        ssh: { address: '192.0.2.11', user: 'pi', port: 22 },
        installFlags: ['--profile=edge', '--labels=example.com/site=north', '--taints=example.com/edge=yes:NoSchedule'],
      },
      expect.objectContaining({
        ssh: { address: '192.0.2.12', user: 'pi', port: 2222 },
        installFlags: expect.arrayContaining(['--labels=example.com/site=north,example.com/role=gate']) as unknown,
      }),
    ]);
  });

  test('give the kubelet its arguments as one, and k0s the proxy', () => {
    const [host] = k0sctlHosts(
      TENANT,
      aK0sPool({
        machines: {
          hosts: HOSTS,
          cloud: { name: 'openstack', providerIdScheme: 'openstack:///', controller: 'external' },
        },
        node: {
          kubelet: { extraArgs: { v: '4' } },
          proxy: { http: 'http://proxy:3128', https: null, noProxy: ['.example.com'] },
        },
      }),
    );
    expect(host?.['installFlags']).toContain('--kubelet-extra-args="--cloud-provider=external --v=4"');
    expect(host?.['environment']).toMatchObject({
      HTTP_PROXY: 'http://proxy:3128',
      NO_PROXY: expect.stringMatching(/10\.96\.0\.0\/16.*203\.0\.113\.10.*\.example\.com/) as unknown,
    });
  });
});

test('a JoinTokenRequest is for workers of this tenant and ends as the tokens of the pool do', () => {
  expect(joinTokenRequest(TENANT, aK0sPool())).toMatchObject({
    apiVersion: 'k0smotron.io/v1beta2',
    kind: 'JoinTokenRequest',
    metadata: { name: 'team-a-general', namespace: 'tenant-team-a', labels: { 'colonnade.dev/pool': 'general' } },
    spec: { clusterName: 'team-a', role: 'worker', expiry: '60m' },
  });
  expect(joinTokenRequest(TENANT, aK0sPool(), 'other')).toHaveProperty('spec.clusterName', 'other');
});

describe('the kubelet of a k0s worker', () => {
  test('has its settings in the worker profile of the control plane, without those that k0s keeps for itself', () => {
    const profile = k0sWorkerProfile(
      aK0sPool({ node: { kubelet: { config: { clusterDomain: 'x', cpuManagerPolicy: 'static' } } } }),
    );
    expect(profile).toMatchObject({
      name: 'edge',
      values: { maxPods: 110, evictionHard: { 'memory.available': '100Mi' }, cpuManagerPolicy: 'static' },
    });
    for (const field of ['apiVersion', 'kind', 'clusterDomain', 'cgroupDriver'])
      expect(profile['values']).not.toHaveProperty(field);
  });

  test('says so, and on ARMv7 with 512 MB what else it lacks', () => {
    expect(k0sLosses(aK0sPool()).join()).toContain('k0sWorkerProfile');
    expect(k0sLosses(aK0sPool({ machines: { architecture: 'arm' } }))).toEqual(
      expect.arrayContaining([...K0S_ARMV7.losses]),
    );
    expect(k0sLosses(aK0sPool()).join()).not.toContain('node-local');
  });

  test('has no window for reboots and no runtimes of the pool, and says so where the pool wants them', () => {
    const updates = { reboot: 'window', window: { days: ['Sun'], start: '03:00', minutes: 60 } } as const;
    const runtimes = { nvidia: { binary: '/usr/bin/nvidia-container-runtime' } };
    expect(k0sUnmet(aK0sPool())).toEqual([]);
    expect(k0sUnmet(aK0sPool({ node: { updates, containerd: { runtimes } } }))).toEqual([
      expect.stringContaining('/etc/k0s/containerd.d'),
      expect.stringContaining('not rebooted'),
    ]);
  });

  test('leaves room for pods on a machine with 512 MB', () => {
    const mebibytes = (text: string | undefined) => Number(/^(\d+)Mi$/.exec(text ?? '')?.[1]);
    const { kubeReserved, systemReserved, evictionHard } = K0S_ARMV7.kubelet;
    const taken =
      mebibytes(kubeReserved.memory) + mebibytes(systemReserved.memory) + mebibytes(evictionHard['memory.available']);
    expect(mebibytes(K0S_ARMV7.machine.capacity.memory) - taken).toBeGreaterThanOrEqual(256);
  });
});
