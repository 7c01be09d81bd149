import { gunzipSync } from 'node:zlib';
import { CustomResource } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { ColonnadeError, Endpoint, WorkerPool } from 'colonnade';
import type { TenantControlPlane } from 'colonnade';
import { PulumiFleet } from 'colonnade/pulumi';
import type { TenantPool } from 'colonnade/pulumi';
import { Machines, userData } from 'colonnade/workers';
import { mocked, UNKNOWN } from '../../support/pulumi/mocked';
import { poolFleet } from '../../support/pulumi/pool-fleet';

/** Something of a cloud that has an address once it is there. */
class Address extends CustomResource {
  declare public readonly ip: Output<string>;

  public constructor(name: string) {
    super('cloud:index:Address', name, { ip: undefined });
  }
}

/** Something of a cloud that reads user data. */
class Machine extends CustomResource {
  public constructor(name: string, { userData: document }: TenantPool) {
    super('cloud:index:Machine', name, { userData: document });
  }
}

const ON_AWS = { region: 'eu-central-1', instanceTypes: ['m7i.large'] } as const;

function general(tenant: TenantControlPlane): void {
  new WorkerPool(tenant, 'general', { machines: Machines.awsAutoScalingGroup(ON_AWS), size: 3 });
}

/** What an Output becomes when everything is known. */
function settled(value: Output<string>): Promise<string> {
  return new Promise((resolve) => void value.apply(resolve));
}

describe('a worker pool of a fleet in a Pulumi program', () => {
  test('has the document that `colonnade worker` prints', async () => {
    let pool: TenantPool | undefined;
    let text = '';
    await mocked(async () => {
      const fleet = new PulumiFleet('acme', {}, poolFleet(general));
      pool = fleet.tenant('team-a').pool('general');
      text = await settled(pool.userData);
    });
    if (pool === undefined) throw new Error('no pool');
    expect(text).toBe(userData(pool.tenant, pool.model).base64);
    expect(pool.model.machines.source).toBe('aws-auto-scaling-group');
  });

  test('has in its document what is known later', async () => {
    let text = '';
    await mocked(
      async () => {
        const address = new Address('address');
        const build = poolFleet(general, (later) => Endpoint.loadBalancer({ address: later.address(address.ip) }));
        const fleet = new PulumiFleet('acme', {}, build);
        text = await settled(fleet.tenant('team-a').pool('general').userData);
      },
      { states: { address: { ip: '198.51.100.7' } } },
    );
    const document = gunzipSync(Buffer.from(text, 'base64')).toString('utf8');
    expect(document).toContain('https://198.51.100.7:6443');
    expect(document).not.toMatch(/\b24[01]\.0\.0\.\d/);
  });

  test('has a document that is unknown in a preview where something in it is, and known otherwise', async () => {
    const run = await mocked(
      () => {
        const address = new Address('address');
        const later = poolFleet(general, (values) => Endpoint.loadBalancer({ address: values.address(address.ip) }));
        new Machine('later', new PulumiFleet('later', {}, later).tenant('team-a').pool('general'));
        new Machine('now', new PulumiFleet('now', {}, poolFleet(general)).tenant('team-a').pool('general'));
      },
      { preview: true },
    );
    expect(run.find('Machine', 'later').inputs['userData']).toBe(UNKNOWN);
    expect(run.find('Machine', 'now').inputs['userData']).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
  });

  test('is text where an API takes text: as it is, or in base64 when it had to be compressed', async () => {
    const texts: Record<string, string> = {};
    await mocked(async () => {
      const fleet = new PulumiFleet(
        'acme',
        {},
        poolFleet((tenant) => {
          new WorkerPool(tenant, 'small', { machines: Machines.awsAutoScalingGroup(ON_AWS), size: 3 });
          new WorkerPool(tenant, 'large', {
            machines: Machines.gcpInstanceGroup({ project: 'acme-prod' }),
            size: 3,
          });
        }),
      );
      const tenant = fleet.tenant('team-a');
      for (const name of ['small', 'large']) texts[name] = await settled(tenant.pool(name).userDataText);
    });
    expect(texts['large']).toMatch(/^#cloud-config\n/);
    expect(gunzipSync(Buffer.from(texts['small'] ?? '', 'base64')).toString('utf8')).toMatch(/^#cloud-config\n/);
  });

  test('is asked for by its name', async () => {
    let refusal: unknown;
    await mocked(() => {
      const fleet = new PulumiFleet('acme', {}, poolFleet(general));
      try {
        fleet.tenant('team-a').pool('generall');
      } catch (error) {
        refusal = error;
      }
    });
    expect(ColonnadeError.is(refusal) ? refusal.findings : refusal).toEqual([
      expect.objectContaining({ code: 'CLN3303', path: 'acme/eu-1/team-a', fix: "write 'general'." }),
    ]);
  });
});
