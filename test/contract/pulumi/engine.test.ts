/** @jest-environment ./test/support/pulumi/environment.ts */

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import type { OutputMap, Stack } from '@pulumi/pulumi/automation';
import { ConfigMap } from '@pulumi/kubernetes/core/v1/configMap';
import { LocalControlPlane } from 'colonnade/testing';
import { managementProvider, PulumiFleet } from 'colonnade/pulumi';
import { valueAt } from '../../../lib/pulumi/leaves';
import { installCertManager, leftOf } from '../../support/pulumi/cluster';
import { ControllersDouble } from '../../support/pulumi/controllers-double';
import { Engine } from '../../support/pulumi/engine';
import { smallFleet } from '../../support/pulumi/fleet';
import type { SmallTenant } from '../../support/pulumi/fleet';
import { fleetProgram } from '../../support/pulumi/program';
import { KubernetesProviderDouble } from '../../support/pulumi/provider-double';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(15 * 60_000);

const ROOT = join(__dirname, '../../..');
const TEAM_A: SmallTenant = { name: 'team-a', address: '203.0.113.10' };
const TEAM_B: SmallTenant = { name: 'team-b', address: '203.0.113.11' };

describeReal(
  'the real engine, a real API server, and test doubles of the provider and of controllers',
  ['1.36.3'],
  () => {
    let cluster: LocalControlPlane;
    let provider: KubernetesProviderDouble;
    let engine: Engine;

    /** What is to be stopped, the first last. */
    const started: (() => void | Promise<void>)[] = [];

    beforeAll(async () => {
      cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 600 });
      started.unshift(() => cluster.stop());
      await installCertManager(cluster);
      provider = await KubernetesProviderDouble.start(cluster);
      started.unshift(() => provider.stop());
      const controllers = new ControllersDouble(cluster);
      started.unshift(() => controllers.stop());
      engine = await Engine.start({ kubernetes: provider.port });
      started.unshift(() => engine.stop());
    });

    afterAll(async () => {
      for (const stop of started) await stop();
    });

    const program = (tenants: readonly SmallTenant[]) => fleetProgram(cluster.kubeconfig, tenants);

    /** What a run did, without what stayed as it is. */
    async function changesOf(run: Promise<{ readonly summary: { readonly resourceChanges?: OpCounts } }>) {
      return withoutSame((await run).summary.resourceChanges ?? {});
    }

    async function preview(stack: Stack): Promise<OpCounts> {
      return withoutSame((await stack.preview()).changeSummary);
    }

    async function get(path: string): Promise<unknown> {
      const { status, body } = await cluster.request('GET', path);
      return status === 404 ? undefined : body;
    }

    test('a fleet comes, stays, changes, shrinks and goes', async () => {
      let stack = await engine.stack('life', program([TEAM_A, TEAM_B]));
      const planned = await preview(stack);
      expect(planned['create']).toBeGreaterThan(100);
      expect(provider.operations).toEqual([]);
      expect(await get('/api/v1/namespaces/tenant-team-a')).toBeUndefined();

      expect(await changesOf(stack.up())).toEqual(planned);
      expect(provider.configuration).toMatchObject({ kubeconfig: cluster.kubeconfig });
      expect(await get('/apis/apps/v1/namespaces/tenant-team-a/deployments/kube-apiserver')).toMatchObject({
        spec: { replicas: 2 },
        status: { updatedReplicas: 2, availableReplicas: 2 },
      });
      // Nothing that has to be ready is asked for before what has only to be applied.
      const created = provider.operations.filter((operation) => operation.includes('tenant-team-a'));
      expect(created.indexOf('create Namespace tenant-team-a')).toBe(0);
      expect(created.indexOf('create ConfigMap tenant-team-a/kubeconfigs')).toBeLessThan(
        created.indexOf('create Deployment tenant-team-a/kube-apiserver'),
      );

      expect(await preview(stack)).toEqual({});
      expect(await changesOf(stack.up())).toEqual({});

      stack = await engine.stack('life', program([{ ...TEAM_A, replicas: 3 }, TEAM_B]));
      const scaled = await preview(stack);
      expect(await changesOf(stack.up())).toEqual(scaled);
      expect(Object.keys(scaled)).not.toContain('delete');
      expect(await get('/apis/apps/v1/namespaces/tenant-team-a/deployments/kube-apiserver')).toMatchObject({
        spec: { replicas: 3 },
      });
      expect(await preview(stack)).toEqual({});

      stack = await engine.stack('life', program([{ ...TEAM_A, replicas: 3 }]));
      const removal = await preview(stack);
      expect(Object.keys(removal)).toEqual(['delete']);
      expect(await changesOf(stack.up())).toEqual(removal);
      expect(await get('/api/v1/namespaces/tenant-team-b')).toBeUndefined();
      expect(await get('/api/v1/namespaces/tenant-team-a')).toBeDefined();

      await stack.destroy();
      expect((await stack.exportStack()).deployment).not.toHaveProperty('resources');
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('a protected tenant that is removed from the program stays, but for Jobs that are done', async () => {
      const tenants = [TEAM_A, { ...TEAM_B, protected: true }];
      await (await engine.stack('protected', program(tenants))).up();
      const stack = await engine.stack('protected', program([TEAM_A]));
      provider.operations.length = 0;
      await expect(stack.up()).rejects.toThrow(/protect/);
      expect(provider.operations.filter((operation) => !operation.startsWith('delete Job tenant-team-b/'))).toEqual([]);
      await (await engine.stack('protected', program([TEAM_A, TEAM_B]))).up();
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('a program that is killed in the middle is completed by the next run', async () => {
      let reached = (): void => undefined;
      const middle = new Promise<void>((resolve) => (reached = resolve));
      let creates = 0;
      provider.beforeCreate = () => {
        creates += 1;
        if (creates === 40) reached();
        return Promise.resolve();
      };
      const tsx = join(ROOT, 'node_modules/.bin/tsx');
      const script = join(ROOT, 'test/support/pulumi/up.ts');
      const args = [engine.folder, String(provider.port), 'killed', cluster.kubeconfigPath];
      const child = spawn(tsx, ['--tsconfig', join(ROOT, 'tsconfig.all.json'), script, ...args], {
        cwd: ROOT,
        detached: true, // a process group of its own, with the engine in it
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      await Promise.race([middle, ended.then(() => Promise.reject(new Error('it ended before the middle.')))]);
      if (child.pid === undefined) throw new Error('it did not start.');
      process.kill(-child.pid, 'SIGKILL');
      await ended;
      provider.beforeCreate = () => Promise.resolve();

      const stack = await engine.stack('killed', program([TEAM_A]), true);
      await expect(stack.up()).rejects.toThrow(/lock/);
      await stack.cancel();
      await stack.up();
      expect(await preview(stack)).toEqual({});
      const resources = valueAt(await stack.exportStack(), ['deployment', 'resources']);
      const fleet = smallFleet(new App(), [TEAM_A]);
      const objects = fleet.charts.flatMap(({ charts }) => charts.flatMap((chart) => chart.renderObjects()));
      const ids = (Array.isArray(resources) ? resources : [])
        .filter((resource) => String(valueAt(resource, ['type'])).startsWith('kubernetes:'))
        .map((resource) => `${String(valueAt(resource, ['type']))} ${String(valueAt(resource, ['id']))}`);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(objects.length);
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('an Output of a resource reaches the manifests, unknown in the first preview', async () => {
      const stack = await engine.stack('outputs', () => {
        const management = managementProvider('eu-1', { kubeconfig: cluster.kubeconfig });
        const elsewhere = new ConfigMap(
          'addresses',
          { metadata: { name: 'addresses', namespace: 'default' }, data: { team: '203.0.113.77' } },
          { provider: management },
        );
        // What an API server fills in is known only when the object is there.
        const address = elsewhere.metadata.uid.apply(() => '203.0.113.77');
        new PulumiFleet('acme', { provider: management }, (app, later) =>
          smallFleet(app, [{ name: 'team-a', address: later.address(address) }]),
        );
        return Promise.resolve();
      });
      const { stdout } = await stack.preview({ diff: true });
      expect(stdout).not.toMatch(/240\.0\.0|Calling \[to/);
      await stack.up();
      expect(await get('/api/v1/namespaces/tenant-team-a/services/kube-apiserver')).toMatchObject({
        spec: { loadBalancerIP: '203.0.113.77' },
      });
      expect(await preview(stack)).toEqual({});
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('the kubeconfig of a tenant is a secret output', async () => {
      const token = randomBytes(8).toString('hex');
      const stack = await engine.stack('kubeconfig', () => {
        const management = managementProvider('eu-1', { kubeconfig: cluster.kubeconfig });
        const fleet = new PulumiFleet('acme', { provider: management }, (app) => smallFleet(app, [TEAM_A]));
        const { kubeconfig, endpoint } = fleet.tenant('team-a');
        return Promise.resolve({ kubeconfig, endpoint });
      });
      // A Job of the tenant writes it; nothing runs here.
      const write = async (): Promise<void> => {
        await cluster.request('POST', '/api/v1/namespaces/tenant-team-a/secrets', {
          metadata: { name: 'admin-kubeconfig' },
          stringData: { kubeconfig: token },
        });
      };
      provider.beforeCreate = async (operation) => {
        if (operation.startsWith('create Job tenant-team-a/admin-kubeconfig')) await write();
      };
      const { outputs }: { outputs: OutputMap } = await stack.up();
      provider.beforeCreate = () => Promise.resolve();
      expect(outputs['kubeconfig']).toEqual({ value: token, secret: true });
      expect(outputs['endpoint']).toEqual({ value: 'https://203.0.113.10:6443', secret: false });
      const state = readFileSync(join(engine.folder, 'state/.pulumi/stacks/tests/kubeconfig.json'), 'utf8');
      expect(state).not.toContain(token);
      expect(state).not.toContain(Buffer.from(token).toString('base64'));
      await stack.destroy();
    });
  },
  ['pulumi'],
);

type OpCounts = Readonly<Partial<Record<string, number>>>;

function withoutSame(changes: OpCounts): OpCounts {
  return Object.fromEntries(Object.entries(changes).filter(([change]) => change !== 'same'));
}
