import { LocalControlPlane } from 'colonnade/testing';
import { applySet, deleteSet } from '../../../lib/pulumi/coarse/plugin/apply-set';
import type { Outcome } from '../../../lib/pulumi/coarse/plugin/apply-set';
import { Client } from '../../../lib/pulumi/coarse/plugin/client';
import { Cluster } from '../../../lib/pulumi/coarse/plugin/cluster';
import { readKubeconfig } from '../../../lib/pulumi/coarse/plugin/kubeconfig';
import { EMPTY_SET, objectSetOf } from '../../../lib/pulumi/coarse/plugin/values';
import { valueAt } from '../../../lib/pulumi/leaves';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(15 * 60_000);

const JOB = '/apis/batch/v1/namespaces/default/jobs/once';
const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/always';

describeReal('fields that never change, on a real API server', ['1.36.3'], () => {
  let server: LocalControlPlane;
  let client: Client;
  let cluster: Cluster;

  beforeAll(async () => {
    server = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 600 });
    client = new Client(readKubeconfig(server.kubeconfig));
    cluster = new Cluster(client);
  });

  afterAll(async () => {
    client.close();
    await server.stop();
  });

  const patience = () => ({ until: Date.now() + 600_000, isOver: () => false });

  /** Applies a set of this object alone, which was not there as far as anybody remembers. */
  function apply(object: object): Promise<Outcome> {
    const set = objectSetOf({ objects: { it: JSON.stringify(object) } });
    return applySet(cluster, set, { set: EMPTY_SET, isComplete: false, leftovers: [] }, patience());
  }

  async function remove(object: object): Promise<void> {
    const set = objectSetOf({ objects: { it: JSON.stringify(object) } });
    expect(await deleteSet(cluster, { set, isComplete: true, leftovers: [] }, patience())).toEqual([]);
  }

  const read = async (path: string, field: readonly (string | number)[]): Promise<unknown> =>
    valueAt((await server.request('GET', path)).body, field);
  const image = ['spec', 'template', 'spec', 'containers', 0, 'image'];
  const uid = ['metadata', 'uid'];

  test('a Job is made anew, unless it would be refused there as well', async () => {
    const job = (container: object) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once', namespace: 'default' },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'it', ...container }] } } },
    });
    expect(await apply(job({ image: 'one' }))).toEqual({ failures: [], leftovers: [] });
    const first = await read(JOB, uid);
    expect((await apply(job({ image: 'two' }))).failures).toEqual([]);
    expect(await read(JOB, image)).toBe('two');
    const second = await read(JOB, uid);
    expect(second).not.toBe(first);
    const wrong = await apply(job({ image: 'three', imagePullPolicy: 'Sometimes' }));
    expect(wrong.failures).toEqual([expect.objectContaining({ code: 'CLN9082' })]);
    expect(await read(JOB, uid)).toBe(second);
    expect(await read('/apis/batch/v1/namespaces/default/jobs', ['items', 'length'])).toBe(1);
    await remove(job({ image: 'two' }));
    expect((await server.request('GET', JOB)).status).toBe(404);
  });

  test('a Deployment stays as it is, and the set says which', async () => {
    const deployment = (app: string) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'always', namespace: 'default' },
      spec: {
        selector: { matchLabels: { app } },
        template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'it', image: 'one' }] } },
      },
    });
    expect((await apply(deployment('a'))).failures).toEqual([]);
    const first = await read(DEPLOYMENT, uid);
    const { failures } = await apply(deployment('b'));
    expect(failures.map(String)).toEqual([
      expect.stringMatching(/CLN9082 Deployment default\/always: .*field is immutable/),
    ]);
    expect(await read(DEPLOYMENT, uid)).toBe(first);
    await remove(deployment('a'));
  });
});
