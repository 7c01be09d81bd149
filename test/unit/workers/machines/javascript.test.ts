import fc from 'fast-check';
import { Machines, WorkerPool } from 'colonnade';
import { runs, SEED } from '../../../support/fleets';
import { make, sample } from '../../fleet/support';

type Source = keyof typeof Machines;
const SOURCES = Object.keys(Machines).filter((name): name is Source => name in Machines);

/** A source of machines as a program in JavaScript makes it. */
function careless(source: Source, args: readonly unknown[]): unknown {
  return Reflect.apply(Machines[source], Machines, args);
}

/** What is said of a pool of these machines: findings of errors, all of them with a code. */
function problemsOf(source: Source, args: readonly unknown[]) {
  const { fleet, tenant } = sample();
  const scaling = source === 'awsInstances' ? { autoscaling: { kind: 'karpenter' }, size: { max: 2 } } : { size: 1 };
  make(WorkerPool, tenant, 'general', {
    machines: careless(source, args),
    ...(source !== 'ssh' && scaling),
  });
  return fleet.validateFleet().findings.filter(({ severity }) => severity === 'error');
}

describe('machines of a program in JavaScript', () => {
  test.each(['existing', 'openstack', 'hetzner', 'digitalocean', 'kubevirt'] as const)(
    '%s needs no props',
    (source) => {
      expect(problemsOf(source, [])).toEqual([]);
    },
  );

  test.each([
    ['ssh', 'machines.hosts'],
    ['awsAutoScalingGroup', 'machines.delivery.place.location'],
    ['awsInstances', 'machines.delivery.place.location'],
    ['azureScaleSet', 'machines.delivery.place.location'],
    ['gcpInstanceGroup', 'machines.delivery.place.location'],
    ['clusterApi', 'machines.options.infrastructure'],
  ] as const)('%s without props is a finding that names %s', (source, property) => {
    const found = problemsOf(source, []);
    expect(found.map((one) => one.property)).toContain(property);
    expect(found.every(({ code }) => /^CLN\d{4}$/.test(code))).toBe(true);
  });

  test.each(SOURCES.flatMap((source) => [null, 5, 'x', [], true].map((props) => [source, props] as const)))(
    '%s(%j) is a finding about its props',
    (source, props) => {
      expect(problemsOf(source, [props]).map(({ property }) => property)).toContain('machines.props');
    },
  );

  test.each(SOURCES)('%s never throws anything, whatever it is given', (source) => {
    const names = ['hosts', 'user', 'port', 'carrier', 'zones', 'spot', 'capacity', 'gpu', 'operatingSystem', 'image'];
    const more = ['architecture', 'reachable', 'cloudController', 'credentials', 'region', 'instanceTypes', 'vault'];
    const last = ['project', 'infrastructure', 'cloud', 'flavor', 'serverType', 'vmSize', 'machineType', '__proto__'];
    const junk = fc.oneof(
      fc.anything({ maxDepth: 2 }),
      fc.constantFrom('Ubuntu', 'amd64', 'flatcar', 'talos', '', 'script', 0, -1, NaN, null, undefined, [null], [{}]),
    );
    const props = fc.dictionary(fc.constantFrom(...names, ...more, ...last), junk, { maxKeys: 6 });
    fc.assert(
      fc.property(fc.oneof(props, props, fc.anything()), (given) => {
        for (const { code } of problemsOf(source, [given])) expect(code).toMatch(/^CLN\d{4}$/);
      }),
      { seed: SEED, numRuns: runs(150) },
    );
  });
});
