import { secret } from '@pulumi/pulumi';
import { ColonnadeError } from 'colonnade';
import type { WorkerPoolProps } from 'colonnade';
import { managementProvider } from 'colonnade/pulumi';
import { KubevirtWorkerGroup } from 'colonnade/pulumi/kubevirt';
import type { KubevirtWorkerGroupArgs } from 'colonnade/pulumi/kubevirt';
import { Machines } from 'colonnade/workers';
import type { MockedRun } from '../../../support/pulumi/mocked';
import { poolRun } from '../../../support/pulumi/pool-fleet';
import { secretTexts } from '../../../support/pulumi/secret-texts';

const SIZE = { cpu: '7500m', memory: '32Gi', ephemeralStorage: '100Gi' } as const;

const workers = (
  machines: WorkerPoolProps['machines'] = Machines.kubevirt({ capacity: SIZE }),
  more: Partial<KubevirtWorkerGroupArgs> = {},
): Promise<MockedRun> =>
  poolRun(
    machines,
    (pool) =>
      new KubevirtWorkerGroup('workers', {
        pool,
        infra: managementProvider('infra', { kubeconfig: secret('kind: Config') }),
        namespace: 'tenants',
        storageClass: 'ceph-block',
        ...more,
      }),
  );

const made = (run: MockedRun, kind: string) =>
  run.resources.filter(({ type, parent }) => type.endsWith(`:${kind}`) && parent === 'workers');

describe('workers in KubeVirt, under mocks', () => {
  test('are virtual machines of the size of the pool, spread over nodes, with encrypted disks of the class', async () => {
    const machines = made(await workers(), 'VirtualMachine');
    expect(machines).toHaveLength(3);
    expect(machines[0]?.inputs).toMatchObject({
      apiVersion: 'kubevirt.io/v1',
      metadata: { namespace: 'tenants', labels: { 'colonnade-tenant': 'team-a', 'colonnade-pool': 'general' } },
      spec: {
        dataVolumeTemplates: [
          {
            spec: {
              source: { registry: { url: 'docker://quay.io/containerdisks/ubuntu:24.04' } },
              storage: { storageClassName: 'ceph-block', resources: { requests: { storage: '100Gi' } } },
            },
          },
        ],
        template: {
          metadata: { labels: { 'cluster.x-k8s.io/cluster-name': 'team-a', 'cluster.x-k8s.io/role': 'worker' } },
          spec: {
            domain: { cpu: { cores: 8 }, memory: { guest: '32Gi' } },
            affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{}] } },
          },
        },
      },
    });
  });

  test('read the document of the pool from a Secret, which has no credential in it', async () => {
    const run = await workers();
    const secrets = made(run, 'Secret');
    expect(secrets).toHaveLength(3);
    for (const { inputs } of secrets) {
      const { userdata = '' } = secretTexts(inputs);
      expect(userdata).toMatch(/^#cloud-config\n/);
      expect(userdata).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
    }
    const [machine] = made(run, 'VirtualMachine');
    expect(machine?.dependencies).toContain(`${machine?.name ?? ''}-user-data`);
    expect(machine?.inputs).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: [{}, { cloudInitNoCloud: { secretRef: { name: `${machine?.name ?? ''}-user-data` } } }],
          },
        },
      },
    });
  });

  test('are known by their document, so that another one makes them anew', async () => {
    const of = async (tenants: Promise<MockedRun>) => {
      const [machine] = made(await tenants, 'VirtualMachine');
      const { annotations } = machine?.inputs['metadata'] as { annotations: Record<string, string> };
      return annotations['colonnade.dev/user-data-sha256'];
    };
    const first = await of(workers());
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await of(workers())).toBe(first);
    expect(await of(workers(Machines.kubevirt({ operatingSystem: 'debian' }), { image: 'debian' }))).not.toBe(first);
  });

  test.each([
    ['bridge', 'None', [{ name: 'default', pod: {} }]],
    [{ attachment: 'lan' }, 'LiveMigrate', [{ name: 'default', multus: { networkName: 'lan' } }]],
  ] as const)('on the network %j: %s', async (network, evictionStrategy, networks) => {
    const [machine] = made(await workers(Machines.kubevirt(), { network }), 'VirtualMachine');
    expect(machine?.inputs).toMatchObject({ spec: { template: { spec: { evictionStrategy, networks } } } });
  });
});

test.each([
  ['CLN3300', () => workers(Machines.existing())],
  ['CLN3301', () => workers(Machines.kubevirt({ operatingSystem: 'debian' }))],
] as const)('virtual machines are refused with %s', async (code, run) => {
  const error: unknown = await run().catch((caught: unknown) => caught);
  expect(ColonnadeError.is(error) ? error.code : error).toBe(code);
});
