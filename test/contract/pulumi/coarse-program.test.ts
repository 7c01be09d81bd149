import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalControlPlane } from 'colonnade/testing';
import { installCertManager, leftOf } from '../../support/pulumi/cluster';
import { coarseProgram } from '../../support/pulumi/coarse';
import { ControllersDouble } from '../../support/pulumi/controllers-double';
import { Engine } from '../../support/pulumi/engine';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(15 * 60_000);

const ROOT = join(__dirname, '../../..');
const PROGRAM = join(ROOT, 'lib/pulumi/coarse/plugin/main.ts');
const NODE = `TSX_TSCONFIG_PATH='${join(ROOT, 'tsconfig.all.json')}' '${process.execPath}' --import '${join(ROOT, 'node_modules/tsx/dist/loader.mjs')}' '${PROGRAM}'`;

describeReal(
  'the program of the coarse grain',
  ['1.36.3'],
  () => {
    test('is found on PATH and started by the real engine, and ends with it', async () => {
      const cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 600 });
      const engine = await Engine.start({});
      const controllers = new ControllersDouble(cluster);
      try {
        await installCertManager(cluster);
        // The folder of the engine is on its PATH. `exec`: the engine is the parent of what it starts, as it is of a program of npm.
        const [found, pids] = [
          join(engine.folder, 'bin/pulumi-resource-colonnade-objects'),
          join(engine.folder, 'pids'),
        ];
        writeFileSync(found, `#!/bin/sh\necho $$ >> '${pids}'\nexec env ${NODE} "$@"\n`, { mode: 0o755 });
        const stack = await engine.stack('program', coarseProgram({ kubeconfig: cluster.kubeconfig }, []));
        await stack.up();
        const namespace = '/api/v1/namespaces/etcd-shared';
        expect((await cluster.request('GET', namespace)).status).toBe(200);
        await stack.destroy();
        expect(await leftOf(cluster)).toEqual([]);
        const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
        expect(started.length).toBeGreaterThanOrEqual(2);
        for (const pid of started) await untilEnded(pid);
      } finally {
        await controllers.stop();
        engine.stop();
        await cluster.stop();
      }
    });

    test('ends when the engine that started it was killed', async () => {
      const parent = spawn('/bin/sh', ['-c', `env ${NODE} & echo $!; wait`], { stdio: ['ignore', 'pipe', 'ignore'] });
      const said: string[] = [];
      parent.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
      for (let tries = 0; tries < 3000 && said.join('').split('\n').length < 3; tries += 1) await pause(100);
      const [pid = 0, port = 0] = said.join('').split('\n').map(Number);
      expect(port).toBeGreaterThan(0);
      expect(isRunning(pid)).toBe(true);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      await untilEnded(pid);
    });
  },
  ['pulumi'],
);

async function untilEnded(pid: number): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (!isRunning(pid)) return;
    await pause(100);
  }
  process.kill(pid, 'SIGKILL');
  throw new Error(`${pid} runs still.`);
}

/** What has ended and was not waited for is no process that runs. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
