import { puppetNodes } from '../../../../lib/installers/puppet';
import type { PuppetNodesProps } from '../../../../lib/installers/puppet';
import { expectGolden, refusals, secretsIn } from '../../../support/installers';
import { aPool } from '../../../support/workers';
import { aK0sPool } from '../../workers/k0s/pools';
import { NODES, aListedPool } from './node-samples';

const [first] = NODES.pools;
if (first === undefined) throw new Error('there is no pool');
const { tenant } = first;

describe('an environment of Puppet for machines of tenants', () => {
  test('has the files that were read', () => {
    expectGolden(__dirname, 'nodes', puppetNodes(NODES));
  });
  test('is the same bytes for the same props, and holds no secret', () => {
    expect(puppetNodes(structuredClone(NODES))).toEqual(puppetNodes(NODES));
    expect(secretsIn(puppetNodes(NODES))).toEqual([]);
  });
  test('says which secrets each pool has', () => {
    expect(puppetNodes(NODES).notes).toContainEqual(
      expect.stringMatching(/secrets\/team-b-general\.eyaml .*colonnade::team_b__general::token/),
    );
  });
});

describe('machines of tenants are refused by Puppet', () => {
  test.each<[string, Partial<PuppetNodesProps>, readonly string[]]>([
    ['without a pool', { pools: [] }, ['CLN8050 pools']],
    ['that are not listed', { pools: [{ tenant, pool: aListedPool([]) }] }, ['CLN8050 pools[0]']],
    [
      'of a pool that is there twice',
      { pools: [first, first] },
      ['CLN8050 pools[1]', 'CLN8050 pools[1]', 'CLN8050 pools[1]'],
    ],
    [
      'of two pools',
      { pools: [first, { tenant, pool: aListedPool(['rack-2.example.com'], { name: 'other' }) }] },
      ['CLN8050 pools[1]'],
    ],
    [
      'with a name that ends the text of a manifest',
      { pools: [{ tenant, pool: aListedPool(["w' {}"]) }] },
      ['CLN8002 pools[0]'],
    ],
    [
      'with k0s, of which the module knows nothing',
      { pools: [{ tenant, pool: aK0sPool({ machines: { hosts: first.pool.machines.hosts } }) }] },
      ['CLN3051 machines.firstBoot.carrier'],
    ],
    [
      'with a file for discovery',
      {
        pools: [{ tenant, pool: aPool({ machines: { hosts: first.pool.machines.hosts } }) }],
      },
      ['CLN3051 bootstrap.discovery'],
    ],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => puppetNodes({ ...NODES, ...props }))).toEqual(codes);
  });
});
