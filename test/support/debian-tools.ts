import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program of Debian that reads what is rendered, and the package that brings it. */
export interface DebianTool {
  readonly command: string;
  readonly package: string;
}

/**
 * A describe block whose tests need these programs. Without them it is skipped and says so; with CI=true it fails instead.
 */
export function describeWith(title: string, tools: readonly DebianTool[], body: () => void): void {
  const missing = tools.filter(({ command }) => !isThere(command));
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  const reason = `not installed: ${missing.map(({ command, package: name }) => `${command} (Debian package ${name})`).join(', ')}`;
  if (process.env['CI'] === 'true') {
    describe(title, () => {
      test('the programs it needs are installed', () => {
        throw new Error(`${reason}. With CI=true this is a failure, not a skip.`);
      });
    });
    return;
  }
  process.stderr.write(`\nSKIPPED  ${title}: ${reason}\n\n`);
  describe.skip(`${title} (skipped: ${reason})`, body);
}

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, at most nine minutes: a bound against hanging, not a measure. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly input?: string | Uint8Array; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Ended {
  const ended = spawnSync(command, [...args], {
    encoding: 'utf8',
    timeout: 540_000,
    ...options,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.env },
  });
  if (ended.error !== undefined) throw ended.error;
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

function isThere(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
