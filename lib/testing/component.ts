import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Guard } from './guard';

/** One running process of the local control plane. */
export class Component {
  private readonly child: ChildProcess;
  private ending: string | undefined;
  private readonly ended: Promise<void>;

  public constructor(
    public readonly name: string,
    private readonly launch: {
      readonly program: string;
      readonly args: readonly string[];
      readonly folder: string;
      /** Receives both output streams. */
      readonly log: string;
      readonly guard: Guard;
    },
  ) {
    const log = openSync(launch.log, 'a');
    // Detached, so that a Ctrl-C in the terminal is handled once, by whoever started the control plane.
    this.child = spawn(launch.program, launch.args, {
      cwd: launch.folder,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const { pid } = this.child;
    if (pid !== undefined) launch.guard.watch(pid);
    // A control plane that nobody stops does not keep its program running; the guard cleans up.
    this.child.unref();
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.ending ??= `could not be started: ${error.message}`;
        resolve();
      });
      this.child.once('exit', (code, signal) => {
        this.ending ??= signal === null ? `ended with exit code ${code ?? '?'}` : `was ended by ${signal}`;
        if (pid !== undefined) launch.guard.forget(pid);
        resolve();
      });
    });
  }

  /** Process id; undefined where the program could not be started. */
  public get pid(): number | undefined {
    return this.child.pid;
  }

  /** How the process ended ("ended with exit code 1"); undefined while it runs. */
  public get obituary(): string | undefined {
    return this.ending;
  }

  /** File with all that the process printed. */
  public get logFile(): string {
    return this.launch.log;
  }

  /** All that the process printed so far. */
  public log(): string {
    return readFileSync(this.launch.log, 'utf8');
  }

  /** Asks the process to end, and ends it when it has not done so in time. Returns when it is gone. */
  public async stop(graceMs: number): Promise<void> {
    if (this.ending !== undefined) return;
    this.child.ref();
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(timer);
  }
}

/** What programs print when they give up, the surest sign first. */
const SIGNS: readonly RegExp[] = [
  /"command failed"|^Error: |^panic: |^F\d{4} |"level":"(?:fatal|panic)"|"failed to verify flags"|^flag provided but/,
  /^E\d{4} |"level":"error"|\berror\b/i,
  /./,
];

/** The lines of a log that most likely say what went wrong, at most `count`. */
export function tellingLines(log: string, count = 3): readonly string[] {
  const lines = log.split('\n').map((line) => line.trim());
  const sign = SIGNS.find((pattern) => lines.some((line) => pattern.test(line)));
  const telling = sign === undefined ? [] : [...new Set(lines.filter((line) => sign.test(line)))];
  return telling.slice(-count).map((line) => (line.length > 600 ? `${line.slice(0, 600)} ...` : line));
}
