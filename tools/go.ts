import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import type { Environment, ToolsContext } from './context';
import { systemCode, ToolsError } from './errors';

/** The Go that builds: part of every key. */
export interface GoPlatform {
  /** As `go env GOVERSION` prints it, experiments included. */
  readonly version: string;
  readonly os: string;
  readonly arch: string;
}

/** What is fixed in the environment of every build, whatever the user's own settings are. */
export const GO_ENVIRONMENT = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' } as const;

/** Asks `go` for its version and platform; undefined when there is no `go` in PATH. */
export function goPlatform(env: Environment): GoPlatform | undefined {
  const result = spawnSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
    env: { ...env, ...GO_ENVIRONMENT },
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (result.error !== undefined && systemCode(result.error) === 'ENOENT') {
    return undefined;
  }
  const [version, os, arch] = result.status === 0 ? result.stdout.trim().split('\n') : [];
  if (!version || !os || !arch) {
    const why = result.error?.message ?? result.stderr;
    throw new ToolsError('TOOLS_GO_BROKEN', `"go env" gave no version and platform: ${why.trim()}`);
  }
  return { version, os, arch };
}

/** One run of `go build`. */
export interface GoBuild {
  /** The folder of the wrapper module. */
  readonly folder: string;
  readonly args: readonly string[];
  /** What is built, for messages. */
  readonly what: string;
  /** Everything Go prints is appended here. */
  readonly log: string;
  /** Where Go keeps its intermediate files, which it leaves behind when it is ended hard. */
  readonly scratch: string;
}

/** Runs one build to its end, within a time limit; refuses with the last lines of what Go said. */
export async function goBuild(build: GoBuild, context: ToolsContext): Promise<void> {
  mkdirSync(build.scratch, { recursive: true });
  appendFileSync(build.log, `\n# ${new Date().toISOString()} go ${build.args.join(' ')}\n`);
  const { ok, late, how } = await run(build, context);
  if (ok) {
    return;
  }
  if (context.signal?.aborted === true) {
    throw new ToolsError('TOOLS_ABORTED', `Building ${build.what} was interrupted.`);
  }
  const said = readFileSync(build.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  throw new ToolsError(
    late ? 'TOOLS_BUILD_TIMEOUT' : 'TOOLS_BUILD_FAILED',
    `Building ${build.what} ${how}. The last lines of Go's output:\n${said}\nWhole log: ${build.log}`,
  );
}

interface End {
  readonly ok: boolean;
  readonly late: boolean;
  /** For messages: "failed (exit 1)". */
  readonly how: string;
}

async function run(build: GoBuild, context: ToolsContext): Promise<End> {
  if (context.signal?.aborted === true) {
    return { ok: false, late: false, how: 'was not started' };
  }
  const log = openSync(build.log, 'a');
  const child = spawn('go', build.args, {
    cwd: build.folder,
    env: { ...context.env, ...GO_ENVIRONMENT, GOTMPDIR: build.scratch },
    stdio: ['ignore', log, log],
    detached: true, // a process group of its own, so that its compilers can be ended with it
  });
  closeSync(log);

  let late = false;
  let last: NodeJS.Timeout | undefined;
  const stop = (): void => {
    killGroup(child.pid, 'SIGINT'); // Go removes its work folder
    last = setTimeout(() => killGroup(child.pid, 'SIGKILL'), 10_000);
  };
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, context.buildTimeoutMs);
  context.signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<End>((resolve) => {
      const end = (ok: boolean, how: string): void =>
        resolve({ ok, late, how: late ? `took longer than ${context.buildTimeoutMs / 60_000} minutes` : how });
      child.once('error', (error) => end(false, `could not start (${error.message})`));
      child.once('close', (code, signal) => end(code === 0, `failed (${signal ?? `exit ${code}`})`));
    });
  } finally {
    clearTimeout(timer);
    clearTimeout(last);
    context.signal?.removeEventListener('abort', stop);
  }
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) {
      process.kill(-pid, signal);
    }
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') {
      throw error;
    }
  }
}
