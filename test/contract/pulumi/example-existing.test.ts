import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LocalControlPlane } from 'colonnade/testing';
import { installCertManager, leftOf } from '../../support/pulumi/cluster';
import { ControllersDouble } from '../../support/pulumi/controllers-double';
import { Engine } from '../../support/pulumi/engine';
import type { ExampleArgs, ExampleOperation, ExampleReport } from '../../support/pulumi/example-run';
import { KubernetesProviderDouble } from '../../support/pulumi/provider-double';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(10 * 60_000);

const ROOT = join(__dirname, '../../..');

describeReal(
  'examples/pulumi-existing on the real engine, a real API server, and test doubles of the provider and of controllers',
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
      // As a shell hands it on, without the last end of a line.
      const kubeconfig = cluster.kubeconfig.trimEnd();
      provider = await KubernetesProviderDouble.start({
        kubeconfig,
        request: (...request) => cluster.request(...request),
      });
      started.unshift(() => provider.stop());
      const controllers = new ControllersDouble(cluster);
      started.unshift(() => controllers.stop());
      engine = await Engine.start({ kubernetes: provider.port });
      started.unshift(() => engine.stop());
    });

    afterAll(async () => {
      for (const stop of started) await stop();
    });

    async function run(operation: ExampleOperation): Promise<ExampleReport> {
      const script = join(ROOT, 'test/support/pulumi/example-run.ts');
      const args: ExampleArgs = {
        folder: engine.folder,
        providers: { kubernetes: provider.port },
        kubeconfigPath: cluster.kubeconfigPath,
        config: { address: '203.0.113.20' },
        operations: [operation],
      };
      const { stdout } = await promisify(execFile)(
        join(ROOT, 'node_modules/.bin/tsx'),
        ['--tsconfig', join(ROOT, 'tsconfig.all.json'), script, JSON.stringify(args)],
        { cwd: ROOT, timeout: 5 * 60_000, maxBuffer: 1 << 24 },
      );
      const [report] = JSON.parse(stdout) as readonly [ExampleReport];
      return report;
    }

    test('its program comes up from its configuration, says where the tenant is, and leaves nothing', async () => {
      provider.beforeCreate = async (operation) => {
        // A Job of the tenant writes it; nothing runs here.
        if (!operation.startsWith('create Job tenant-team-a/admin-kubeconfig')) return;
        await cluster.request('POST', '/api/v1/namespaces/tenant-team-a/secrets', {
          metadata: { name: 'admin-kubeconfig' },
          stringData: { kubeconfig: 'of team-a' },
        });
      };
      const planned = await run('preview');
      expect(planned.changes['create']).toBeGreaterThan(70);
      const { outputs } = await run('up');
      expect(outputs?.['endpoint']).toEqual({ value: 'https://203.0.113.20:6443', secret: false });
      expect(outputs?.['kubeconfig']).toEqual({ value: 'of team-a', secret: true });
      const service = '/api/v1/namespaces/tenant-team-a/services/kube-apiserver';
      expect((await cluster.request('GET', service)).body).toMatchObject({ spec: { loadBalancerIP: '203.0.113.20' } });
      expect(Object.keys((await run('preview')).changes)).toEqual(['same']);

      const stack = await engine.stack('example', () => Promise.resolve());
      await stack.destroy();
      expect((await stack.exportStack()).deployment).not.toHaveProperty('resources');
      expect(await leftOf(cluster)).toEqual([]);
    });
  },
  ['pulumi'],
);
