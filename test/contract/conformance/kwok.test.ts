import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalControlPlane } from 'colonnade/testing';
import { fakeNodes, startKwok } from '../../e2e/run/kwok';
import { nodeIsReady } from '../../e2e/run/nodes';
import type { NodeObject } from '../../e2e/run/nodes';
import { describeReal } from '../../support/real-parts';
import { until } from '../../support/until';

const COUNT = 20;

describeReal(
  'kwok on a real API server',
  ['1.36.3'],
  () => {
    let cluster: LocalControlPlane;
    let folder: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'colonnade-kwok-'));
      cluster = await LocalControlPlane.start({ version: '1.36.3' });
    }, 300_000);
    afterAll(async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const nodes = async (): Promise<readonly NodeObject[]> => {
      const { body } = await cluster.request('GET', '/api/v1/nodes');
      return (body as { items: readonly NodeObject[] }).items;
    };
    const leases = async (): Promise<number> => {
      const { body } = await cluster.request('GET', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases');
      return (body as { items: readonly unknown[] }).items.length;
    };

    /** What the node controller does to pods of a node that it did not hear of, and what follows when it does. */
    const readyAgain = async (): Promise<void> => {
      const pods = '/api/v1/namespaces/default/pods';
      const waitUntilReady = async (): Promise<void> => {
        await until('the pod is ready', async () => {
          const { body } = await cluster.request('GET', `${pods}/work`);
          const { status } = body as { status: { conditions?: readonly { type: string; status: string }[] } };
          return status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true;
        });
      };
      const metadata = { name: 'work' };
      const spec = { nodeName: 'fake-000', containers: [{ name: 'work', image: 'testbed.invalid/work:1' }] };
      await cluster.request('POST', '/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'default' } });
      const made = await cluster.request('POST', pods, {
        metadata,
        spec: { ...spec, automountServiceAccountToken: false },
      });
      expect(made.status).toBe(201);
      await waitUntilReady();
      const unheard = { status: { conditions: [{ type: 'Ready', status: 'False' }] } };
      const contentType = 'application/strategic-merge-patch+json';
      const { status, body } = await cluster.request('PATCH', `${pods}/work/status`, unheard, { contentType });
      expect([status, body]).toMatchObject([200, { status: { phase: 'Running' } }]);
      await waitUntilReady();
    };

    test('makes the marked nodes Ready, with a Lease each, and their pods again and again, and leaves others alone', async () => {
      const other = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'real-1' } };
      for (const node of [...fakeNodes(COUNT), other]) await cluster.request('POST', '/api/v1/nodes', node);
      const kwok = await startKwok(cluster.kubeconfigPath, join(folder, 'kwok.log'));
      try {
        let ready: readonly NodeObject[] = [];
        await until('the nodes are ready and have Leases', async () => {
          expect(kwok.ended()).toBeUndefined();
          ready = (await nodes()).filter((node) => nodeIsReady(node));
          return ready.length >= COUNT && (await leases()) >= COUNT;
        });
        expect(ready.map(({ metadata }) => metadata.name)).toEqual(
          fakeNodes(COUNT).map((_, index) => `fake-${String(index).padStart(3, '0')}`),
        );
        expect(await leases()).toBe(COUNT);
        await readyAgain();
      } finally {
        await kwok.stop();
      }
      expect(kwok.ended()).toBeDefined();
    }, 1_200_000);
  },
  ['kwok'],
);
