import { ColonnadeError } from 'colonnade';
import { Machines } from 'colonnade/workers';
import { GcpWorkerGroup } from '../../../../lib/pulumi/gcp/workers';
import type { GcpWorkerGroupArgs } from '../../../../lib/pulumi/gcp/workers';
import type { MockedRun } from '../../../support/pulumi/mocked';
import { poolRun } from '../../../support/pulumi/pool-fleet';
import type { PoolProps } from '../../../support/pulumi/pool-fleet';

const IDENTITIES = 'projects/1234/locations/global/workloadIdentityPools/acme-prod.svc.id.goog';
const ZONES = ['europe-west3-a', 'europe-west3-b', 'europe-west3-c'];
const N2 = { project: 'acme-prod', machineType: 'n2-standard-4', zones: ZONES };
const STATES = { workers: { email: 'pool@acme-prod.iam.gserviceaccount.com', selfLinkUnique: 'template?uniqueId=7' } };

function groupOf(
  machines = Machines.gcpInstanceGroup(N2),
  props: PoolProps = {},
  place: Partial<GcpWorkerGroupArgs> = { workloadIdentityPool: IDENTITIES },
): Promise<MockedRun> {
  return poolRun(
    machines,
    (pool) => new GcpWorkerGroup('workers', { pool, network: 'net', subnetwork: 'subnet', ...place }),
    { props, states: STATES },
  );
}

describe('workers on Compute Engine, under mocks', () => {
  let run: MockedRun;

  beforeAll(async () => {
    run = await groupOf();
  });

  test('are resources of the Google provider', () => {
    const types = run.resources.filter(({ type }) => type.startsWith('gcp:')).map(({ type }) => type);
    expect([...new Set(types)].sort()).toEqual([
      'gcp:compute/firewall:Firewall',
      'gcp:compute/instanceGroupManager:InstanceGroupManager',
      'gcp:compute/instanceTemplate:InstanceTemplate',
      'gcp:secretmanager/secret:Secret',
      'gcp:secretmanager/secretIamMember:SecretIamMember',
      'gcp:serviceaccount/account:Account',
    ]);
  });

  test('read the document of the pool, have no public address, and are shielded', () => {
    const { inputs } = run.find('InstanceTemplate', 'workers');
    expect(inputs).toMatchObject({
      machineType: 'n2-standard-4',
      networkInterfaces: [{ subnetwork: 'subnet' }],
      shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true },
      serviceAccount: { email: STATES.workers.email },
      labels: { 'colonnade-tenant': 'team-a', 'colonnade-pool': 'general' },
      metadata: { 'block-project-ssh-keys': 'true' },
      disks: [{ sourceImage: 'projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64', diskSizeGb: 64 }],
    });
    const document = String((inputs['metadata'] as Record<string, string>)['user-data']);
    expect(document).toMatch(/^#cloud-config\n/);
    expect(document).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
    expect(JSON.stringify(inputs['networkInterfaces'])).not.toContain('accessConfigs');
  });

  test('have a group in each zone, by the names that cluster-autoscaler looks for, and replace machines by the rollout', () => {
    const groups = run.resources.filter(({ type }) => type.endsWith(':InstanceGroupManager'));
    expect(groups.map(({ inputs }) => [inputs['zone'], inputs['targetSize']])).toEqual(ZONES.map((zone) => [zone, 1]));
    expect(groups[0]).toMatchObject({
      ignoreChanges: [],
      inputs: {
        name: expect.stringMatching(/^team-a-general-[0-9a-f]{8}-europe-west3-a$/) as unknown,
        versions: [{ instanceTemplate: 'template?uniqueId=7' }],
        updatePolicy: { type: 'PROACTIVE', minimalAction: 'REPLACE', maxSurgeFixed: 1, maxUnavailableFixed: 0 },
      },
    });
  });

  test('leave their number to an autoscaler, which learns what a node is like when there is none', async () => {
    const machines = Machines.gcpInstanceGroup({ ...N2, capacity: { cpu: '4', memory: '16Gi' } });
    const scaled = await groupOf(machines, {
      size: { min: 0, max: 9 },
      labels: { tier: 'web' },
      autoscaling: { kind: 'cluster-autoscaler' },
    });
    const groups = scaled.resources.filter(({ type }) => type.endsWith(':InstanceGroupManager'));
    expect(groups.map(({ ignoreChanges }) => ignoreChanges)).toEqual(ZONES.map(() => ['targetSize']));
    const { metadata } = scaled.find('InstanceTemplate', 'workers').inputs as { metadata: Record<string, string> };
    expect(metadata['kube-env']).toContain('tier=web');
  });

  test('read their own credential, which one service account of Kubernetes may write', () => {
    expect(run.find('SecretIamMember', 'workers-machine').inputs).toMatchObject({
      role: 'roles/secretmanager.secretAccessor',
      member: `serviceAccount:${STATES.workers.email}`,
    });
    expect(run.find('SecretIamMember', 'workers-writer').inputs).toMatchObject({
      role: 'roles/secretmanager.secretVersionManager',
      member: `principal://iam.googleapis.com/${IDENTITIES}/subject/ns/tenant-team-a/sa/join-general`,
    });
  });

  test('are on spare capacity when the pool says so', async () => {
    const spot = await groupOf(Machines.gcpInstanceGroup({ ...N2, spot: {} }));
    expect(spot.find('InstanceTemplate', 'workers').inputs).toMatchObject({
      scheduling: { provisioningModel: 'SPOT', preemptible: true, automaticRestart: false },
    });
  });

  test.each([
    ['CLN3300', Machines.hetzner(), undefined],
    ['CLN3301', Machines.gcpInstanceGroup({ ...N2, operatingSystem: 'debian' }), undefined],
    ['CLN3302', Machines.gcpInstanceGroup(N2), {}],
    ['CLN3304', Machines.gcpInstanceGroup({ project: 'acme-prod', zones: ZONES }), undefined],
    ['CLN3304', Machines.gcpInstanceGroup({ project: 'acme-prod', machineType: 'n2-standard-4' }), undefined],
    ['CLN3305', Machines.gcpInstanceGroup({ ...N2, spot: { percent: 50 } }), undefined],
  ] as const)('are refused with %s', async (code, machines, place) => {
    const error: unknown = await groupOf(machines, {}, place).catch((caught: unknown) => caught);
    expect(ColonnadeError.is(error) ? error.code : error).toBe(code);
  });
});
