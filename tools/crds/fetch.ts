import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionsOf } from './definition';
import type { PlainDefinition } from './definition';
import type { Wanted } from './plan';

/** What became of a plan. */
export interface Fetched {
  /** Definitions that were there already, as pinned. */
  readonly kept: number;
  readonly written: number;
  /** What could not be had, each with its reason. */
  readonly problems: readonly string[];
}

const TIMEOUT_MS = 60_000;

/**
 * Puts definitions into `<root>/<folder>/<name>.yaml`. Nothing is written that differs from its pin, and a file is replaced whole.
 *
 * @param root - made if need be
 */
export async function fetchAll(plan: readonly Wanted[], root: string): Promise<Fetched> {
  const problems: string[] = [];
  let kept = 0;
  let written = 0;
  mkdirSync(root, { recursive: true });
  const staging = mkdtempSync(join(root, '.fetch-'));
  try {
    for (const wanted of plan) {
      const file = join(root, wanted.folder, `${wanted.name}.yaml`);
      if (isThere(file, wanted)) {
        kept += 1;
        continue;
      }
      const found = await fetched(wanted);
      if (typeof found === 'string') {
        problems.push(`${wanted.folder}/${wanted.name}: ${found}`);
        continue;
      }
      const fresh = join(staging, `${String(written)}.yaml`);
      writeFileSync(fresh, found.text);
      mkdirSync(join(root, wanted.folder), { recursive: true });
      renameSync(fresh, file);
      written += 1;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return { kept, written, problems };
}

function isThere(file: string, { name, sha256 }: Wanted): boolean {
  if (!existsSync(file)) return false;
  try {
    return definitionsOf(readFileSync(file, 'utf8')).some((each) => each.name === name && each.sha256 === sha256);
  } catch {
    return false;
  }
}

/** The definition, or why there is none. */
async function fetched({ name, sha256, urls }: Wanted): Promise<PlainDefinition | string> {
  for (const url of urls) {
    let text: string;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.status === 404) continue;
      if (!response.ok) return `${url} answered ${String(response.status)}`;
      text = await response.text();
    } catch (error) {
      return `${url}: ${error instanceof Error ? error.message : String(error)}`;
    }
    const found = definitionIn(text, name);
    if (found === undefined) return `${url} does not define it`;
    return found.sha256 === sha256 ? found : `${url} is not what was pinned (sha256 ${found.sha256}, not ${sha256})`;
  }
  return `nowhere among ${urls.join(', ')}`;
}

function definitionIn(text: string, name: string): PlainDefinition | undefined {
  try {
    return definitionsOf(text).find((each) => each.name === name);
  } catch {
    return undefined;
  }
}
