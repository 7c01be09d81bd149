import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ColonnadeError } from '../../lib/findings';
import { LocalControlPlane } from '../../lib/testing';
import type { LocalControlPlaneOptions } from '../../lib/testing';
import { describeReal, REAL_VERSIONS } from '../support/real-parts';

jest.setTimeout(10 * 60_000);

const running: LocalControlPlane[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()));
});

describeReal('a local control plane', REAL_VERSIONS, () => {
  test.each(REAL_VERSIONS)('of %s answers as that version and leaves nothing behind', async (version) => {
    const cluster = await start({ version });
    expect(cluster.version).toBe(version);
    expect(await cluster.request('GET', '/version')).toMatchObject({
      status: 200,
      body: { gitVersion: `v${version}` },
    });
    const own = ['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => ({ metadata: { name } }));
    expect(await cluster.request('GET', '/api/v1/namespaces')).toMatchObject({ status: 200, body: { items: own } });
    expect(readFileSync(cluster.kubeconfigPath, 'utf8')).toBe(cluster.kubeconfig);
    const { pids } = cluster;
    expect(pids).toHaveLength(2);
    expect(pids.every(isAlive)).toBe(true);

    await cluster.stop();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(dirname(cluster.kubeconfigPath))).toBe(false);
    await expect(cluster.request('GET', '/version')).rejects.toMatchObject({ code: 'CLN9025' });
    await expect(cluster.stop()).resolves.toBeUndefined();
  });

  test('two at once do not see each other, and stopping one leaves the other', async () => {
    const [first, second] = await Promise.all([start({ version: '1.36' }), start({ version: '1.36' })]);
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'only-here' } };
    expect((await first.request('POST', '/api/v1/namespaces', namespace)).status).toBe(201);
    expect((await second.request('GET', '/api/v1/namespaces/only-here')).status).toBe(404);
    await first.stop();
    expect((await second.request('GET', '/readyz')).status).toBe(200);
  });

  test('checks objects strictly when asked to, without storing them', async () => {
    const cluster = await start({ version: '1.36' });
    const path = '/api/v1/namespaces/default/configmaps?dryRun=All&fieldValidation=Strict';
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: {} };
    expect((await cluster.request('POST', path, configMap)).status).toBe(201);
    expect((await cluster.request('POST', path, { ...configMap, dta: {} })).status).toBe(400);
    expect((await cluster.request('GET', '/api/v1/namespaces/default/configmaps/x')).status).toBe(404);
  });

  test('shows nothing to strangers', async () => {
    const cluster = await start({ version: '1.36' });
    expect(await statusWithoutCredentials(`${cluster.url}/api/v1/namespaces`, cluster.caCert)).toBe(403);
  });

  test('flags are passed on', async () => {
    const cluster = await start({ version: '1.36', apiServerArgs: { 'runtime-config': 'api/beta=true' } });
    const { body } = await cluster.request('GET', '/apis/admissionregistration.k8s.io');
    expect(JSON.stringify(body)).toContain('admissionregistration.k8s.io/v1beta1');
  });

  test('ends with its program, even when that is killed', async () => {
    const script = `
      const { LocalControlPlane } = require(${JSON.stringify(join(__dirname, '../../lib/testing'))});
      LocalControlPlane.start({ version: '1.36' }).then((cluster) => {
        console.log(JSON.stringify({ pids: cluster.pids, folder: cluster.kubeconfigPath }));
        setInterval(() => undefined, 1000);
      });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: join(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer];
    const { pids, folder } = JSON.parse(line.toString()) as { pids: number[]; folder: string };
    expect(pids.every(isAlive)).toBe(true);
    child.kill('SIGKILL');
    await until(() => !pids.some(isAlive) && !existsSync(dirname(folder)));
  });
});

describeReal('a local control plane that cannot start', ['1.36.3'], () => {
  test('quotes the line of the log that says why, keeps that log and nothing else', async () => {
    const error = await failure({ version: '1.36', apiServerArgs: { 'no-such-flag': 'x' } });
    expect(error).toMatchObject({ code: 'CLN9022' });
    expect(error.message).toContain('Error: unknown flag: --no-such-flag');
    const log = /Whole log: (\S+)\.(?:\s|$)/.exec(error.message)?.[1] ?? '';
    expect(readFileSync(log, 'utf8')).toContain('--no-such-flag');
    expect(readdirSync(dirname(log)).every((name) => name.endsWith('.log'))).toBe(true);
    rmSync(dirname(log), { recursive: true });
  });

  test('says so when etcd is the one that fails', async () => {
    const error = await failure({ version: '1.36', etcdArgs: { 'no-such-flag': 'x' } });
    expect(error).toMatchObject({ code: 'CLN9022' });
    expect(error.message).toMatch(/etcd ended with exit code \d+.*no-such-flag/);
    removeLogs(error);
  });

  test('names a port that is taken, and leaves its owner alone', async () => {
    const owner = createServer().listen(0, '127.0.0.1');
    await once(owner, 'listening');
    const { port } = owner.address() as AddressInfo;
    const error = await failure({ version: '1.36', port });
    expect(error).toMatchObject({ code: 'CLN9024', findings: [{ property: 'port' }] });
    expect(error.message).toContain(String(port));
    expect(owner.listening).toBe(true);
    owner.close();
  });

  test('a version that is nowhere is refused with the versions that are', async () => {
    const error = await failure({ version: '1.2.3' });
    expect(error).toMatchObject({ code: 'CLN9020', findings: [{ property: 'version' }] });
    expect(error.message).toContain('1.36.3');
  });
});

describe('a local control plane whose API server never answers, of stand-ins', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'colonnade-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('gives up in time and says what it was waiting for', async () => {
    const program = (name: string, script: string) =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\nexec sleep 3600\n`, { mode: 0o755 });
    program('etcd', 'touch etcd.sock');
    program(
      'kube-apiserver',
      `[ "$1" != --version ] || exec echo Kubernetes v1.36.3\necho 'error: no etcd on 127.0.0.1:1'`,
    );
    const error = await failure({ env: { KUBEBUILDER_ASSETS: folder }, startupTimeoutSeconds: 10 });
    expect(error).toMatchObject({ code: 'CLN9023', findings: [{ property: 'startupTimeoutSeconds' }] });
    expect(error.message).toMatch(/readyz.*no etcd on 127\.0\.0\.1:1/);
    removeLogs(error);
  });
});

describe('a local control plane without executables', () => {
  test('says where it looked and what to do', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'colonnade-test-'));
    const error = await failure({ env: { COLONNADE_CACHE: empty, KUBEBUILDER_ASSETS: join(empty, 'none') } });
    expect(error).toMatchObject({ code: 'CLN9020' });
    expect(error.message).toContain(empty);
    expect(error.message).toContain('setup-envtest use');
    rmSync(empty, { recursive: true });
  });
});

async function start(options: LocalControlPlaneOptions): Promise<LocalControlPlane> {
  const cluster = await LocalControlPlane.start(options);
  running.push(cluster);
  return cluster;
}

async function failure(options: LocalControlPlaneOptions): Promise<ColonnadeError> {
  const error: unknown = await start(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!ColonnadeError.is(error)) throw new Error(`expected a ColonnadeError, got ${String(error)}`);
  return error;
}

function removeLogs(error: ColonnadeError): void {
  const log = /Whole log: (\S+)\.(?:\s|$)/.exec(error.message)?.[1] ?? '';
  expect(existsSync(log)).toBe(true);
  rmSync(dirname(log), { recursive: true });
}

function isAlive(pid: number): boolean {
  try {
    // A process that ended and was not waited for yet is gone as far as anybody can tell.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (condition()) return;
    await sleep(50);
  }
  throw new Error('the condition did not come true');
}

function statusWithoutCredentials(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(url, { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
}
