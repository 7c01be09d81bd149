import { App } from 'cdk8s';
import { CustomResource, isSecret } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { ColonnadeError } from 'colonnade';
import { deploy, PulumiFleet } from 'colonnade/pulumi';
import { smallFleet, twoClusters } from '../../support/pulumi/fleet';
import { mocked, UNKNOWN } from '../../support/pulumi/mocked';
import type { MockedRun } from '../../support/pulumi/mocked';

const TEAM_A = { name: 'team-a', address: '203.0.113.10' };
const TEAM_B = { name: 'team-b', address: '203.0.113.11' };

/** Something of a cloud that has an address once it is there. */
class Address extends CustomResource {
  declare public readonly ip: Output<string>;

  public constructor(name: string) {
    super('cloud:index:Address', name, { ip: undefined });
  }
}

describe('a fleet in a Pulumi program', () => {
  let run: MockedRun;

  beforeAll(async () => {
    run = await mocked(() => void deploy(smallFleet(new App(), [TEAM_A, TEAM_B])));
  });

  test('is one resource for each rendered object, with the type that the SDK has for it', () => {
    const fleet = smallFleet(new App(), [TEAM_A, TEAM_B]);
    const objects = fleet.charts.flatMap(({ charts }) => charts.flatMap((chart) => chart.renderObjects()));
    const kubernetes = run.resources.filter(({ type }) => type.startsWith('kubernetes:'));
    expect(kubernetes).toHaveLength(objects.length);
    const types = new Set(kubernetes.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        'kubernetes:core/v1:Namespace',
        'kubernetes:apps/v1:Deployment',
        'kubernetes:cert-manager.io/v1:Certificate',
        'kubernetes:rbac.authorization.k8s.io/v1:Role',
      ]),
    );
    expect(run.find('Deployment', 'tenant-team-a/kube-apiserver')).toMatchObject({
      name: 'acme/eu-1/team-a/tenant-team-a/kube-apiserver',
      version: '4.34.2',
      inputs: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'kube-apiserver' } },
    });
  });

  test('has a component for each management cluster, datastore and tenant', () => {
    const parents = run.resources.filter(({ type }) => type.startsWith('colonnade:'));
    expect(parents.map(({ type, name, parent }) => [type, name, parent])).toEqual([
      ['colonnade:index:Fleet', 'acme', 'project-stack'],
      ['colonnade:index:ManagementCluster', 'acme/eu-1', 'acme'],
      ['colonnade:index:ClusterObjects', 'acme/eu-1/management-cluster', 'acme/eu-1'],
      ['colonnade:index:EtcdStore', 'acme/eu-1/shared', 'acme/eu-1'],
      ['colonnade:index:TenantControlPlane', 'acme/eu-1/team-a', 'acme/eu-1'],
      ['colonnade:index:TenantControlPlane', 'acme/eu-1/team-b', 'acme/eu-1'],
    ]);
    expect(run.find('StatefulSet', 'etcd-shared/etcd').parent).toBe('acme/eu-1/shared');
  });

  test('names no resource after its content: a Job that changes is replaced', async () => {
    const changed = await mocked(() => void deploy(smallFleet(new App(), [{ ...TEAM_A, replicas: 3 }, TEAM_B])));
    const jobs = ({ resources }: MockedRun) =>
      resources.filter(({ type }) => type === 'kubernetes:batch/v1:Job').map(({ name }) => name);
    expect(jobs(run)).toContain('acme/eu-1/team-a/tenant-team-a/bootstrap');
    expect(jobs(changed)).toEqual(jobs(run));
  });

  test('waits for what the engine calls ready, and for nothing else', () => {
    const annotations = (kind: string, name: string) =>
      (run.find(kind, name).inputs['metadata'] as { annotations?: Record<string, string> }).annotations;
    // The provider's own way waits until it is rolled out, and any annotation would make that less.
    expect(JSON.stringify(annotations('Deployment', 'tenant-team-a/kube-apiserver') ?? {})).not.toContain('pulumi.com');
    expect(annotations('Service', 'tenant-team-a/kube-apiserver')).toMatchObject({ 'pulumi.com/skipAwait': 'true' });
    expect(annotations('Job', 'tenant-team-a/encryption-key')).toMatchObject({ 'pulumi.com/skipAwait': 'true' });
    expect(annotations('Job', 'tenant-team-a/bootstrap') ?? {}).not.toHaveProperty(['pulumi.com/skipAwait']);
    expect(run.find('Deployment', 'tenant-team-a/kube-apiserver').createTimeout).toBe('900s');
  });

  test('waits for nothing of a Service whose address is known later, and keeps its own annotations', async () => {
    const states = { ip: { ip: '203.0.113.77' } };
    const program = (): void => {
      const { ip } = new Address('ip');
      new PulumiFleet('acme', {}, (app, later) =>
        smallFleet(app, [{ ...TEAM_A, address: later.address(ip), annotations: { 'a.org/b': 'c' } }]),
      );
    };
    const later = await mocked(program, { states });
    const { inputs } = later.find('Service', 'tenant-team-a/kube-apiserver');
    expect(inputs).toMatchObject({
      metadata: { annotations: { 'a.org/b': 'c', 'pulumi.com/skipAwait': 'true' } },
      spec: { loadBalancerIP: '203.0.113.77' },
    });
  });

  test('does not wait when it is told not to', async () => {
    const hasty = await mocked(() => void deploy(smallFleet(new App(), [TEAM_A]), { waits: false }));
    expect(hasty.resources.filter(({ inputs }) => JSON.stringify(inputs).includes('pulumi.com/waitFor'))).toEqual([]);
    expect(hasty.find('Job', '/bootstrap').inputs).toMatchObject({
      metadata: { annotations: { 'pulumi.com/skipAwait': 'true' } },
    });
  });

  test('depends only on what there has to be before', () => {
    expect(run.find('Namespace', '/tenant-team-a').dependencies).toEqual([]);
    expect(run.find('ConfigMap', 'tenant-team-a/kubeconfigs').dependencies).toEqual(['acme/eu-1/team-a/tenant-team-a']);
    const apiServer = run.find('Deployment', 'tenant-team-a/kube-apiserver').dependencies;
    expect(apiServer).toContain('acme/eu-1/shared/etcd-shared/etcd');
    expect(apiServer).toContain('acme/eu-1/team-a/tenant-team-a/encryption-key');
    expect(apiServer.filter((name) => name.includes('team-b'))).toEqual([]);
    expect(run.find('StatefulSet', 'etcd-shared/etcd').dependencies).toContain(
      'acme/eu-1/shared/etcd-shared/default-deny',
    );
    expect(run.find('Job', 'tenant-team-a/bootstrap').dependencies).toContain(
      'acme/eu-1/team-a/tenant-team-a/kube-apiserver',
    );
  });

  test.each([
    ['protect', true, false],
    ['retain', false, true],
    ['none', false, false],
  ] as const)('lets what is protected be: %s', async (protection, protect, retainOnDelete) => {
    const fleet = smallFleet(new App(), [{ ...TEAM_A, protected: true }, TEAM_B]);
    const guarded = await mocked(() => void deploy(fleet, { protection }));
    expect(guarded.find('Namespace', '/tenant-team-a')).toMatchObject({ protect, retainOnDelete });
    expect(guarded.find('Deployment', 'tenant-team-a/kube-apiserver')).toMatchObject({ protect, retainOnDelete });
    expect(guarded.find('Namespace', '/tenant-team-b')).toMatchObject({ protect: false, retainOnDelete: false });
    expect(guarded.find('Job', 'tenant-team-a/bootstrap')).toMatchObject({ protect: false, retainOnDelete: false });
  });

  test('refuses to apply several management clusters to one cluster', async () => {
    const refusal = await refused(() => void deploy(twoClusters(new App(), [TEAM_A]), {}));
    expect(refusal.findings).toMatchObject([
      { code: 'CLN9071', path: 'acme', message: expect.stringContaining('us-1') as unknown },
    ]);
  });

  test('can be deployed one management cluster at a time', async () => {
    const one = await mocked(() => void deploy(twoClusters(new App(), [TEAM_A]), { clusters: ['us-1'] }));
    const clusters = one.resources.filter(({ type }) => type === 'colonnade:index:ManagementCluster');
    expect(clusters.map(({ name }) => name)).toEqual(['acme/us-1']);
    expect(one.resources.filter(({ name }) => name.includes('eu-1'))).toEqual([]);
  });

  test('refuses a fleet with errors, all of them at once', async () => {
    const tenants = [TEAM_A, { ...TEAM_B, address: TEAM_A.address }, { name: 'team-c', address: 'nowhere at all' }];
    const refusal = await refused(() => void deploy(smallFleet(new App(), tenants)));
    expect(refusal.findings.map(({ path }) => path)).toEqual(expect.arrayContaining(['acme/eu-1/team-c']));
    expect(refusal.findings.length).toBeGreaterThan(1);
  });
});

describe('values that are known later', () => {
  const program = () => {
    const address = new Address('a');
    new PulumiFleet('acme', {}, (app, later) =>
      smallFleet(app, [{ name: 'team-a', address: later.address(address.ip) }, TEAM_B]),
    );
  };

  let up: MockedRun;

  beforeAll(async () => {
    up = await mocked(program, { states: { a: { ip: '203.0.113.10' } } });
  });

  test('are unknown in a preview, wherever they stand, and never text', async () => {
    const run = await mocked(program, { preview: true });
    const service = run.find('Service', 'tenant-team-a/kube-apiserver').inputs;
    expect(JSON.stringify(service)).toContain(UNKNOWN);
    const jobName = (run.find('Job', 'tenant-team-a/bootstrap').inputs['metadata'] as { name: string }).name;
    expect(jobName).toBe(UNKNOWN);
    const everything = JSON.stringify(run.resources);
    expect(everything).not.toMatch(/240\.0\.0|241\.0\.0|Calling \[to/);
    expect(JSON.stringify(run.resources.filter(({ name }) => name.includes('team-b')))).not.toContain(UNKNOWN);
  });

  test('reach what is made of them as if they had been written there', async () => {
    const written = await mocked(() => void deploy(smallFleet(new App(), [TEAM_A, TEAM_B])));
    const inputs = ({ resources }: MockedRun) =>
      Object.fromEntries(
        resources
          .filter(({ type }) => !type.startsWith('cloud:'))
          .map(({ type, name, inputs }) => [`${type} ${name}`, inputs]),
      );
    expect(inputs(up)).toEqual(inputs(written));
  });

  test('are what the resources that use them depend on, and no others', () => {
    expect(up.find('Service', 'tenant-team-a/kube-apiserver').dependencies).toContain('a');
    expect(up.find('Service', 'tenant-team-b/kube-apiserver').dependencies).not.toContain('a');
    expect(up.find('ServiceAccount', 'tenant-team-a/kube-apiserver').dependencies).not.toContain('a');
  });

  test('are refused, with the place, where an Output was joined with text', async () => {
    const refusal = await refused(() => {
      const address = new Address('a');
      new PulumiFleet('acme', {}, (app) =>
        // eslint-disable-next-line @typescript-eslint/restrict-template-expressions, @typescript-eslint/no-base-to-string -- the mistake
        smallFleet(app, [{ ...TEAM_A, annotations: { 'example.org/vpc': `vpc-${address.ip}` } }]),
      );
    });
    expect(refusal.findings).toMatchObject([
      { code: 'CLN4002', path: 'acme/eu-1/team-a', property: expect.stringContaining('example.org/vpc') as unknown },
    ]);
  });
});

describe('what the outside needs of a tenant', () => {
  test('is read where the engine says, when everything is there, and is secret', async () => {
    const found = 'acme/eu-1/team-a/found/Secret/tenant-team-a/admin-kubeconfig';
    const states = { [found]: { data: { kubeconfig: Buffer.from('hello').toString('base64') } } };
    let resolve: (found: readonly [text: string, secret: boolean]) => void;
    const read = new Promise<readonly [text: string, secret: boolean]>((done) => (resolve = done));
    await mocked(
      () => {
        const { kubeconfig } = deploy(smallFleet(new App(), [TEAM_A])).tenant('team-a');
        kubeconfig.apply(async (text) => resolve([text, await isSecret(kubeconfig)]));
      },
      { states },
    );
    expect(await read).toEqual(['hello', true]);
  });

  test('reaches it with its kubeconfig, and gives up what is in a tenant that is not reached any more', async () => {
    const found = 'acme/eu-1/team-a/found/Secret/tenant-team-a/admin-kubeconfig';
    const states = { [found]: { data: { kubeconfig: Buffer.from('hello').toString('base64') } } };
    const run = await mocked(
      () => {
        const team = deploy(smallFleet(new App(), [TEAM_A])).tenant('team-a');
        expect(team.provider).toBe(team.provider);
      },
      { states },
    );
    const provider = run.find('kubernetes', 'team-a/inside');
    expect(provider).toMatchObject({ type: 'pulumi:providers:kubernetes', parent: 'acme/eu-1/team-a' });
    expect(provider.inputs).toMatchObject({
      kubeconfig: expect.objectContaining({ value: 'hello' }) as unknown,
      deleteUnreachable: 'true',
    });
  });

  test('is asked for by a name that there is', async () => {
    await mocked(() => {
      const fleet = deploy(smallFleet(new App(), [TEAM_A]));
      expect(() => fleet.tenant('teem-a')).toThrow(/CLN9072 acme: no tenant is called "teem-a"\. Fix: write 'team-a'/);
      expect(fleet.tenant('eu-1/team-a')).toBe(fleet.tenant('team-a'));
    });
  });
});

async function refused(program: () => void): Promise<ColonnadeError> {
  try {
    await mocked(program);
  } catch (error) {
    if (ColonnadeError.is(error)) return error;
    throw error;
  }
  throw new Error('it was not refused.');
}

describe('a part of a fleet', () => {
  const build = (app: App) => twoClusters(app, [{ ...TEAM_A, replicas: 1 }, TEAM_B]);
  const deployed = (only?: 'shared' | readonly string[]) =>
    mocked(() => void new PulumiFleet('acme', { clusters: ['eu-1'], ...(only && { only }) }, build));
  const objectsOf = ({ resources }: MockedRun) =>
    resources.flatMap(({ type, name }) => (type.startsWith('kubernetes:') ? [`${type} ${name}`] : []));
  const foundBy = ({ resources }: MockedRun) => {
    const { findings } = resources.find(({ type }) => type === 'colonnade:index:Fleet')?.inputs ?? {};
    return (findings as { code: string; path: string }[]).map(({ code, path }) => `${code} ${path}`);
  };

  test('has what no other part has, and nothing is in none', async () => {
    const whole = objectsOf(await deployed());
    const parts = [await deployed('shared'), await deployed(['team-a']), await deployed(['team-b'])].map(objectsOf);
    expect(parts.every((part) => part.length > 0)).toBe(true);
    expect(parts.flat().sort()).toEqual([...whole].sort());
  });

  test('tells what was found in it, and leaves the rest to the others', async () => {
    const whole = foundBy(await deployed());
    expect(whole).toContain('CLN2107 acme/eu-1/team-a');
    expect(foundBy(await deployed(['team-a']))).toEqual(whole.filter((found) => found.includes('/team-a')));
    expect(foundBy(await deployed(['team-b']))).toEqual(whole.filter((found) => found.includes('/team-b')));
    expect(foundBy(await deployed('shared'))).toEqual(whole.filter((found) => !found.includes('/team-')));
  });

  test('is refused where it names a tenant that is not there', async () => {
    await expect(deployed(['team-b', 'tem-a'])).rejects.toThrow(/CLN9072.*only.*"tem-a".*'team-a'/s);
  });
});
