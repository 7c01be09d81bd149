import { ApiObject } from 'cdk8s';
import type { App } from 'cdk8s';
import { CustomResource } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { ColonnadeError, Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { PulumiFleet } from 'colonnade/pulumi';
import type { Later } from 'colonnade/pulumi';
import { planFleetOf } from '../../../lib/pulumi/fleet-plan';
import { smallFleet } from '../../support/pulumi/fleet';
import { mocked, UNKNOWN } from '../../support/pulumi/mocked';

const TEAM_A = { name: 'team-a', address: '203.0.113.10' };
const TEAM_B = { name: 'team-b', address: '203.0.113.11' };

/** Something of a cloud that has a value once it is there. */
class Value extends CustomResource {
  declare public readonly value: Output<string>;

  public constructor(name: string) {
    super('cloud:index:Value', name, { value: undefined });
  }
}

describe('a value that is known later', () => {
  test('may be the name of a balancer, and that of a class', async () => {
    const program = (): void => {
      const [balancer, disks] = [new Value('balancer'), new Value('disks')];
      new PulumiFleet('acme', {}, (app, later) => {
        const fleet = new Fleet(app, 'acme');
        const storageClass = later.name(disks.value);
        const eu = new ManagementCluster(fleet, 'eu-1', {
          version: '1.36.3',
          host: existing({ zones: ['a', 'b', 'c'], storageClass, loadBalancer: 'hostname' }),
          engine: native(),
        });
        new TenantControlPlane(eu, 'team-a', {
          version: '1.35.4',
          store: new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' }),
          endpoint: Endpoint.loadBalancer({ hostname: later.hostname(balancer.value) }),
        });
        return fleet;
      });
    };
    const states = { balancer: { value: 'nlb-1.example.com' }, disks: { value: 'gp3' } };
    const up = JSON.stringify((await mocked(program, { states })).resources);
    expect(up).toContain('"storageClassName":"gp3"');
    expect(up).toContain('https://nlb-1.example.com:6443');
    expect(up).not.toMatch(/later-\d/);
    const preview = await mocked(program, { preview: true });
    expect(JSON.stringify(preview.find('StatefulSet', 'etcd-shared/etcd').inputs)).toContain(
      `"storageClassName":"${UNKNOWN}"`,
    );
    expect(JSON.stringify(preview.resources)).not.toMatch(/later-\d/);
  });

  /** What is thrown where the address decides something, which is known to be this one in the end. */
  async function refusal(decide: (app: App, address: string) => Fleet): Promise<ColonnadeError> {
    const program = (): void => {
      const address = new Value('address');
      new PulumiFleet('acme', {}, (app, later: Later) => decide(app, later.address(address.value)));
    };
    const error: unknown = await mocked(program, { preview: true }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (ColonnadeError.is(error)) return error;
    throw new Error(`it was not refused: ${String(error)}`);
  }

  test.each([
    ['the stand-in of the first build', '240.'],
    ['the stand-in of the second one', '241.'],
  ])('may not decide which tenants there are: %s', async (_which, start) => {
    const { findings } = await refusal((app, address) =>
      smallFleet(app, [{ ...TEAM_A, address }, ...(address.startsWith(start) ? [TEAM_B] : [])]),
    );
    expect(findings).toMatchObject([{ code: 'CLN9070', path: 'acme/eu-1/team-b' }]);
  });

  test.each(['240.', '241.'])('may not decide whether an object is there: %s', async (start) => {
    const { findings } = await refusal((app, address) => {
      const fleet = smallFleet(app, [{ ...TEAM_A, address }]);
      const team = fleet.node.findChild('eu-1').node.findChild('team-a');
      if (!TenantControlPlane.isTenantControlPlane(team)) throw new Error('it is no tenant.');
      team.materialize();
      const metadata = { name: 'zz', namespace: 'tenant-team-a' };
      if (address.startsWith(start)) new ApiObject(team, 'zz', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
      return fleet;
    });
    expect(findings).toMatchObject([
      { code: 'CLN9070', path: 'acme/eu-1/team-a', property: expect.stringContaining('ConfigMap/zz') as unknown },
    ]);
  });

  test('may not decide either when it is known, where nothing that stands for it did', async () => {
    const plan = planFleetOf(
      (app, later) => {
        const address = later.address('203.0.113.10');
        return smallFleet(app, [{ ...TEAM_A, address }, ...(address.startsWith('203.') ? [TEAM_B] : [])]);
      },
      { waits: true },
    );
    const written = plan.textOf((model) => model, JSON.stringify);
    // Whatever nobody waits for ends the process of a program that fails.
    const settled = ['isKnown', 'isSecret'].map((part): unknown => Reflect.get(Object(written) as object, part));
    const [first] = await Promise.allSettled(settled);
    expect(first).toMatchObject({ reason: { code: 'CLN9070', findings: [{ path: 'acme/eu-1/team-b' }] } });
  });

  test('may not decide whether a field is there', async () => {
    const { findings } = await refusal((app, address) =>
      smallFleet(app, [{ ...TEAM_A, address, annotations: address.startsWith('240.') ? { 'a.org/b': 'c' } : {} }]),
    );
    expect(findings).toMatchObject([{ code: 'CLN9070', path: 'acme/eu-1/team-a' }]);
  });

  test('may not decide what is waited for', async () => {
    const { findings } = await refusal((app, address) => {
      const own = native();
      const fleet = new Fleet(app, 'acme');
      const eu = new ManagementCluster(fleet, 'eu-1', {
        version: '1.36.3',
        host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
        engine: {
          ...own,
          readiness: ({ namespace }) => [
            {
              ...{ apiVersion: 'v1', kind: 'Service', name: 'kube-apiserver', namespace },
              until: { field: 'status.loadBalancer.ingress[0].ip', value: address },
            },
          ],
        },
      });
      const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10' });
      new TenantControlPlane(eu, 'team-a', { version: '1.35.4', store: 'dedicated', endpoint });
      return fleet;
    });
    expect(findings).toMatchObject([
      { code: 'CLN9070', path: 'acme/eu-1/team-a', property: 'Service/kube-apiserver readiness' },
    ]);
  });
});
