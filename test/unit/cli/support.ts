import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../lib/cli';
import type { ExitCode, Io } from '../../../lib/cli';
import { PLAIN } from '../../../lib/report';
import type { Style } from '../../../lib/report';

/** What one command line did. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  json(): unknown;
}

/** Runs a command line in this process, in a folder of its own. */
export async function colonnade(
  args: readonly string[],
  options: { readonly cwd?: string; readonly style?: Style; readonly env?: Io['env'] } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const style = options.style ?? PLAIN;
  const code = await run(args, {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? process.env,
    width: 100,
    stdoutStyle: style,
    stderrStyle: style,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err, json: () => JSON.parse(out) as unknown };
}

/** A folder that is gone when `use` ends. */
export async function inFolder<T>(use: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-cli-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
