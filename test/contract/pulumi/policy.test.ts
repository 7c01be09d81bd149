/** @jest-environment ./test/support/pulumi/environment.ts */

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalWorkspace } from '@pulumi/pulumi/automation';
import type { Stack } from '@pulumi/pulumi/automation';
import type { PolicyOptions } from 'colonnade/pulumi/policy';
import { Engine } from '../../support/pulumi/engine';
import { fleetProgram } from '../../support/pulumi/program';
import { KubernetesProviderDouble } from '../../support/pulumi/provider-double';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(10 * 60_000);

const ROOT = join(__dirname, '../../..');
const PACK_PROGRAM = join(ROOT, 'test/support/pulumi/policy-pack.ts');
const CLUSTER = { kubeconfig: 'of a cluster that no preview asks', request: () => Promise.reject(new Error('none')) };

describeReal(
  'the policy pack in the real engine, with a test double of the Kubernetes provider',
  [],
  () => {
    let provider: KubernetesProviderDouble;
    let engine: Engine;
    let stack: Stack;

    beforeAll(async () => {
      provider = await KubernetesProviderDouble.start(CLUSTER);
      engine = await Engine.start({ kubernetes: provider.port });
      // What the engine starts where it has no language host for a policy pack on Node.
      const analyzer = join(engine.folder, 'bin/pulumi-analyzer-policy-nodejs');
      const tsx = `${join(ROOT, 'node_modules/.bin/tsx')} --tsconfig ${join(ROOT, 'tsconfig.all.json')}`;
      writeFileSync(analyzer, `#!/bin/sh\nexec ${tsx} ${PACK_PROGRAM} "$@"\n`);
      chmodSync(analyzer, 0o755);
      const { envVars = {}, ...workspace } = engine.workspace();
      const program = fleetProgram(CLUSTER.kubeconfig, [{ name: 'team-a', address: '203.0.113.10', replicas: 1 }]);
      stack = await LocalWorkspace.createOrSelectStack(
        { stackName: 'policy', projectName: 'tests', program },
        { ...workspace, envVars: { ...envVars, PATH: `${join(engine.folder, 'bin')}:${process.env['PATH']}` } },
      );
    });

    afterAll(() => {
      engine.stop();
      provider.stop();
    });

    /** A folder with a policy pack of these options. */
    function packOf(name: string, options: PolicyOptions): string {
      const folder = join(engine.folder, name);
      mkdirSync(folder);
      writeFileSync(join(folder, 'PulumiPolicy.yaml'), 'runtime: nodejs\n');
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
      writeFileSync(join(folder, 'options.json'), JSON.stringify(options));
      return folder;
    }

    test('advises of warnings in a preview', async () => {
      const { stdout } = await stack.preview({ policyPacks: [packOf('advisory', {})], color: 'never' });
      expect(stdout).toMatch(/\[advisory\] +colonnade-warnings +\(colonnade:index:Fleet: acme\)/);
      expect(stdout).toMatch(/reason\.\s+CLN2107 acme\/eu-1\/team-a replicas/);
      expect(stdout).not.toMatch(/\[mandatory\]/);
    });

    test('stops a preview where a warning is mandatory', async () => {
      const pack = packOf('mandatory', { mandatory: ['CLN2107'] });
      await expect(stack.preview({ policyPacks: [pack], color: 'never' })).rejects.toThrow(
        /\[mandatory\] +colonnade-mandatory [^]*CLN2107 acme\/eu-1\/team-a/,
      );
    });
  },
  ['pulumi'],
);
