import type { Stack } from '@pulumi/pulumi/automation';
import { LocalControlPlane } from 'colonnade/testing';
import { serveObjects } from '../../../lib/pulumi/coarse/plugin/service';
import { coarseProgram } from '../../support/pulumi/coarse';
import { ControllersDouble } from '../../support/pulumi/controllers-double';
import { Engine } from '../../support/pulumi/engine';
import type { SmallTenant } from '../../support/pulumi/fleet';
import { installCertManager, leftOf } from '../../support/pulumi/cluster';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(3 * 60_000);

const TEAM_A: SmallTenant = { name: 'team-a', address: '203.0.113.10' };
const TEAM_B: SmallTenant = { name: 'team-b', address: '203.0.113.11' };
const NOTE = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'note', namespace: 'tenant-team-a' },
  data: { text: 'of the program' },
};
const NOTES = '/api/v1/namespaces/tenant-team-a/configmaps';
const DEPLOYMENT = '/apis/apps/v1/namespaces/tenant-team-a/deployments/kube-apiserver';

describeReal(
  'the coarse grain on the real engine and a real API server',
  ['1.36.3'],
  () => {
    let cluster: LocalControlPlane;
    let engine: Engine;

    /** What is to be stopped, the first last. */
    const started: (() => void | Promise<void>)[] = [];

    beforeAll(async () => {
      cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 600 });
      started.unshift(() => cluster.stop());
      await installCertManager(cluster);
      const service = await serveObjects();
      started.unshift(() => service.stop());
      const controllers = new ControllersDouble(cluster);
      started.unshift(() => controllers.stop());
      engine = await Engine.start({ 'colonnade-objects': service.port });
      started.unshift(() => engine.stop());
    });

    afterAll(async () => {
      for (const stop of started) await stop();
    });

    const program = (tenants: readonly SmallTenant[], extra: Parameters<typeof coarseProgram>[2] = []) =>
      coarseProgram({ kubeconfig: cluster.kubeconfig }, tenants, extra);

    async function get(path: string): Promise<unknown> {
      const { status, body } = await cluster.request('GET', path);
      return status === 404 ? undefined : body;
    }

    test('a fleet comes, stays, changes, shrinks and goes', async () => {
      let stack = await engine.stack('life', program([TEAM_A, TEAM_B], [NOTE]));
      const planned = await preview(stack);
      expect(planned.changes).toMatchObject({ create: 12 });
      expect(await get('/api/v1/namespaces/tenant-team-a')).toBeUndefined();
      expect(await changesOf(stack.up())).toEqual(planned.changes);
      expect(await get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 2 } });
      expect(await get(`${NOTES}/note`)).toMatchObject({ data: NOTE.data });

      expect((await preview(stack)).changes).toEqual({});
      expect(await changesOf(stack.up())).toEqual({});

      stack = await engine.stack('life', program([{ ...TEAM_A, replicas: 3 }, TEAM_B], [NOTE]));
      const scaled = await preview(stack);
      expect(scaled.changes).toEqual({ update: 1 });
      expect(await changesOf(stack.up())).toEqual({ update: 1 });
      expect(await get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 3 } });

      stack = await engine.stack('life', program([{ ...TEAM_A, replicas: 3 }]));
      const removal = await preview(stack);
      expect(removal.changes).toEqual({ update: 1, delete: 2 });
      await stack.up();
      expect(await get('/api/v1/namespaces/tenant-team-b')).toBeUndefined();
      expect(await get(`${NOTES}/note`)).toBeUndefined();
      expect(await get(DEPLOYMENT)).toBeDefined();

      await stack.destroy();
      expect((await stack.exportStack()).deployment).not.toHaveProperty('resources');
      expect(await leftOf(cluster)).toEqual([]);
    });
  },
  ['pulumi'],
);

/** What a preview says that would be done, without what stays, and in words. */
async function preview(stack: Stack) {
  const { changeSummary, stdout } = await stack.preview({ diff: true, color: 'never' });
  return { changes: withoutSame(changeSummary), text: stdout };
}

async function changesOf(run: Promise<{ readonly summary: { readonly resourceChanges?: OpCounts } }>) {
  return withoutSame((await run).summary.resourceChanges ?? {});
}

type OpCounts = Readonly<Partial<Record<string, number>>>;

function withoutSame(changes: OpCounts): OpCounts {
  return Object.fromEntries(Object.entries(changes).filter(([change]) => change !== 'same'));
}
