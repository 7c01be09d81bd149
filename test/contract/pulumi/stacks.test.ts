import { leftOf } from '../../support/pulumi/cluster';
import { deployedStacks } from '../../support/pulumi/deployed-stacks';
import type { StacksPlace } from '../../support/pulumi/deployed-stacks';
import type { StacksArgs, StacksReport } from '../../support/pulumi/stacks';
import { PulumiWorld } from '../../support/pulumi/world';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(30 * 60_000);

describeReal(
  'stacks of a fleet on the real engine, with test doubles of the provider and of controllers',
  ['1.36.3'],
  () => {
    let world: PulumiWorld;

    beforeAll(async () => {
      world = await PulumiWorld.start();
    });

    afterAll(() => world.stop());

    async function deployed(options: Omit<StacksArgs, keyof StacksPlace>): Promise<StacksReport> {
      const { engine, provider, cluster } = world;
      const place = { folder: engine.folder, port: provider.port, kubeconfigPath: cluster.kubeconfigPath };
      const report = await deployedStacks(place, options);
      // Where a cluster is not reached, Pulumi may go on listening for a program of which it never hears the end.
      if (options.mishap !== 'a cluster that is not reached') expect(report).toMatchObject({ listeners: 0 });
      return report;
    }

    test('one that fails keeps no other from being deployed, and says why; the next call goes on', async () => {
      const planned = await deployed({ mishap: 'nothing', operation: 'preview', parallel: 2 });
      expect(planned.results.map(({ succeeded }) => succeeded)).toEqual([true, true]);
      expect(world.provider.operations).toEqual([]);

      const thrown = await deployed({ mishap: 'a provider that throws', operation: 'up', parallel: 2 });
      expect(thrown.results).toEqual([
        { stack: 'eu-1', succeeded: true, changes: planned.results[0]?.changes },
        { stack: 'us-1', succeeded: false, error: { message: 'no kubeconfig for us-1' } },
      ]);
      expect(await world.get('/api/v1/namespaces/etcd-shared')).toBeDefined();
      // Nothing else runs then that would hear of what nobody handles.
      const alone = await deployed({ mishap: 'a provider that throws', operation: 'preview', parallel: 1 });
      expect(alone.results[1]).toEqual(thrown.results[1]);

      const lost = await deployed({ mishap: 'a cluster that is not reached', operation: 'up', parallel: 2 });
      expect(lost.results).toMatchObject([
        { stack: 'eu-1', succeeded: true },
        { stack: 'us-1', succeeded: false, error: { code: 'CLN9073' } },
      ]);
      expect(lost.results[0]?.changes).toEqual({ same: planned.results[0]?.changes?.['create'] });
      expect(lost.results[1]?.error?.message).toMatch(/^CLN9073 tests\/us-1 up: .*no such cluster/);

      const again = await deployed({ mishap: 'nothing', operation: 'up', parallel: 1 });
      expect(again.results.map(({ succeeded }) => succeeded)).toEqual([true, true]);
      expect(again.results[1]?.changes?.['create']).toBeGreaterThan(0);
      expect(await world.get('/apis/cert-manager.io/v1/clusterissuers/colonnade-self-signed')).toBeDefined();
    });

    test('a call works on as many at once as it is told, and tells what it does', async () => {
      const one = await deployed({ mishap: 'nothing', operation: 'refresh', parallel: 1 });
      expect(one.progress).toEqual(['eu-1 begun', 'eu-1 ended', 'us-1 begun', 'us-1 ended']);
      const two = await deployed({ mishap: 'nothing', operation: 'destroy', parallel: 2 });
      expect(two.progress.slice(0, 2)).toEqual(['eu-1 begun', 'us-1 begun']);
      expect([...two.progress].sort()).toEqual([...one.progress].sort());
      expect(two.results.map(({ succeeded }) => succeeded)).toEqual([true, true]);
      expect(await leftOf(world.cluster)).toEqual([]);
    });

    test('one for each tenant comes after what tenants share, is not begun without it, and goes before it', async () => {
      const stacks = ['eu-1', 'eu-1.team-a', 'eu-1.team-b', 'us-1'];
      const lost = await deployed({
        ...{ per: 'tenant', mishap: 'a cluster that is not reached', troubled: 'eu-1' },
        ...{ operation: 'up', parallel: 2 },
      });
      expect(lost.results.map(({ stack }) => stack)).toEqual(stacks);
      expect(lost.results.map(({ error }) => error?.code)).toEqual(['CLN9073', 'CLN9074', 'CLN9074', undefined]);
      expect(lost.progress.filter((said) => said.endsWith('begun')).sort()).toEqual(['eu-1 begun', 'us-1 begun']);

      const up = await deployed({ per: 'tenant', mishap: 'nothing', operation: 'up', parallel: 3 });
      expect(up.results.map(({ succeeded }) => succeeded)).toEqual([true, true, true, true]);
      expect(up.progress.indexOf('eu-1 ended')).toBeLessThan(up.progress.indexOf('eu-1.team-a begun'));
      expect(await world.get('/apis/apps/v1/namespaces/tenant-team-b/deployments/kube-apiserver')).toBeDefined();
      const again = await deployed({ per: 'tenant', mishap: 'nothing', operation: 'preview', parallel: 3 });
      expect(again.results.flatMap(({ changes = {} }) => Object.keys(changes))).toEqual([
        'same',
        'same',
        'same',
        'same',
      ]);

      const destroyed = await deployed({ per: 'tenant', mishap: 'nothing', operation: 'destroy', parallel: 3 });
      expect(destroyed.results.map(({ succeeded }) => succeeded)).toEqual([true, true, true, true]);
      expect(destroyed.progress.indexOf('eu-1.team-b ended')).toBeLessThan(destroyed.progress.indexOf('eu-1 begun'));
      expect(await leftOf(world.cluster)).toEqual([]);
    });
  },
  ['pulumi'],
);
