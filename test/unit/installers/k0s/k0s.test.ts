import { ColonnadeError } from '../../../../lib/findings';
import { autopilotPlan, k0sInstallation } from '../../../../lib/installers/k0s';
import type { K0sInstallationProps } from '../../../../lib/installers/k0s';
import { documentsOf } from '../../../support/installers';
import { HOSTS, aK0sPool } from '../../workers/k0s/pools';

const controller = (number: number) => ({ name: `c-${String(number)}`, address: `192.0.2.${String(number)}` });
const THREE = [1, 2, 3].map(controller);

const install = (props: Partial<K0sInstallationProps> = {}) =>
  k0sInstallation({ name: 'edge', version: '1.36.3+k0s.0', controllers: [controller(1)], ...props });

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings.map(({ code, fix }) => `${code} ${fix}`).join();
    throw error;
  }
  return 'taken';
}

describe('a cluster of k0s on machines', () => {
  test('has controllers, machines of pools as workers, and their profiles', () => {
    const { cluster, balancerPorts, workerPorts } = install({
      controllers: THREE,
      endpoint: 'k0s.example.org',
      pools: [aK0sPool({ machines: { hosts: HOSTS } })],
    });
    expect(cluster).toMatchObject({
      kind: 'Cluster',
      metadata: { name: 'edge' },
      spec: {
        hosts: [
          { role: 'controller', hostname: 'c-1', ssh: { address: '192.0.2.1', user: 'root', port: 22 } },
          { role: 'controller' },
          { role: 'controller' },
          { role: 'worker', hostname: 'pi-1' },
          { role: 'worker', hostname: 'pi-2' },
        ],
        k0s: {
          version: '1.36.3+k0s.0',
          config: {
            spec: {
              api: { externalAddress: 'k0s.example.org', sans: ['k0s.example.org'] },
              workerProfiles: [{ name: 'edge' }],
              telemetry: { enabled: false },
            },
          },
        },
      },
    });
    expect(balancerPorts).toEqual([6443, 8132, 9443]);
    expect(workerPorts).toEqual([6443, 8132]);
  });

  test('has further machines with their labels, taints and ways in, and waits for a cloud if asked to', () => {
    const { cluster } = install({
      workers: [
        { name: 'w-1', address: '192.0.2.41' },
        {
          name: 'w-2',
          address: '192.0.2.42',
          sshAddress: '198.51.100.42',
          user: 'admin',
          port: 2222,
          labels: { 'example.com/pool': 'etcd', tier: 'a' },
          taints: [
            { key: 'role', value: 'etcd', effect: 'NoSchedule' },
            { key: 'slow', effect: 'PreferNoSchedule' },
          ],
        },
      ],
      externalCloudProvider: true,
      keyPath: '/keys/id',
    });
    const { hosts } = cluster['spec'] as { readonly hosts: readonly unknown[] };
    expect(hosts.slice(1)).toEqual([
      {
        role: 'worker',
        hostname: 'w-1',
        ssh: { address: '192.0.2.41', user: 'root', port: 22, keyPath: '/keys/id' },
        privateAddress: '192.0.2.41',
        installFlags: ['--kubelet-extra-args=--cloud-provider=external'],
      },
      {
        role: 'worker',
        hostname: 'w-2',
        ssh: { address: '198.51.100.42', user: 'admin', port: 2222, keyPath: '/keys/id' },
        privateAddress: '192.0.2.42',
        installFlags: [
          '--labels=example.com/pool=etcd,tier=a',
          '--taints=role=etcd:NoSchedule,slow=:PreferNoSchedule',
          '--kubelet-extra-args=--cloud-provider=external',
        ],
      },
    ]);
    const plain = install({ workers: [{ name: 'w-1', address: '192.0.2.41' }] }).cluster;
    expect(JSON.stringify(plain)).toContain('"privateAddress":"192.0.2.41","installFlags":[]');
  });

  test('is one file for k0sctl, which says what the object says', () => {
    const installation = install();
    expect(installation.name).toBe('edge');
    expect(installation.files.map(({ path }) => path)).toEqual(['k0sctl.yaml']);
    expect(documentsOf(installation, 'k0sctl.yaml')).toEqual([JSON.parse(JSON.stringify(installation.cluster))]);
  });

  test('of one controller needs no balancer, and says what that means', () => {
    const { cluster, balancerPorts, notes } = install();
    expect(cluster).toMatchObject({ spec: { k0s: { config: { spec: { api: { sans: ['192.0.2.1'] } } } } } });
    expect(JSON.stringify(cluster)).not.toContain('externalAddress');
    expect(balancerPorts).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('k0sctl apply'), expect.stringContaining('only controller')]);
  });

  test('says what small machines and machines behind NAT do not get', () => {
    const { notes } = install({
      controllers: THREE,
      endpoint: '192.0.2.100',
      nodeLocalLoadBalancing: true,
      pools: [aK0sPool({ machines: { architecture: 'arm', reachable: false } })],
    });
    expect(notes).toEqual(
      expect.arrayContaining([
        expect.stringContaining('linux/arm/v7'),
        expect.stringContaining('node-local load balancing does not run on ARMv7'),
        expect.stringContaining('behind NAT'),
      ]),
    );
  });

  test('has both families when it is given two ranges', () => {
    const { cluster } = install({
      network: {
        podCidrs: ['10.1.0.0/16', 'fd00::/56'],
        serviceCidrs: ['10.2.0.0/16', 'fd01::/112'],
        provider: 'calico',
      },
    });
    expect(cluster).toMatchObject({
      spec: {
        k0s: {
          config: {
            spec: {
              network: {
                provider: 'calico',
                podCIDR: '10.1.0.0/16',
                dualStack: { enabled: true, IPv6podCIDR: 'fd00::/56', IPv6serviceCIDR: 'fd01::/112' },
              },
            },
          },
        },
      },
    });
  });

  test('is refused without a quorum, without a common address, and with a version of an image tag', () => {
    expect(codeOf(() => install({ controllers: [] }))).toContain('CLN7390');
    expect(codeOf(() => install({ controllers: THREE.slice(0, 2), endpoint: 'x' }))).toContain('CLN7390');
    expect(codeOf(() => install({ controllers: THREE }))).toContain('CLN7392');
    expect(codeOf(() => install({ version: 'v1.36.3-k0s.1' }))).toBe("CLN7391 version: '1.36.3+k0s.1'.");
  });
});

describe('an Autopilot Plan', () => {
  test('names controllers, selects workers, and checks what is downloaded', () => {
    expect(
      autopilotPlan({
        version: '1.36.3+k0s.1',
        platforms: ['linux-amd64', 'linux-arm'],
        sha256: { 'linux-arm': 'ab' },
        controllers: ['c-1'],
        workers: { labels: 'site=north' },
        concurrentWorkers: 3,
      }),
    ).toEqual({
      apiVersion: 'autopilot.k0sproject.io/v1beta2',
      kind: 'Plan',
      metadata: { name: 'autopilot' },
      spec: {
        id: '1.36.3+k0s.1',
        timestamp: 'now',
        commands: [
          {
            k0supdate: {
              version: 'v1.36.3+k0s.1',
              platforms: {
                'linux-amd64': {
                  url: 'https://github.com/k0sproject/k0s/releases/download/v1.36.3%2Bk0s.1/k0s-v1.36.3%2Bk0s.1-amd64',
                },
                'linux-arm': {
                  url: 'https://github.com/k0sproject/k0s/releases/download/v1.36.3%2Bk0s.1/k0s-v1.36.3%2Bk0s.1-arm',
                  sha256: 'ab',
                },
              },
              targets: {
                controllers: { discovery: { static: { nodes: ['c-1'] } } },
                workers: { limits: { concurrent: 3 }, discovery: { selector: { labels: 'site=north' } } },
              },
            },
          },
        ],
      },
    });
  });

  test('takes binaries from a mirror, and names of workers', () => {
    const plan = autopilotPlan({
      version: '1.36.3+k0s.0',
      mirror: 'https://mirror.example.org',
      workers: { nodes: ['w'] },
    });
    expect(JSON.stringify(plan)).toContain('https://mirror.example.org/k0s-v1.36.3%2Bk0s.0-amd64');
    expect(plan).toMatchObject({
      spec: { commands: [{ k0supdate: { targets: { workers: { discovery: { static: { nodes: ['w'] } } } } } }] },
    });
  });

  test('is refused without targets, and for a version that is none', () => {
    expect(codeOf(() => autopilotPlan({ version: '1.36.3+k0s.0' }))).toContain('CLN7393');
    expect(codeOf(() => autopilotPlan({ version: '1.36.3', workers: { nodes: ['w'] } }))).toContain('CLN7391');
  });
});
