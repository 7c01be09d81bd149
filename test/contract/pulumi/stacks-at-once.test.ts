import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedStacks } from '../../support/pulumi/deployed-stacks';
import { Engine } from '../../support/pulumi/engine';
import { KubernetesProviderDouble } from '../../support/pulumi/provider-double';
import type { Mishap } from '../../support/pulumi/stacks';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(20 * 60_000);

const CLUSTER = { kubeconfig: 'of a cluster that no preview asks', request: () => Promise.reject(new Error('none')) };

describeReal(
  'a stack that fails while another one is in its program, on the real engine, with a test double of the Kubernetes provider',
  [],
  () => {
    let provider: KubernetesProviderDouble;
    let engine: Engine;

    beforeAll(async () => {
      provider = await KubernetesProviderDouble.start(CLUSTER);
      engine = await Engine.start({ kubernetes: provider.port });
    });

    afterAll(() => {
      engine.stop();
      provider.stop();
    });

    /** Previews two stacks at once; the one whose program comes later is troubled, and the other one ends after it. */
    function previewed(mishap: Mishap) {
      const kubeconfigPath = join(engine.folder, 'kubeconfig');
      writeFileSync(kubeconfigPath, CLUSTER.kubeconfig);
      const place = { folder: engine.folder, port: provider.port, kubeconfigPath };
      return deployedStacks(place, { mishap, troubled: 'the later', operation: 'preview', parallel: 2 });
    }

    test('by what its program throws is nothing to the other one, which is run once', async () => {
      const { results, programs } = await previewed('a provider that throws');
      const [failed] = results.filter(({ succeeded }) => !succeeded);
      expect(results.filter(({ succeeded }) => succeeded)).toHaveLength(1);
      expect(failed?.error?.message).toBe(`no kubeconfig for ${failed?.stack}`);
      expect([...programs].sort()).toEqual(['eu-1', 'us-1']);
    });

    test('by a cluster that is not reached lets the other one succeed', async () => {
      const { results } = await previewed('a cluster that is not reached');
      const [failed] = results.filter(({ succeeded }) => !succeeded);
      expect(results.filter(({ succeeded }) => succeeded)).toHaveLength(1);
      expect(failed?.error?.code).toBe('CLN9073');
    });
  },
  ['pulumi'],
);
