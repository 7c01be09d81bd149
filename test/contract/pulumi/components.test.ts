import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ComponentResource, output } from '@pulumi/pulumi';
import type { Inputs, Output } from '@pulumi/pulumi';
import { Engine } from '../../support/pulumi/engine';
import { PulumiWorld } from '../../support/pulumi/world';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(10 * 60_000);

const ROOT = join(__dirname, '../../..');
const PROGRAM = [
  join(ROOT, 'node_modules/.bin/tsx'),
  '--tsconfig',
  join(ROOT, 'tsconfig.all.json'),
  join(ROOT, 'lib/pulumi/components/plugin/main.ts'),
] as const;

/** A component as programs in other languages have it: its provider makes what it consists of. */
class Remote extends ComponentResource {
  declare public readonly facts: Output<string>;

  public constructor(kind: string, name: string, args: Inputs) {
    super(`colonnade:index:${kind}`, name, { ...args, facts: undefined }, {}, true);
  }
}

describeReal(
  'components from their provider, on the real engine, with test doubles of the Kubernetes provider and of controllers',
  ['1.36.3'],
  () => {
    let world: PulumiWorld;
    let provider: ChildProcess;
    let engine: Engine;

    beforeAll(async () => {
      world = await PulumiWorld.start();
      const [command, ...args] = PROGRAM;
      provider = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
      const [line] = (await once(provider.stdout ?? provider, 'data')) as [Buffer];
      engine = await Engine.start({ kubernetes: world.provider.port, colonnade: Number(line.toString().trim()) });
    });

    afterAll(async () => {
      if (provider.pid !== undefined) process.kill(-provider.pid, 'SIGKILL'); // the program that tsx started as well
      engine.stop();
      await world.stop();
    });

    test('the engine reads the schema of the package from its program', async () => {
      const plugin = join(engine.folder, 'pulumi-resource-colonnade');
      writeFileSync(plugin, `#!/bin/sh\nexec ${PROGRAM.join(' ')} "$@"\n`);
      chmodSync(plugin, 0o755);
      const { envVars = {} } = engine.workspace();
      const { stdout } = await promisify(execFile)(
        join(engine.folder, 'bin/pulumi'),
        ['package', 'get-schema', plugin],
        { env: { ...process.env, ...envVars }, timeout: 120_000 },
      );
      const schema = JSON.parse(stdout) as { readonly resources: Readonly<Record<string, object>> };
      expect(schema).toMatchObject({ name: 'colonnade' });
      expect(Object.keys(schema.resources).sort()).toEqual([
        'colonnade:index:EtcdStore',
        'colonnade:index:ManagementCluster',
        'colonnade:index:TenantControlPlane',
      ]);
      expect(schema.resources['colonnade:index:TenantControlPlane']).toMatchObject({
        isComponent: true,
        requiredInputs: ['kubeconfig', 'managementCluster', 'version', 'address'],
        properties: { kubeconfig: { type: 'string', secret: true } },
      });
    });

    test('a management cluster and a datastore are made by it, behind each other by their facts', async () => {
      const { kubeconfig } = world.cluster;
      const stack = await engine.stack('components', () => {
        const eu = new Remote('ManagementCluster', 'eu-1', { kubeconfig, version: '1.36.3', zones: ['a', 'b', 'c'] });
        const shared = new Remote('EtcdStore', 'shared', {
          kubeconfig,
          managementCluster: eu.facts,
          volume: '16Gi',
          deletionProtection: false,
        });
        return Promise.resolve({ facts: output(shared.facts) });
      });
      await stack.up();
      expect(JSON.parse(String((await stack.outputs())['facts']?.value))).toMatchObject({ name: 'shared', members: 3 });
      expect(await world.get('/apis/apps/v1/namespaces/etcd-shared/statefulsets/etcd')).toMatchObject({
        spec: { replicas: 3 },
      });
      await stack.destroy();
      expect(await world.get('/apis/apps/v1/namespaces/etcd-shared/statefulsets/etcd')).toBeUndefined();
    });
  },
  ['pulumi'],
);
