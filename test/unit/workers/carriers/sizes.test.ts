import { ColonnadeError } from '../../../../lib/findings';
import type { OperatingSystem } from '../../../../lib/model';
import { bootstrapDocument, userData } from '../../../../lib/workers';
import { Machines } from '../../../../lib/workers/machines';
import { FULL_POOL } from '../../../support/full-pool';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

/** Sources whose machines read user data, with what a cloud takes before base64. */
const CLOUDS = {
  aws: (operatingSystem: OperatingSystem) => Machines.awsAutoScalingGroup({ region: 'eu-central-1', operatingSystem }),
  azure: (operatingSystem: OperatingSystem) =>
    Machines.azureScaleSet({ vault: 'https://acme.vault.azure.net', operatingSystem }),
  gcp: (operatingSystem: OperatingSystem) => Machines.gcpInstanceGroup({ project: 'acme', operatingSystem }),
  openstack: (operatingSystem: OperatingSystem) => Machines.openstack({ operatingSystem }),
  hetzner: (operatingSystem: OperatingSystem) => Machines.hetzner({ operatingSystem }),
  digitalocean: (operatingSystem: OperatingSystem) => Machines.digitalocean({ operatingSystem }),
} as const;

const SYSTEMS = ['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'other'] as const;
const PROFILES = { short: {}, full: FULL_POOL } as const satisfies Record<string, PoolOverrides>;
const K0S: PoolOverrides = { bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' } };

const CASES = Object.entries(CLOUDS).flatMap(([cloud, source]) =>
  SYSTEMS.flatMap((system) =>
    Object.entries({ ...PROFILES, k0s: K0S }).map(([profile, overrides]) => ({
      name: `${cloud}, ${system}, ${profile}`,
      pool: aPool({ ...overrides, machines: source(system).facts }),
    })),
  ),
);

/** What a pool may grow by before its cloud takes it no more. */
const LEAST_ROOM = 512;

describe('user data of every profile on every cloud', () => {
  const lines: string[] = [];

  afterAll(() => {
    if (process.env['COLONNADE_PRINT_SIZES'] === '1') process.stderr.write(`${lines.join('\n')}\n`);
  });

  test.each(CASES)('$name fits, with room for more', ({ name, pool }) => {
    const { bytes, encoding } = userData(aTenant(), pool);
    const { limitBytes, carrier } = pool.machines.firstBoot;
    lines.push(`${name}, ${carrier}: ${bytes.length} of ${String(limitBytes)}, ${encoding}`);
    expect(bytes.length).toBeLessThanOrEqual((limitBytes ?? Infinity) - LEAST_ROOM);
  });

  test.each(['debian', 'flatcar'] as const)(
    'what no compression makes small enough is refused on EC2, with the file that it is, and goes where more is taken: %s',
    (system) => {
      const files = [{ path: '/etc/noise', mode: '0644', content: noise(14_000) }];
      const on = (cloud: keyof typeof CLOUDS) => aPool({ machines: CLOUDS[cloud](system).facts, node: { files } });
      const refused = (() => {
        try {
          return userData(aTenant(), on('aws')).bytes.length;
        } catch (error) {
          return ColonnadeError.is(error) ? error.findings : error;
        }
      })();
      expect(refused).toMatchObject([{ code: 'CLN3050', fix: expect.stringContaining('/etc/noise') as string }]);
      expect(userData(aTenant(), on('gcp')).bytes.length).toBeGreaterThan(14_000);
      expect(bootstrapDocument(aTenant(), on('aws'), 'script').files).toHaveLength(1);
    },
  );
});

/** Text that does not become smaller by compression than by three eighths: hexadecimal digits of a linear congruential generator. */
function noise(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += (state >>> 8).toString(36).padStart(5, '0');
  }
  return text.slice(0, length);
}
