import { Cluster } from '../../../lib/pulumi/coarse/plugin/cluster';
import type { Requests } from '../../../lib/pulumi/coarse/plugin/cluster';
import {
  applyObjects,
  deleteObjects,
  diffSets,
  readExisting,
  readSet,
} from '../../../lib/pulumi/coarse/plugin/object-sets';
import type { Site } from '../../../lib/pulumi/coarse/plugin/object-sets';
import { setProblem } from '../../../lib/pulumi/coarse/plugin/problems';
import { markedLike } from '../../../lib/pulumi/coarse/plugin/values';
import type { Properties } from '../../../lib/pulumi/coarse/plugin/values';
import { KeptObjects } from '../../support/pulumi/kept-objects';

const URN = 'urn:pulumi:dev::tests::colonnade-objects:index:ObjectSet::acme/eu-1/team-a/objects';
const NAMESPACE = '/api/v1/namespaces/n';
const COMPLETE = { isComplete: true, leftovers: [], objects: {} };

function object(kind: 'ConfigMap' | 'Secret', name: string, data: Properties = {}): Properties {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'n' }, data };
}

/** Inputs of a set with these objects. */
function inputsOf(objects: readonly Properties[], arrangement: Properties = {}): Properties {
  const texts = objects.map((one): [string, unknown] => [
    String(one['kind']),
    markedLike(JSON.stringify(one), one['kind'] === 'Secret'),
  ]);
  return { objects: Object.fromEntries(texts), arrangement: JSON.stringify(arrangement) };
}

/** A site on this cluster, and what was said there. */
function siteOf(requests: Requests, deletesUnreachable = false) {
  const said: string[] = [];
  const site: Site = {
    cluster: () => new Cluster(requests),
    log: (_urn, message) => Promise.resolve(void said.push(message)),
    deletesUnreachable: () => deletesUnreachable,
    isOver: () => false,
  };
  return { site, said };
}

const NOWHERE: Requests = {
  request: () => Promise.reject(setProblem('unreachable', { path: 'https://a', message: 'no answer.', fix: 'see.' })),
};

describe('a set of objects, as the engine asks for it', () => {
  test('says of a change what would change, and of no change nothing', async () => {
    const { site, said } = siteOf(new KeptObjects());
    const [before, after] = ['1', '2'].map((x) => inputsOf([object('ConfigMap', 'a', { x })]));
    expect(await diffSets(site, URN, COMPLETE, before ?? {}, after ?? {})).toMatchObject({ isComplete: true });
    expect(said).toEqual(['ConfigMap: data.x: "1" => "2"']);
    await diffSets(site, URN, COMPLETE, before ?? {}, before ?? {});
    expect(said).toHaveLength(1);
  });

  test('refuses that a guarded object leaves it', async () => {
    const { site } = siteOf(new KeptObjects());
    const before = inputsOf([object('ConfigMap', 'a')], { guarded: ['ConfigMap'], protection: 'protect' });
    await expect(diffSets(site, URN, COMPLETE, before, inputsOf([], { protection: 'protect' }))).rejects.toThrow(
      /CLN9084 acme\/eu-1\/team-a\/objects: ConfigMap: protected from deletion/,
    );
  });

  test('is incomplete after a failure, and keeps what is to be deleted until it is', async () => {
    const kept = new KeptObjects();
    const { site } = siteOf(kept);
    const before = inputsOf([object('ConfigMap', 'a'), object('Secret', 's')]);
    const after = inputsOf([object('ConfigMap', 'a', { x: '1' })]);
    kept.refusals.set(`PATCH ${NAMESPACE}/configmaps/a`, { status: 403, body: { message: 'not you.' } });
    const { state, failures } = await applyObjects(site, after, { inputs: before, state: COMPLETE }, 1);
    expect(failures).toEqual([expect.stringMatching(/CLN9082 ConfigMap n\/a: not you/)]);
    const leftovers = [{ apiVersion: 'v1', kind: 'Secret', name: 's', namespace: 'n' }];
    expect(state).toMatchObject({ isComplete: false, leftovers });

    kept.changes.length = 0;
    const again = await applyObjects(site, after, { inputs: after, state }, 1);
    expect(again).toEqual({ state: COMPLETE, failures: [] });
    expect(kept.changes).toEqual([`PATCH ${NAMESPACE}/configmaps/a`, `DELETE ${NAMESPACE}/secrets/s`]);
  });

  test('is read as it is, secrets as secrets; it is gone when nothing of it is left', async () => {
    const kept = new KeptObjects();
    const { site } = siteOf(kept);
    const [plain, secret] = [object('ConfigMap', 'a', { x: '1' }), object('Secret', 's', { token: 'b3Vycw==' })];
    const inputs = inputsOf([plain, secret]);
    expect(await readSet(site, inputs, COMPLETE)).toBeUndefined();
    kept.objects.set(`${NAMESPACE}/configmaps/a`, plain);
    const theirs = object('Secret', 's', { token: 'dGhlaXJz' });
    kept.objects.set(`${NAMESPACE}/secrets/s`, theirs);
    expect(await readSet(site, inputs, COMPLETE)).toEqual({
      inputs: {
        ...inputs,
        objects: { ConfigMap: JSON.stringify(plain), Secret: markedLike(JSON.stringify(theirs), true) },
      },
      state: { ...COMPLETE, objects: { Secret: markedLike(JSON.stringify(theirs), true) } },
    });
    expect(kept.changes).toEqual([]);
  });

  test('of an object that something else makes, what is in a Secret is a secret', async () => {
    const kept = new KeptObjects();
    const { site } = siteOf(kept);
    const [plain, secret] = [object('ConfigMap', 'a', { x: '1' }), object('Secret', 's', { token: 'b3Vycw==' })];
    kept.objects.set(`${NAMESPACE}/configmaps/a`, plain);
    kept.objects.set(`${NAMESPACE}/secrets/s`, secret);
    const read = (kind: string, id: string) => readExisting(site, id, { apiVersion: 'v1', kind });
    expect(await read('ConfigMap', 'n/a')).toMatchObject({ data: { x: '1' } });
    expect(await read('Secret', 'n/s')).toMatchObject({ data: markedLike({ token: 'b3Vycw==' }, true) });
    expect(await read('Secret', 'n/other')).toBeUndefined();
  });
});

describe('the deletion of a set', () => {
  const inputs = inputsOf([object('ConfigMap', 'a')]);

  test('fails where nobody answers, unless that was to be given up', async () => {
    await expect(deleteObjects(siteOf(NOWHERE).site, URN, inputs, COMPLETE, 1)).rejects.toThrow(/CLN9085/);
    const { site, said } = siteOf(NOWHERE, true);
    await deleteObjects(site, URN, inputs, COMPLETE, 1);
    expect(said).toEqual([expect.stringMatching(/^given up, as deleteUnreachable says: CLN9085 https:\/\/a/)]);
  });

  test('fails where somebody answers and refuses it, whatever was to be given up', async () => {
    const kept = new KeptObjects();
    kept.refusals.set(`DELETE ${NAMESPACE}/configmaps/a`, { status: 403, body: { message: 'not you.' } });
    await expect(deleteObjects(siteOf(kept, true).site, URN, inputs, COMPLETE, 1)).rejects.toThrow(/CLN9082.*not you/);
  });
});
