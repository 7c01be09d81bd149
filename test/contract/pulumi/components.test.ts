/** @jest-environment ./test/support/pulumi/environment.ts */

import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ComponentResource, output } from '@pulumi/pulumi';
import type { Inputs, Output } from '@pulumi/pulumi';
import { Engine } from '../../support/pulumi/engine';
import { LanguageHostDouble } from '../../support/pulumi/language-host';
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

interface Schema {
  readonly resources: Readonly<Record<string, object>>;
}

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

    async function schemaOf(plugin: string, environment: Readonly<Record<string, string>> = {}): Promise<Schema> {
      const { envVars = {} } = engine.workspace();
      const { stdout } = await promisify(execFile)(
        join(engine.folder, 'bin/pulumi'),
        ['package', 'get-schema', plugin],
        { env: { ...process.env, ...envVars, ...environment }, timeout: 540_000 },
      );
      return JSON.parse(stdout) as Schema;
    }

    test('the engine reads the schema of the package from its program', async () => {
      const plugin = join(engine.folder, 'pulumi-resource-colonnade');
      writeFileSync(plugin, `#!/bin/sh\nexec ${PROGRAM.join(' ')} "$@"\n`);
      chmodSync(plugin, 0o755);
      const schema = await schemaOf(plugin);
      expect(schema).toMatchObject({ name: 'colonnade' });
      expect(Object.keys(schema.resources).sort()).toEqual([
        'colonnade:index:EtcdStore',
        'colonnade:index:ManagementCluster',
        'colonnade:index:TenantControlPlane',
        'colonnade:index:WorkerPool',
      ]);
      expect(schema.resources['colonnade:index:TenantControlPlane']).toMatchObject({
        isComponent: true,
        requiredInputs: ['kubeconfig', 'managementCluster', 'version', 'address'],
        properties: { kubeconfig: { type: 'string', secret: true } },
      });
    });

    test('the engine starts the package of the checkout as a plugin of source, with a test double of the language host', async () => {
      if (!existsSync(join(ROOT, 'dist/pulumi/components/plugin/main.js'))) throw new Error('build first.');
      const host = await LanguageHostDouble.start();
      try {
        const debug = { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` };
        expect(await schemaOf(join(ROOT, 'pulumi-plugin'), debug)).toMatchObject({
          name: 'colonnade',
          resources: { 'colonnade:index:TenantControlPlane': { isComponent: true } },
        });
      } finally {
        host.stop();
      }
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
