import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../../tools/lock';
import { refusal } from './fake-go';

describe('a lock between processes', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-lock-'));
    file = join(folder, 'part.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const hold = (pid: number, host = hostname()): void => writeFileSync(file, JSON.stringify({ pid, host }));
  const deadPid = (): number => spawnSync('true').pid;

  test('lets one work at a time, and leaves nothing behind', async () => {
    const events: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      events.push(`${name} begins`);
      await sleep(50);
      events.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => withLock(file, { timeoutMs: 120_000 }, work(name))));
    expect(events).toHaveLength(6);
    for (const at of [0, 2, 4]) {
      expect(events[at + 1]).toBe(events[at]?.replace('begins', 'ends'));
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a process that is dead is taken over at once', async () => {
    hold(deadPid());
    const onWait = jest.fn();
    await expect(withLock(file, { timeoutMs: 5_000, onWait }, () => Promise.resolve('done'))).resolves.toBe('done');
    expect(onWait).not.toHaveBeenCalled();
    expect(existsSync(file)).toBe(false);
  });

  test('without a sign of life for a minute is taken over, whoever has its process number now', async () => {
    hold(process.pid);
    const longAgo = new Date(Date.now() - 61_000);
    utimesSync(file, longAgo, longAgo);
    await expect(withLock(file, { timeoutMs: 1_000 }, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  test('that holds no process is taken over only after that minute', async () => {
    writeFileSync(file, 'garbage');
    const error = await refusal(withLock(file, { timeoutMs: 50 }, () => Promise.resolve()));
    expect(error).toMatchObject({ code: 'TOOLS_LOCK_TIMEOUT' });
  });

  test('of a process on another machine is not judged by its number', async () => {
    hold(deadPid(), 'another-machine');
    const error = await refusal(withLock(file, { timeoutMs: 50 }, () => Promise.resolve()));
    expect(error).toMatchObject({ code: 'TOOLS_LOCK_TIMEOUT' });
  });

  test('of a living process is waited for, and refused with its number when the wait is over', async () => {
    hold(process.pid);
    const onWait = jest.fn();
    const error = await refusal(withLock(file, { timeoutMs: 300, onWait }, () => Promise.resolve()));
    expect(error).toMatchObject({ code: 'TOOLS_LOCK_TIMEOUT' });
    expect(String(error)).toContain(`process ${process.pid}`);
    expect(String(error)).toContain(file);
    expect(onWait).toHaveBeenCalledTimes(1);
    expect(existsSync(file)).toBe(true);
  });

  test('is given back when the work fails', async () => {
    const error = await refusal(withLock(file, { timeoutMs: 100 }, () => Promise.reject(new Error('work failed'))));
    expect(String(error)).toContain('work failed');
    expect(existsSync(file)).toBe(false);
  });

  test('that was taken over meanwhile is not removed by its former owner', async () => {
    await withLock(file, { timeoutMs: 100 }, () => {
      hold(4242);
      return Promise.resolve();
    });
    expect(readFileSync(file, 'utf8')).toContain('4242');
  });

  test('is not waited for after an interrupt', async () => {
    hold(process.pid);
    const error = await refusal(
      withLock(file, { timeoutMs: 60_000, signal: AbortSignal.timeout(50) }, () => Promise.resolve()),
    );
    expect(error).toMatchObject({ code: 'TOOLS_ABORTED' });
  });
});
