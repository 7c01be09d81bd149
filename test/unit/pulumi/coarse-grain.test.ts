import { App } from 'cdk8s';
import { CustomResource } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { deploy, managementProvider, objectsProvider, PulumiFleet } from 'colonnade/pulumi';
import { objectSetOf } from '../../../lib/pulumi/coarse/plugin/values';
import { smallFleet } from '../../support/pulumi/fleet';
import { mocked, UNKNOWN } from '../../support/pulumi/mocked';

const TEAM_A = { name: 'team-a', address: '203.0.113.10' };
const TEAM_B = { name: 'team-b', address: '203.0.113.11' };
const SET = 'colonnade-objects:index:ObjectSet';

/** Something of a cloud that has an address once it is there. */
class Address extends CustomResource {
  declare public readonly ip: Output<string>;

  public constructor(name: string) {
    super('cloud:index:Address', name, { ip: undefined });
  }
}

type Objects = Readonly<Record<string, string>>;

describe('a fleet in the coarse grain', () => {
  test('is one resource for each tenant, datastore and management cluster, behind what it needs and nothing else', async () => {
    const run = await mocked(() => {
      const provider = objectsProvider('eu-1', { kubeconfig: 'of the management cluster' });
      deploy(smallFleet(new App(), [TEAM_A, { ...TEAM_B, protected: true }]), { provider, grain: 'tenant' });
    });
    const sets = run.resources.filter(({ type }) => type === SET);
    expect(sets.map(({ name, parent, protect }) => [name, parent, protect])).toEqual([
      ['acme/eu-1/management-cluster/objects', 'acme/eu-1/management-cluster', false],
      ['acme/eu-1/shared/objects', 'acme/eu-1/shared', false],
      ['acme/eu-1/team-a/objects', 'acme/eu-1/team-a', false],
      ['acme/eu-1/team-b/objects', 'acme/eu-1/team-b', true],
    ]);
    expect(run.resources.filter(({ type }) => type.startsWith('kubernetes:'))).toEqual([]);
    const { dependencies, createTimeout, inputs } = run.find('ObjectSet', 'team-a/objects');
    expect(dependencies).toEqual(['acme/eu-1/shared/objects']);
    expect(createTimeout).toBe('900s');
    const arrangement = objectSetOf(inputs);
    expect(arrangement).toMatchObject({
      protection: 'protect',
      waitFor: {
        'Deployment tenant-team-a/kube-apiserver': 'rollout',
        'Job tenant-team-a/bootstrap': 'condition=Complete=True',
      },
    });
    // Namespaces before what is in them, what is to be ready after what has only to be applied, Jobs that finish a tenant last.
    const { phases } = arrangement;
    const phaseOf = (name: string): number => phases.findIndex((names) => names.includes(name));
    const inOrder = [
      'Namespace tenant-team-a',
      'ConfigMap tenant-team-a/kubeconfigs',
      'Deployment tenant-team-a/kube-apiserver',
      'Job tenant-team-a/bootstrap',
    ];
    expect(inOrder.map(phaseOf)).toEqual([0, 1, 2, 3]);
  });

  test('has every object that the fine grain has, without what only the Kubernetes provider reads', async () => {
    const fleet = smallFleet(new App(), [TEAM_A]);
    const run = await mocked(() => void deploy(fleet, { grain: 'tenant' }));
    const rendered = fleet.charts.flatMap(({ charts }) => charts.flatMap((chart) => chart.renderObjects()));
    const texts = run.resources.flatMap(({ inputs }) => Object.values((inputs['objects'] ?? {}) as Objects));
    expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(expect.arrayContaining([...rendered]));
    expect(texts).toHaveLength(rendered.length);
    expect(texts.join('')).not.toContain('pulumi.com/');
  });

  test('names no object after its content', async () => {
    const namesWith = async (replicas: number) => {
      const run = await mocked(
        () => void deploy(smallFleet(new App(), [{ ...TEAM_A, replicas }]), { grain: 'tenant' }),
      );
      return Object.keys(run.find('ObjectSet', 'team-a/objects').inputs['objects'] as Objects);
    };
    expect(await namesWith(3)).toEqual(await namesWith(2));
  });

  test('awaits nothing where that was said, and leaves protected sets in the cluster where that was said', async () => {
    const tenants = [{ ...TEAM_A, protected: true }];
    const args = { grain: 'tenant', waits: false, protection: 'retain' } as const;
    const run = await mocked(() => void deploy(smallFleet(new App(), tenants), args));
    const set = run.find('ObjectSet', 'team-a/objects');
    expect(set).toMatchObject({ protect: false, retainOnDelete: true });
    const arrangement = objectSetOf(set.inputs);
    expect(arrangement).toMatchObject({ waitFor: {}, protection: 'retain' });
    expect(arrangement.guarded).toContain('Namespace tenant-team-a');
  });

  test('has objects that are unknown in a preview where a value in them is, and no others', async () => {
    const program = (): void => {
      const address = new Address('ip');
      new PulumiFleet('acme', { grain: 'tenant' }, (app, later) =>
        smallFleet(app, [{ ...TEAM_A, address: later.address(address.ip) }]),
      );
    };
    const preview = await mocked(program, { preview: true });
    const objects = preview.find('ObjectSet', 'team-a/objects').inputs['objects'] as Objects;
    expect(objects['Service tenant-team-a/kube-apiserver']).toBe(UNKNOWN);
    expect(objects['Namespace tenant-team-a']).toContain('"kind":"Namespace"');
    expect(JSON.stringify(preview.resources)).not.toContain('240.0.0.1');
    const up = await mocked(program, { states: { ip: { ip: '203.0.113.77' } } });
    const known = up.find('ObjectSet', 'team-a/objects').inputs['objects'] as Objects;
    expect(known['Service tenant-team-a/kube-apiserver']).toContain('"loadBalancerIP":"203.0.113.77"');
    expect(JSON.stringify(up.resources)).not.toContain('pulumi.com/');
  });

  test('takes its own provider, and the fine grain takes the other one', async () => {
    const withProvider = (make: typeof managementProvider | typeof objectsProvider, grain: 'object' | 'tenant') =>
      mocked(() => {
        deploy(smallFleet(new App(), [TEAM_A]), { provider: make('eu-1', { kubeconfig: 'k' }), grain });
      });
    await expect(withProvider(managementProvider, 'tenant')).rejects.toThrow(/CLN9080[^]*objectsProvider/);
    await expect(withProvider(objectsProvider, 'object')).rejects.toThrow(/CLN9080[^]*managementProvider/);
  });
});
