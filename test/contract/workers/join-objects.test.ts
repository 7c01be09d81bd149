import { native } from '../../../lib/engines/native';
import type { TenantModel } from '../../../lib/model';
import { aPool, aTenant } from '../../support/workers';
import { objectsInside } from '../../support/fleets/render';
import { Judge, podsOf } from '../../support/judge';
import { REAL_VERSIONS, describeReal } from '../../support/real-parts';
import type { RealVersion } from '../../support/real-parts';
import { joinPools } from '../../unit/engines/native/join/pools';
import { etcdCluster, managementCluster } from '../../unit/engines/native/fixtures';

jest.setTimeout(10 * 60_000);

const NAMESPACE = 'tenant-team-a';
const BASE = {
  namespace: NAMESPACE,
  store: { kind: 'dedicated', cluster: etcdCluster({ namespace: NAMESPACE }) },
} as const;
const TENANTS: readonly (readonly [string, Partial<TenantModel>])[] = [
  ['pools of every delivery and store', { workerPools: joinPools() }],
  [
    'a pool with a long name',
    { workerPools: [aPool({ name: 'a'.repeat(63), path: 'x' })].flatMap((pool) => joinPools(pool)) },
  ],
  [
    'an address that only the balancer knows',
    {
      workerPools: joinPools(),
      endpoint: {
        kind: 'loadBalancer',
        port: 6443,
        extraSans: [],
        annotations: {},
        address: null,
        hostname: null,
        sourceRanges: [],
        loadBalancerClass: null,
      },
    },
  ],
];

describeReal('objects for joining', REAL_VERSIONS, () => {
  let management: Judge;
  const inside = new Map<RealVersion, Judge>();

  beforeAll(async () => {
    management = await Judge.start('1.36.3', { crds: true });
    for (const version of REAL_VERSIONS) {
      const judge = await Judge.start(version, { crds: false });
      await judge.allowServiceRanges(['10.96.0.0/16']);
      inside.set(version, judge);
    }
  });

  afterAll(async () => {
    await Promise.all([management, ...inside.values()].map((judge) => judge?.stop()));
  });

  test.each(TENANTS)(
    'of %s are accepted, strictly: manifests, their pods, and what lives inside',
    async (_, changes) => {
      const objects = native().renderTenant(aTenant({ ...BASE, ...changes }), { cluster: managementCluster() });
      expect(await management.refusals(objects)).toEqual([]);
      expect(await management.podRefusals(podsOf(objects))).toEqual([]);
      for (const judge of inside.values()) expect(await judge.refusals(objectsInside(objects, NAMESPACE))).toEqual([]);
    },
  );
});
