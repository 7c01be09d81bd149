import { FleetApp } from 'colonnade';
import fc from 'fast-check';
import { buildFleet, fleets, runs, SEED } from '../../support/fleets';
import type { ClusterData, FleetData, PoolData, TenantData } from '../../support/fleets';
import { renderData } from '../../support/fleets/render';

jest.setTimeout(120_000);

const settings = { seed: SEED, numRuns: runs(60) };

describe(`the model of random fleets (seed ${SEED})`, () => {
  test('is frozen through and through', () => {
    fc.assert(
      fc.property(fleets, (data) => expect([...loose(modelOf(data))]).toEqual([])),
      settings,
    );
  });

  test('is plain data: what is written and read again is the same', () => {
    const property = fc.property(fleets, (data) => {
      const model = modelOf(data);
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      expect([...exotic(model)]).toEqual([]);
    });
    fc.assert(property, settings);
  });

  test('does not depend on the order of the program, nor do the objects', () => {
    const property = fc.property(fleets, fc.infiniteStream(fc.nat()), (data, numbers) => {
      const shuffled = shuffledFleet(data, <T>(items: readonly T[]) => shuffle(items, numbers));
      const [before, after] = [renderData(data), renderData(shuffled)];
      expect(JSON.stringify(after.model)).toBe(JSON.stringify(before.model));
      expect(JSON.stringify(after.clusters)).toBe(JSON.stringify(before.clusters));
    });
    fc.assert(property, settings);
  });

  test('shares nothing with the program: what is changed there afterwards changes nothing here', () => {
    const property = fc.property(fleets, (data) => {
      const copy = structuredClone(data);
      const model = buildFleet(new FleetApp(), copy).toModel();
      const before = JSON.stringify(model);
      expect([...frozen(copy)]).toEqual([]);
      scribble(copy);
      expect(JSON.stringify(model)).toBe(before);
    });
    fc.assert(property, settings);
  });

  test('is the same twice', () => {
    fc.assert(
      fc.property(fleets, (data) => expect(modelOf(data)).toEqual(modelOf(data))),
      settings,
    );
  });
});

function modelOf(data: FleetData) {
  return buildFleet(new FleetApp(), data).toModel();
}

/** Paths of objects that can be changed. */
function* loose(value: unknown, path = 'model'): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (!Object.isFrozen(value)) yield path;
  for (const [key, item] of Object.entries(value)) yield* loose(item, `${path}.${key}`);
}

/** Paths of objects that cannot be changed. */
function* frozen(value: unknown, path = 'program'): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (Object.isFrozen(value)) yield path;
  for (const [key, item] of Object.entries(value)) yield* frozen(item, `${path}.${key}`);
}

/** Paths of what JSON does not have. */
function* exotic(value: unknown, path = 'model'): Generator<string> {
  if (value === undefined || typeof value === 'function' || typeof value === 'bigint') yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) yield* exotic(item, `${path}.${key}`);
}

/** The same constructs, made in another order. */
function shuffledFleet(data: FleetData, shuffle: <T>(items: readonly T[]) => T[]): FleetData {
  const pools = (items: readonly PoolData[]) => shuffle(items);
  const tenant = (item: TenantData): TenantData => ({ ...item, pools: pools(item.pools) });
  const cluster = (item: ClusterData): ClusterData => ({
    ...item,
    stores: shuffle(item.stores),
    tenants: shuffle(item.tenants).map(tenant),
    importedTenants: shuffle(item.importedTenants).map((imported) => ({ ...imported, pools: pools(imported.pools) })),
  });
  return { ...data, clusters: shuffle(data.clusters).map(cluster) };
}

function shuffle<T>(items: readonly T[], numbers: fc.Stream<number>): T[] {
  const keyed = items.map((item) => ({ item, key: Number(numbers.next().value) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** Changes everything that can be changed. */
function scribble(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  for (const [key, item] of Object.entries(value)) {
    scribble(item);
    if (typeof item !== 'object') Reflect.set(value, key, 'scribbled');
  }
  if (Array.isArray(value)) value.push('scribbled');
}
