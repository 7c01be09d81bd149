import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode, ToolsError } from './errors';

/** How a lock is waited for. */
export interface LockOptions {
  /** Longest wait; then the work is refused. */
  readonly timeoutMs: number;
  /** Called once, when another process holds the lock. */
  readonly onWait?: (holder: string) => void;
  readonly signal?: AbortSignal | undefined;
}

const HEARTBEAT_MS = 5_000;
const ABANDONED_MS = 60_000;
const POLL_MS = 250;

let taken = 0;

/**
 * Does `work` while no other process that uses the same lock file does.
 *
 * A lock is taken over when its process is dead or has given no sign of life for a minute (a machine that was switched
 * off, another container). The lock saves double work and nothing else: what it guards ends in an atomic rename, so the
 * rare case of two processes that both take over costs time, never a wrong result.
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), n: (taken += 1), since: new Date().toISOString() });
  await acquire(file, mine, options);
  const heartbeat = setInterval(() => {
    const now = new Date();
    attempt(() => utimesSync(file, now, now));
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file) === mine) {
      rmSync(file, { force: true });
    }
  }
}

async function acquire(file: string, mine: string, options: LockOptions): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + options.timeoutMs;
  for (let waiting = false; !create(file, mine);) {
    const holder = read(file);
    if (holder === undefined) {
      continue; // released in between
    }
    if (isStale(file, holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waiting) {
      waiting = true;
      options.onWait?.(describe(holder));
    }
    if (options.signal?.aborted === true) {
      throw new ToolsError('TOOLS_ABORTED', 'Interrupted while another process was building.');
    }
    if (Date.now() >= deadline) {
      const seconds = Math.round(options.timeoutMs / 1000);
      throw new ToolsError(
        'TOOLS_LOCK_TIMEOUT',
        `Waited ${seconds} s for ${describe(holder)}, which is building the same part. If it hangs, end it; its lock is ${file}.`,
      );
    }
    await sleep(Math.min(POLL_MS, Math.max(1, deadline - Date.now())));
  }
}

/** Creates the lock with its content in one step, so that nobody ever reads half a lock. */
function create(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}.${taken}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): string | undefined {
  return attempt(() => readFileSync(file, 'utf8'));
}

function isStale(file: string, holder: string): boolean {
  const modified = attempt(() => statSync(file).mtimeMs);
  if (modified === undefined) {
    return false; // gone: the next attempt to create it decides
  }
  const { pid, host } = parse(holder);
  return (host === hostname() && pid !== undefined && !isAlive(pid)) || Date.now() - modified > ABANDONED_MS;
}

/** Whether a process of this machine exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function describe(holder: string): string {
  const { pid, host } = parse(holder);
  return `process ${pid ?? '?'} on ${host ?? '?'}`;
}

function parse(holder: string): { readonly pid?: number; readonly host?: string } {
  const value: unknown = attempt(() => JSON.parse(holder) as unknown);
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const { pid, host } = value as { pid?: unknown; host?: unknown };
  return { ...(typeof pid === 'number' && { pid }), ...(typeof host === 'string' && { host }) };
}

/** The value of `read`, or undefined where the file has gone or cannot be parsed. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
