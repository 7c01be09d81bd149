import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A command of the testbed that failed; the message has the command and the last lines that it printed. */
export class TestbedError extends Error {
  public override readonly name = 'TestbedError';
}

/** Settings of one command. */
export interface RunOptions {
  /** Written to standard input. @default - nothing */
  readonly input?: string;
  /** @default 60 */
  readonly timeoutSeconds?: number;
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a command ended. */
export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command and gives what it printed; ending with another code than 0 is a TestbedError. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await tryRun(program, args, options);
  if (result.code === 0) return result.stdout;
  const said = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-15).join('\n');
  throw new TestbedError(
    `${[program, ...args].join(' ').slice(0, 500)}\nended with ${result.code ?? 'a timeout'}:\n${said}`,
  );
}

/** Runs a command and gives how it ended, whatever that is. */
export function tryRun(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      timeout: (options.timeoutSeconds ?? 60) * 1000,
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
    const end = (code: number | null, more = ''): void =>
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8') + more,
      });
    child.once('error', (error) => end(127, error.message));
    child.once('close', (code) => end(code));
  });
}

/**
 * Polls until a question is answered with something else than undefined or false. Bounded.
 * @param what - what is waited for; a function is asked at the end, when it is known what was missing
 */
export async function until<T>(
  what: string | (() => string),
  question: () => Promise<T | undefined | false>,
  limit: { readonly seconds: number; readonly everyMs?: number },
): Promise<T> {
  const deadline = Date.now() + limit.seconds * 1000;
  let last = '';
  for (;;) {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = ` Last error: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > deadline) {
      throw new TestbedError(`${typeof what === 'string' ? what : what()}: not within ${limit.seconds} s.${last}`);
    }
    await sleep(limit.everyMs ?? 200);
  }
}

/** Writes a file unless it says so already: some programs end when their configuration is touched. */
export function writeIfOther(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
