import { App } from 'cdk8s';
import { stacksOf } from '../../../lib/pulumi/stack-order';
import { twoClusters } from '../../support/pulumi/fleet';

const TENANTS = [
  { name: 'team-b', address: '203.0.113.11' },
  { name: 'team-a', address: '203.0.113.10' },
];

describe('the stacks of a fleet', () => {
  const { model } = twoClusters(new App(), TENANTS).validateFleet();
  const said = (...of: [Parameters<typeof stacksOf>[2], Parameters<typeof stacksOf>[3]]) =>
    stacksOf(model, ['us-1', 'eu-1'], ...of).map(({ name, only, after }) => [name, only, after]);

  test('are its management clusters, with everything on them', () => {
    expect(said('management-cluster', 'destroy')).toEqual([
      ['eu-1', undefined, []],
      ['us-1', undefined, []],
    ]);
  });

  test('are its tenants, after what they share', () => {
    expect(said('tenant', 'up')).toEqual([
      ['eu-1', 'shared', []],
      ['eu-1.team-a', ['team-a'], ['eu-1']],
      ['eu-1.team-b', ['team-b'], ['eu-1']],
      ['us-1', 'shared', []],
    ]);
  });

  test('are destroyed before what they share', () => {
    expect(said('tenant', 'destroy')).toEqual([
      ['eu-1.team-a', ['team-a'], []],
      ['eu-1.team-b', ['team-b'], []],
      ['eu-1', 'shared', ['eu-1.team-a', 'eu-1.team-b']],
      ['us-1', 'shared', []],
    ]);
  });

  test.each(['preview', 'refresh'] as const)('wait for none in a %s', (operation) => {
    expect(said('tenant', operation).map(([name, , after]) => [name, after])).toEqual([
      ['eu-1', []],
      ['eu-1.team-a', []],
      ['eu-1.team-b', []],
      ['us-1', []],
    ]);
  });
});
