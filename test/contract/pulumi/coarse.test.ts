/** @jest-environment ./test/support/pulumi/environment.ts */

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { CustomResource } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import type { Deployment, Stack } from '@pulumi/pulumi/automation';
import { objectsProvider, PulumiFleet } from 'colonnade/pulumi';
import type { ObjectsProvider } from 'colonnade/pulumi';
import { LocalControlPlane } from 'colonnade/testing';
import { serveObjects } from '../../../lib/pulumi/coarse/plugin/service';
import type { ObjectsService } from '../../../lib/pulumi/coarse/plugin/service';
import { coarseProgram } from '../../support/pulumi/coarse';
import { ControllersDouble } from '../../support/pulumi/controllers-double';
import { Engine } from '../../support/pulumi/engine';
import { smallFleet } from '../../support/pulumi/fleet';
import type { SmallTenant } from '../../support/pulumi/fleet';
import { installCertManager, leftOf } from '../../support/pulumi/cluster';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(10 * 60_000);

const ROOT = join(__dirname, '../../..');
const TEAM_A: SmallTenant = { name: 'team-a', address: '203.0.113.10' };
const TEAM_B: SmallTenant = { name: 'team-b', address: '203.0.113.11' };
const NOTE = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'note', namespace: 'tenant-team-a' },
  data: { text: 'of the program' },
};
const NOTES = '/api/v1/namespaces/tenant-team-a/configmaps';
const DEPLOYMENT = '/apis/apps/v1/namespaces/tenant-team-a/deployments/kube-apiserver';

describeReal(
  'the coarse grain on the real engine and a real API server',
  ['1.36.3'],
  () => {
    let cluster: LocalControlPlane;
    let engine: Engine;
    let service: ObjectsService;

    /** What is to be stopped, the first last. */
    const started: (() => void | Promise<void>)[] = [];

    beforeAll(async () => {
      cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 600 });
      started.unshift(() => cluster.stop());
      await installCertManager(cluster);
      service = await serveObjects();
      started.unshift(() => service.stop());
      const controllers = new ControllersDouble(cluster);
      started.unshift(() => controllers.stop());
      engine = await Engine.start({ 'colonnade-objects': service.port });
      started.unshift(() => engine.stop());
    });

    afterAll(async () => {
      for (const stop of started) await stop();
    });

    const program = (tenants: readonly SmallTenant[], extra: Parameters<typeof coarseProgram>[2] = []) =>
      coarseProgram({ kubeconfig: cluster.kubeconfig }, tenants, extra);

    async function get(path: string): Promise<unknown> {
      const { status, body } = await cluster.request('GET', path);
      return status === 404 ? undefined : body;
    }

    test('a fleet comes, stays, changes, shrinks and goes', async () => {
      let stack = await engine.stack('life', program([TEAM_A, TEAM_B], [NOTE]));
      const planned = await preview(stack);
      expect(planned.changes).toMatchObject({ create: 12 });
      expect(await get('/api/v1/namespaces/tenant-team-a')).toBeUndefined();
      expect(await changesOf(stack.up())).toEqual(planned.changes);
      expect(await get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 2 } });
      expect(await get(`${NOTES}/note`)).toMatchObject({ data: NOTE.data });

      expect((await preview(stack)).changes).toEqual({});
      expect(await changesOf(stack.up())).toEqual({});

      stack = await engine.stack('life', program([{ ...TEAM_A, replicas: 3 }, TEAM_B], [NOTE]));
      const scaled = await preview(stack);
      // Which object, and which field, with the value before and the value after.
      expect(scaled.text).toContain('Deployment tenant-team-a/kube-apiserver: spec.replicas: 2 => 3');
      expect(scaled.text).not.toContain('Service tenant-team-a/kube-apiserver');
      const { stdout } = await stack.preview({ diff: true, color: 'never' });
      expect(stdout).toMatch(/~ Deployment tenant-team-a\/kube-apiserver: \(json\)[^]*~ replicas +: 2 => 3/);
      expect(stdout).not.toContain('~ Service tenant-team-a/kube-apiserver');
      expect(scaled.changes).toEqual({ update: 1 });
      expect(await get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 2 } });
      expect(await changesOf(stack.up())).toEqual({ update: 1 });
      expect(await get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 3 } });

      stack = await engine.stack('life', program([{ ...TEAM_A, replicas: 3 }]));
      const removal = await preview(stack);
      expect(removal.changes).toEqual({ update: 1, delete: 2 });
      expect(removal.text).toContain('ConfigMap tenant-team-a/note: deleted');
      await stack.up();
      expect(await get('/api/v1/namespaces/tenant-team-b')).toBeUndefined();
      expect(await get(`${NOTES}/note`)).toBeUndefined();
      expect(await get(DEPLOYMENT)).toBeDefined();

      await stack.destroy();
      expect((await stack.exportStack()).deployment).not.toHaveProperty('resources');
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('what somebody changed or deleted by hand is shown by refresh, and mended by up', async () => {
      const stack = await engine.stack('drift', program([TEAM_A], [NOTE]));
      await stack.up();
      const untouched = await stack.refresh();
      expect(withoutSame(untouched.summary.resourceChanges ?? {})).toEqual({});
      await cluster.request('PATCH', DEPLOYMENT, { spec: { replicas: 7 } });
      await cluster.request('PATCH', DEPLOYMENT, { metadata: { labels: { 'of-somebody-else': 'stays' } } });
      await cluster.request('DELETE', `${NOTES}/note`);
      const { stdout, summary } = await stack.refresh({ color: 'never' });
      expect(withoutSame(summary.resourceChanges ?? {})).toEqual({ update: 1 });
      // What there is, and what it would be after `up`.
      expect(stdout).toContain('Deployment tenant-team-a/kube-apiserver: spec.replicas: 7 => 2');
      expect(stdout).toContain('ConfigMap tenant-team-a/note: new');
      expect((await preview(stack)).changes).toEqual({ update: 1 });
      expect(await get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 7 } });
      expect(await get(`${NOTES}/note`)).toBeUndefined();
      await stack.up();
      expect(await get(DEPLOYMENT)).toMatchObject({
        spec: { replicas: 2 },
        metadata: { labels: { 'of-somebody-else': 'stays' } },
      });
      expect(await get(`${NOTES}/note`)).toMatchObject({ data: NOTE.data });
      expect((await preview(stack)).changes).toEqual({});
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('a program that is killed in the middle is completed by the next run', async () => {
      const tsx = join(ROOT, 'node_modules/.bin/tsx');
      const script = join(ROOT, 'test/support/pulumi/coarse-up.ts');
      const args = [engine.folder, String(service.port), 'killed', cluster.kubeconfigPath];
      const child = spawn(tsx, ['--tsconfig', join(ROOT, 'tsconfig.all.json'), script, ...args], {
        cwd: ROOT,
        detached: true, // a process group of its own, with the engine in it
        stdio: 'ignore',
      });
      let isRunning = true;
      const ended = once(child, 'exit').then(() => (isRunning = false));
      while (isRunning && (await get('/api/v1/namespaces/tenant-team-a')) === undefined) await pause(20);
      if (!isRunning || child.pid === undefined) throw new Error('it ended before the middle.');
      process.kill(-child.pid, 'SIGKILL');
      await ended;

      const stack = await engine.stack('killed', program([TEAM_A]), true);
      await expect(stack.up()).rejects.toThrow(/lock/);
      await stack.cancel();
      await stack.up();
      expect((await preview(stack)).changes).toEqual({});
      expect(withoutSame((await stack.refresh()).summary.resourceChanges ?? {})).toEqual({});
      const objects = smallFleet(new App(), [TEAM_A]).charts.flatMap(({ charts }) =>
        charts.flatMap((chart) => chart.renderObjects()),
      );
      const kept = setsOf(await stack.exportStack()).flatMap((inputs) => Object.keys(inputs.objects));
      expect(new Set(kept).size).toBe(objects.length);
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('a set that the API server refuses a part of is in the state, and mended by the next run', async () => {
      const wrong = { ...NOTE, metadata: { ...NOTE.metadata, name: 'wrong' }, data: { text: 3 } };
      let stack = await engine.stack('refused', program([TEAM_A], [NOTE, wrong]));
      await expect(stack.up()).rejects.toThrow(/CLN9082[^]*tenant-team-a\/wrong/);
      expect(await get(`${NOTES}/note`)).toBeDefined();
      stack = await engine.stack('refused', program([TEAM_A]));
      await stack.up();
      expect(await get(`${NOTES}/note`)).toBeUndefined();
      expect(await get(DEPLOYMENT)).toBeDefined();
      expect((await preview(stack)).changes).toEqual({});
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('what is in Secrets is in neither the state nor the preview', async () => {
      const [token, key] = [randomBytes(8).toString('hex'), randomBytes(8).toString('base64')];
      const hidden = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'hidden', namespace: 'tenant-team-a' },
        stringData: { token },
        data: { key },
      };
      const path = '/api/v1/namespaces/tenant-team-a/secrets/hidden';
      let stack = await engine.stack('secrets', program([TEAM_A], [hidden]));
      await stack.up();
      const state = () => readFileSync(join(engine.folder, 'state/.pulumi/stacks/tests/secrets.json'), 'utf8');
      expect(state()).not.toContain(token);
      expect(state()).not.toContain(Buffer.from(token).toString('base64'));
      expect(state()).not.toContain(/client-key-data": "(\S{40})/.exec(cluster.kubeconfig)?.[1] ?? cluster.kubeconfig);
      const other = randomBytes(8).toString('hex');
      stack = await engine.stack('secrets', program([TEAM_A], [{ ...hidden, stringData: { token: other } }]));
      const { changes, text } = await preview(stack);
      expect(changes).toEqual({ update: 1 });
      expect(text).toContain('Secret tenant-team-a/hidden: stringData.token');
      expect(text).not.toMatch(new RegExp(`${token}|${other}`));
      await stack.up();
      expect(await get(path)).toMatchObject({ data: { token: Buffer.from(other).toString('base64'), key } });
      // Nor is what somebody else has written there.
      const stranger = randomBytes(8).toString('base64');
      await cluster.request('PATCH', path, { data: { key: stranger } });
      const { stdout } = await stack.refresh({ color: 'never' });
      expect(stdout).toContain('Secret tenant-team-a/hidden: data.key');
      for (const secret of [stranger, key, other]) expect(`${stdout}${state()}`).not.toContain(secret);
      await stack.up();
      expect(await get(path)).toMatchObject({ data: { key } });
      // Nor where it was given as text, which is compared with what the API server keeps.
      expect(withoutSame((await stack.refresh()).summary.resourceChanges ?? {})).toEqual({});
      await cluster.request('PATCH', path, { stringData: { token: stranger } });
      const drift = await stack.refresh({ color: 'never' });
      expect(withoutSame(drift.summary.resourceChanges ?? {})).toEqual({ update: 1 });
      expect(drift.stdout).toContain('Secret tenant-team-a/hidden: stringData.token');
      const theirs = [stranger, Buffer.from(stranger).toString('base64')];
      for (const secret of [...theirs, other]) expect(`${drift.stdout}${state()}`).not.toContain(secret);
      expect((await preview(stack)).changes).toEqual({ update: 1 });
      await stack.up();
      expect(await get(path)).toMatchObject({ data: { token: Buffer.from(other).toString('base64'), key } });
      // A key that is not in the program any more is not in the Secret either.
      stack = await engine.stack('secrets', program([TEAM_A], [{ ...hidden, stringData: {} }]));
      await stack.up();
      expect(await get(path)).toHaveProperty('data', { key });
      expect((await preview(stack)).changes).toEqual({});
      await stack.destroy();
    });

    test('a protected tenant that leaves the program stays, and so does a protected object of one that stays', async () => {
      const guarded = { ...TEAM_B, protected: true };
      const labels = { 'colonnade.dev/deletion-protection': 'enabled' };
      const note = { ...NOTE, metadata: { ...NOTE.metadata, labels } };
      await (await engine.stack('protected', program([TEAM_A, guarded], [note]))).up();
      const without = await engine.stack('protected', program([TEAM_A], [note]));
      await expect(without.preview()).rejects.toThrow(/protect/);
      await expect(without.up()).rejects.toThrow(/protect/);
      expect(await get('/api/v1/namespaces/tenant-team-b')).not.toHaveProperty('metadata.deletionTimestamp');
      expect(await get('/apis/apps/v1/namespaces/tenant-team-b/deployments/kube-apiserver')).toBeDefined();
      const lacking = await engine.stack('protected', program([TEAM_A, guarded]));
      await expect(lacking.preview()).rejects.toThrow(/CLN9084[^]*ConfigMap tenant-team-a\/note/);
      await expect(lacking.up()).rejects.toThrow(/CLN9084/);
      expect(await get(`${NOTES}/note`)).toBeDefined();
      const unprotected = await engine.stack('protected', program([TEAM_A, TEAM_B], [NOTE]));
      await unprotected.up();
      await unprotected.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('a value that is known later is unknown in the preview, and there after it', async () => {
      const stack = await engine.stack('outputs', () => {
        const management = objectsProvider('eu-1', { kubeconfig: cluster.kubeconfig });
        const elsewhere = new Elsewhere('elsewhere', { provider: management });
        const address = elsewhere.isComplete.apply(() => '203.0.113.77');
        const fleet = new PulumiFleet('acme', { provider: management, grain: 'tenant' }, (app, later) =>
          smallFleet(app, [{ name: 'team-a', address: later.address(address) }]),
        );
        return Promise.resolve({ endpoint: fleet.tenant('team-a').endpoint });
      });
      const { stdout } = await stack.preview({ diff: true, color: 'never' });
      expect(stdout).not.toMatch(/240\.0\.0|203\.0\.113\.77|Calling \[to/);
      await stack.up();
      expect(await get('/api/v1/namespaces/tenant-team-a/services/kube-apiserver')).toMatchObject({
        spec: { loadBalancerIP: '203.0.113.77' },
      });
      expect((await stack.outputs())['endpoint']?.value).toBe('https://203.0.113.77:6443');
      expect((await preview(stack)).changes).toEqual({});
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('the kubeconfig of a tenant is a secret output, read by the provider of the sets', async () => {
      const token = randomBytes(8).toString('hex');
      const written = async (): Promise<void> => {
        while ((await get('/api/v1/namespaces/tenant-team-a')) === undefined) await pause(20);
        // A Job of the tenant writes it; nothing runs here.
        await cluster.request('POST', '/api/v1/namespaces/tenant-team-a/secrets', {
          metadata: { name: 'admin-kubeconfig' },
          stringData: { kubeconfig: token },
        });
      };
      const stack = await engine.stack('kubeconfig', () => {
        const provider = objectsProvider('eu-1', { kubeconfig: cluster.kubeconfig });
        const fleet = new PulumiFleet('acme', { provider, grain: 'tenant' }, (app) => smallFleet(app, [TEAM_A]));
        const { kubeconfig, endpoint } = fleet.tenant('team-a');
        return Promise.resolve({ kubeconfig, endpoint });
      });
      const [{ outputs }] = await Promise.all([stack.up(), written()]);
      expect(outputs['kubeconfig']).toEqual({ value: token, secret: true });
      expect(outputs['endpoint']).toEqual({ value: 'https://203.0.113.10:6443', secret: false });
      const state = readFileSync(join(engine.folder, 'state/.pulumi/stacks/tests/kubeconfig.json'), 'utf8');
      expect(state).not.toContain(token);
      expect(state).not.toContain(Buffer.from(token).toString('base64'));
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });

    test('what is in a cluster that does not answer is given up only when that was asked for', async () => {
      let stack = await engine.stack('gone', program([]));
      await stack.up();
      const nowhere = cluster.kubeconfig.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1');
      stack = await engine.stack('gone', coarseProgram({ kubeconfig: nowhere }, []));
      await stack.up();
      await expect(stack.destroy()).rejects.toThrow(/CLN9085/);
      stack = await engine.stack('gone', coarseProgram({ kubeconfig: nowhere, deleteUnreachable: true }, []));
      await stack.up();
      await stack.destroy();
      expect((await stack.exportStack()).deployment).not.toHaveProperty('resources');
      // They are there still: another run takes them over, and deletes them.
      stack = await engine.stack('gone', program([]));
      await stack.up();
      await stack.destroy();
      expect(await leftOf(cluster)).toEqual([]);
    });
  },
  ['pulumi'],
);

/** What a preview says that would be done, without what stays, and in words. */
async function preview(stack: Stack) {
  const { changeSummary, stdout } = await stack.preview({ color: 'never' });
  return { changes: withoutSame(changeSummary), text: stdout };
}

async function changesOf(run: Promise<{ readonly summary: { readonly resourceChanges?: OpCounts } }>) {
  return withoutSame((await run).summary.resourceChanges ?? {});
}

type OpCounts = Readonly<Partial<Record<string, number>>>;

function withoutSame(changes: OpCounts): OpCounts {
  return Object.fromEntries(Object.entries(changes).filter(([change]) => change !== 'same'));
}

/** Something that is known only when it has been made. */
class Elsewhere extends CustomResource {
  declare public readonly isComplete: Output<boolean>;

  public constructor(name: string, options: { readonly provider: ObjectsProvider }) {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } };
    const objects = { elsewhere: JSON.stringify(object) };
    super('colonnade-objects:index:ObjectSet', name, { objects, isComplete: undefined }, options);
  }
}

interface SetInputs {
  readonly objects: Readonly<Record<string, unknown>>;
}

/** Inputs of the sets of objects in an exported state. */
function setsOf({ deployment }: Deployment): readonly SetInputs[] {
  const { resources = [] } = deployment as {
    resources?: readonly { readonly type: string; readonly inputs: SetInputs }[];
  };
  return resources.flatMap(({ type, inputs }) => (type === 'colonnade-objects:index:ObjectSet' ? [inputs] : []));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
