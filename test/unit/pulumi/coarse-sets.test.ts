import { applySet, deleteSet } from '../../../lib/pulumi/coarse/plugin/apply-set';
import type { Before } from '../../../lib/pulumi/coarse/plugin/apply-set';
import { Cluster } from '../../../lib/pulumi/coarse/plugin/cluster';
import { changesOf, refusedToLeave } from '../../../lib/pulumi/coarse/plugin/diff';
import { driftOf } from '../../../lib/pulumi/coarse/plugin/read-set';
import { readinessOf } from '../../../lib/pulumi/coarse/plugin/readiness';
import { EMPTY_SET, objectSetOf } from '../../../lib/pulumi/coarse/plugin/values';
import type { ObjectSetState, Properties } from '../../../lib/pulumi/coarse/plugin/values';
import { KeptObjects } from '../../support/pulumi/kept-objects';

const CONFIG_MAPS = '/api/v1/namespaces/n/configmaps';
const JOBS = '/apis/batch/v1/namespaces/n/jobs';
const PATIENCE = { until: 0, isOver: () => false };
const NOTHING: Before = { set: EMPTY_SET, isComplete: false, leftovers: [] };

function object(kind: string, name: string, content: Properties = {}) {
  const apiVersion = { Job: 'batch/v1', Deployment: 'apps/v1' }[kind] ?? 'v1';
  return { apiVersion, kind, metadata: { name, namespace: 'n' }, ...content };
}

/** A set with these objects, one phase each. */
function setOf(objects: Readonly<Record<string, Properties>>, others: Partial<ObjectSetState> = {}): ObjectSetState {
  const contents = Object.entries(objects).map(([name, value]) => [name, JSON.stringify(value)]);
  const phases = Object.keys(objects).map((name) => [name]);
  return { ...objectSetOf({ objects: Object.fromEntries(contents) as Properties }), phases, ...others };
}

function after(set: ObjectSetState): Before {
  return { set, isComplete: true, leftovers: [] };
}

describe('what differs between two states of a set', () => {
  const before = setOf({ a: object('ConfigMap', 'a', { data: { x: '1', y: '2' } }), b: object('ConfigMap', 'b') });

  test('is said by object and by field', () => {
    const now = setOf({ a: object('ConfigMap', 'a', { data: { x: '3', y: '2' } }), c: object('ConfigMap', 'c') });
    expect(changesOf(before, now)).toEqual([
      { name: 'a', kind: 'update', fields: ['data.x: "1" => "3"'] },
      { name: 'b', kind: 'delete', fields: [] },
      { name: 'c', kind: 'add', fields: [] },
    ]);
  });

  test('is not the order of fields, nor what controllers write', () => {
    const now = setOf(
      { b: object('ConfigMap', 'b'), a: { data: { y: '7', x: '1' }, ...object('ConfigMap', 'a') } },
      { writtenBack: { a: ['data.y'] } },
    );
    expect(changesOf(before, now)).toEqual([]);
  });

  test('is not said in words where it is a secret', () => {
    const secret = (value: string): Properties => ({
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      value: JSON.stringify(object('Secret', 's', { stringData: { token: value } })),
    });
    const [change] = changesOf(
      objectSetOf({ objects: { s: secret('old') } }),
      objectSetOf({ objects: { s: secret('new') } }),
    );
    expect(change?.fields).toEqual(['stringData.token']);
  });

  test('is everything of an object that is not known yet', () => {
    const unknown = objectSetOf({ objects: { a: '04da6b54-80e4-46f7-96ec-b56ff0331ba9' } });
    expect(changesOf(before, unknown)).toContainEqual({ name: 'a', kind: 'update', fields: ['known later'] });
  });

  test('may not be that a guarded object goes, unless it is left in the cluster', () => {
    const guarded = { ...before, guarded: ['b'] };
    const now = setOf({ a: object('ConfigMap', 'a') }, { protection: 'protect' });
    expect(refusedToLeave(guarded, now)).toEqual(['b']);
    expect(refusedToLeave(guarded, { ...now, protection: 'retain' })).toEqual([]);
    expect(refusedToLeave(before, now)).toEqual([]);
    // Another name within the set is no other object.
    const renamed = setOf({ a: object('ConfigMap', 'a'), other: object('ConfigMap', 'b') }, { protection: 'protect' });
    expect(refusedToLeave(guarded, renamed)).toEqual([]);
  });
});

describe('a set that is applied', () => {
  test('comes in the order of its phases, and what left it goes at the end', async () => {
    const kept = new KeptObjects();
    const first = setOf({ b: object('ConfigMap', 'b'), a: object('ConfigMap', 'a') });
    expect(await applySet(new Cluster(kept), first, NOTHING, PATIENCE)).toEqual({ failures: [], leftovers: [] });
    expect(kept.changes).toEqual([`PATCH ${CONFIG_MAPS}/b`, `PATCH ${CONFIG_MAPS}/a`]);

    kept.changes.length = 0;
    const second = setOf({ c: object('ConfigMap', 'c'), a: object('ConfigMap', 'a') });
    await applySet(new Cluster(kept), second, after(first), PATIENCE);
    expect(kept.changes).toEqual([`PATCH ${CONFIG_MAPS}/c`, `DELETE ${CONFIG_MAPS}/b`]);
  });

  test('leaves guarded objects in the cluster where protection says so', async () => {
    const kept = new KeptObjects();
    const first = setOf({ a: object('ConfigMap', 'a'), b: object('ConfigMap', 'b') }, { guarded: ['b'] });
    await applySet(new Cluster(kept), setOf({}, { protection: 'retain' }), after(first), PATIENCE);
    expect(kept.changes).toEqual([`DELETE ${CONFIG_MAPS}/a`]);
  });

  test('stops before the next phase where something is refused, and keeps what is still to be deleted', async () => {
    const kept = new KeptObjects();
    kept.refusals.set(`PATCH ${CONFIG_MAPS}/a`, { status: 403, body: { message: 'no.' } });
    const was = setOf({ old: object('ConfigMap', 'old') });
    const set = setOf({ a: object('ConfigMap', 'a'), b: object('ConfigMap', 'b') });
    const { failures, leftovers } = await applySet(new Cluster(kept), set, after(was), PATIENCE);
    expect(failures).toEqual([expect.objectContaining({ code: 'CLN9082' })]);
    expect(kept.changes).toEqual([`PATCH ${CONFIG_MAPS}/a`]);
    expect(leftovers).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', name: 'old', namespace: 'n' }]);

    // The next run applies everything, because what was done is not known, and deletes what was left.
    kept.changes.length = 0;
    await applySet(new Cluster(kept), set, { set, isComplete: false, leftovers }, PATIENCE);
    expect(kept.changes).toEqual([`PATCH ${CONFIG_MAPS}/a`, `PATCH ${CONFIG_MAPS}/b`, `DELETE ${CONFIG_MAPS}/old`]);
  });

  test('does not begin a phase before the one before is ready', async () => {
    const kept = new KeptObjects();
    const set = setOf(
      { a: object('Deployment', 'a'), b: object('ConfigMap', 'b') },
      { waitFor: { a: 'condition=Available=True' } },
    );
    const { failures } = await applySet(new Cluster(kept), set, NOTHING, PATIENCE);
    expect(failures).toEqual([expect.objectContaining({ code: 'CLN9083' })]);
    expect(kept.changes).toEqual(['PATCH /apis/apps/v1/namespaces/n/deployments/a']);
  });

  test('is not looked at again where the answer to what was written says that it is ready', async () => {
    const kept = new KeptObjects();
    const asked: string[] = [];
    const cluster = new Cluster({
      request: (method, path, body) => {
        asked.push(`${method} ${path.replace(/\?.*/, '')}`);
        return kept.request(method, path, body);
      },
    });
    const conditions = [{ type: 'Available', status: 'True' }];
    const set = setOf(
      { a: object('Deployment', 'a', { status: { conditions } }) },
      { waitFor: { a: 'condition=Available=True' } },
    );
    await applySet(cluster, set, NOTHING, PATIENCE);
    const path = '/apis/apps/v1/namespaces/n/deployments/a';
    expect(asked).toEqual(['GET /apis/apps/v1', `PATCH ${path}`]);
    // What is not written is looked at.
    await applySet(cluster, set, after(set), PATIENCE);
    expect(asked.slice(2)).toEqual([`GET ${path}`]);
  });

  test('makes a Job anew where it cannot be changed, and nothing that holds something', async () => {
    const kept = new KeptObjects();
    const cluster = new Cluster(kept);
    const immutable = { status: 422, body: { message: 'field is immutable' } };
    kept.refusals.set(`PATCH ${JOBS}/j`, immutable);
    expect((await applySet(cluster, setOf({ j: object('Job', 'j') }), NOTHING, PATIENCE)).failures).toEqual([]);
    expect(kept.changes).toEqual([`PATCH ${JOBS}/j`, `DELETE ${JOBS}/j`, `PATCH ${JOBS}/j`]);
    kept.changes.length = 0;
    kept.refusals.set(`PATCH ${CONFIG_MAPS}/a`, immutable);
    const { failures } = await applySet(cluster, setOf({ a: object('ConfigMap', 'a') }), NOTHING, PATIENCE);
    expect(failures).toHaveLength(1);
    expect(kept.changes).toEqual([`PATCH ${CONFIG_MAPS}/a`]);
  });

  test('keeps what controllers have written into fields that are theirs', async () => {
    const kept = new KeptObjects();
    kept.objects.set(`${CONFIG_MAPS}/a`, object('ConfigMap', 'a', { data: { theirs: 'live' } }));
    const set = setOf(
      { a: object('ConfigMap', 'a', { data: { theirs: 'first', ours: 'new' } }) },
      { writtenBack: { a: ['data.theirs'] } },
    );
    await applySet(new Cluster(kept), set, NOTHING, PATIENCE);
    expect(kept.objects.get(`${CONFIG_MAPS}/a`)).toMatchObject({ data: { theirs: 'live', ours: 'new' } });
  });

  test('goes in the opposite order, and waits for finalizers', async () => {
    const kept = new KeptObjects();
    const set = setOf({ a: object('ConfigMap', 'a'), b: object('ConfigMap', 'b') });
    await applySet(new Cluster(kept), set, NOTHING, PATIENCE);
    kept.changes.length = 0;
    kept.refusals.set(`DELETE ${CONFIG_MAPS}/b`, { status: 200, body: {} });
    const [failure] = await deleteSet(new Cluster(kept), after(set), PATIENCE);
    expect(failure).toMatchObject({ code: 'CLN9083' });
    expect(kept.changes).toEqual([`DELETE ${CONFIG_MAPS}/b`]);
    expect(await deleteSet(new Cluster(kept), after(set), PATIENCE)).toEqual([]);
    expect(kept.changes.slice(1)).toEqual([`DELETE ${CONFIG_MAPS}/b`, `DELETE ${CONFIG_MAPS}/a`]);
  });
});

describe('what is not as it was applied', () => {
  test('are changed and missing fields, and missing objects; not what others added, nor Jobs that remove themselves', async () => {
    const kept = new KeptObjects();
    kept.objects.set(`${CONFIG_MAPS}/a`, object('ConfigMap', 'a', { data: { x: 'by hand', added: 'y' } }));
    const set = setOf({
      a: object('ConfigMap', 'a', { data: { x: '1', z: '2' } }),
      b: object('ConfigMap', 'b'),
      j: object('Job', 'j', { spec: { ttlSecondsAfterFinished: 60 } }),
    });
    const drift = await driftOf(new Cluster(kept), set);
    expect([...drift.keys()]).toEqual(['a', 'b']);
    expect(JSON.parse(drift.get('a') ?? '')).toEqual(object('ConfigMap', 'a', { data: { x: 'by hand' } }));
    expect(drift.get('b')).toBeUndefined();
  });
});

describe('what a Secret is given as text', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const written = object('Secret', 's', {
    stringData: { token: 'ours', both: 'text wins' },
    data: { both: base64('not this'), key: base64('key') },
  });
  const set = setOf({ s: written });
  const path = '/api/v1/namespaces/n/secrets/s';
  const stored = { token: base64('ours'), both: base64('text wins'), key: base64('key') };

  test('is written as the API server keeps it, so that a key that leaves the program leaves the Secret', async () => {
    const kept = new KeptObjects();
    await applySet(new Cluster(kept), set, NOTHING, PATIENCE);
    expect(kept.objects.get(path)).toEqual(object('Secret', 's', { data: stored }));
  });

  test.each([
    ['nothing', stored, undefined],
    ['a text', { ...stored, token: base64('theirs') }, { stringData: { token: 'theirs', both: 'text wins' } }],
    ['a text that is gone', { both: stored.both, key: stored.key }, { stringData: { both: 'text wins' } }],
    ['a value', { ...stored, key: base64('theirs') }, { data: { both: base64('not this'), key: base64('theirs') } }],
  ])('is compared with what the API server keeps: %s differs', async (_what, data, found) => {
    const kept = new KeptObjects();
    kept.objects.set(path, object('Secret', 's', { data: { ...data, added: base64('by somebody') } }));
    const drift = await driftOf(new Cluster(kept), set);
    const expected = found === undefined ? [] : [['s', { ...written, ...found }]];
    expect([...drift].map(([name, text]) => [name, JSON.parse(text ?? 'null') as unknown])).toEqual(expected);
  });

  test('is nothing of an object that only has a field of that name', async () => {
    const kept = new KeptObjects();
    const other = object('ConfigMap', 'a', { stringData: { x: '1' } });
    await applySet(new Cluster(kept), setOf({ a: other }), NOTHING, PATIENCE);
    expect(kept.objects.get(`${CONFIG_MAPS}/a`)).toEqual(other);
    expect([...(await driftOf(new Cluster(kept), setOf({ a: other })))]).toEqual([]);
  });
});

describe('what is waited for', () => {
  const live = (
    status: Properties,
    metadata: Properties = {},
    kind = 'Deployment',
    spec: Properties = { replicas: 2 },
  ) => ({
    kind,
    metadata,
    spec,
    status,
  });
  const conditions = [{ type: 'Available', status: 'True' }];
  const available = { conditions, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
  const complete = { readyReplicas: 2, currentRevision: 'b', updateRevision: 'b' };

  test.each([
    ['a condition', live(available), 'condition=Available=True', 'ready'],
    ['a condition that is not met', live(available), 'condition=Available=False', 'waiting'],
    ['a field', live({ a: { b: 3 } }, {}, 'Thing'), 'jsonpath={.status.a.b}=3', 'ready'],
    [
      'a condition of an older content',
      live({ ...available, observedGeneration: 1 }, { generation: 2 }),
      'condition=Available=True',
      'waiting',
    ],
    [
      'a condition that says itself of which content it is',
      live({ conditions: [{ ...conditions[0], observedGeneration: 1 }] }, { generation: 2 }, 'Certificate'),
      'condition=Available=True',
      'waiting',
    ],
    [
      'a condition of this content',
      live({ conditions: [{ ...conditions[0], observedGeneration: 2 }] }, { generation: 2 }, 'Certificate'),
      'condition=Available=True',
      'ready',
    ],
    ['a Deployment with pods of an older content besides', live({ ...available, replicas: 3 }), 'rollout', 'waiting'],
    [
      'a Deployment that has not all pods of the newest content',
      live({ ...available, updatedReplicas: 1 }),
      'rollout',
      'waiting',
    ],
    [
      'a Deployment whose newest pod is not available yet',
      live({ ...available, availableReplicas: 1 }),
      'rollout',
      'waiting',
    ],
    ['a Deployment without pods', live({}, {}, 'Deployment', { replicas: 0 }), 'rollout', 'ready'],
    ['a StatefulSet', live(complete, {}, 'StatefulSet'), 'rollout', 'ready'],
    [
      'a StatefulSet in the middle of an update',
      live({ ...complete, currentRevision: 'a' }, {}, 'StatefulSet'),
      'rollout',
      'waiting',
    ],
    [
      'a Job that failed',
      live({ conditions: [{ type: 'Failed', status: 'True' }] }, {}, 'Job'),
      'condition=Complete=True',
      'failed',
    ],
  ])('%s', (_what, object, wanted, found) => {
    expect(readinessOf(object, wanted)).toBe(found);
  });
});
