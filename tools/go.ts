import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
}

/** Runs one build to its end, within a time limit; refuses with the last lines of what Go said. */
export async function goBuild(build: GoBuild, context: ToolsContext): Promise<void> {
  mkdirSync(dirname(build.log), { recursive: true });
  appendFileSync(build.log, `\n# ${new Date().toISOString()} go ${build.args.join(' ')}\n`);
  const end = await run(build, context);
  if (end === 'ended well') {
    return;
  }
  const said = readFileSync(build.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  const text = `Building ${build.what} ${end}. The last lines of Go's output:\n${said}\nWhole log: ${build.log}`;
  if (context.signal?.aborted === true) {
    throw new ToolsError('TOOLS_ABORTED', `Building ${build.what} was interrupted.`);
  }
  throw new ToolsError(end.startsWith('took') ? 'TOOLS_BUILD_TIMEOUT' : 'TOOLS_BUILD_FAILED', text);
}

async function run(build: GoBuild, context: ToolsContext): Promise<string> {
  if (context.signal?.aborted === true) {
    return 'was not started';
  }
  const log = openSync(build.log, 'a');
  try {
    const child = spawn('go', build.args, {
      cwd: build.folder,
      env: { ...context.env, ...GO_ENVIRONMENT },
      stdio: ['ignore', log, log],
    });
    let late = false;
    // Go answers SIGINT by ending its compilers and removing its work folder.
    const stop = (): void => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    };
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, context.buildTimeoutMs);
    context.signal?.addEventListener('abort', stop, { once: true });
    const end = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`could not start (${error.message})`));
      child.once('close', (code, signal) =>
        resolve(code === 0 ? 'ended well' : `failed (${signal ?? `exit ${code}`})`),
      );
    });
    clearTimeout(timer);
    context.signal?.removeEventListener('abort', stop);
    return late ? `took longer than ${context.buildTimeoutMs / 60_000} minutes` : end;
  } finally {
    closeSync(log);
  }
}
