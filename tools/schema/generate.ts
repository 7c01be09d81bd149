/**
 * Writes the JSON Schema of the fleet model from its TypeScript types.
 *
 *     tsx tools/schema/generate.ts           writes lib/model/fleet-schema.ts and docs/fleet.schema.json
 *     tsx tools/schema/generate.ts --check   fails where one of them is not what the types say
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { currentSchema, ROOT } from './current';

const FILES = { module: resolve(ROOT, 'lib/model/fleet-schema.ts'), json: resolve(ROOT, 'docs/fleet.schema.json') };

/** Path and text of each generated file. */
export async function generatedFiles(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const schema = JSON.stringify(currentSchema(), null, 2);
  const module = `// Made from the types in this folder by tools/schema/generate.ts. Do not edit.
import type { JsonObject } from '../kubernetes';

/**
 * JSON Schema (2020-12) of {@link FleetModel}, the content of \`fleet.json\`. Nothing else in the library loads it: reading and
 * writing a fleet does not need it.
 */
export const FLEET_SCHEMA: JsonObject = ${schema};
`;
  return Promise.all([pretty(FILES.module, module), pretty(FILES.json, schema)]);
}

async function pretty(path: string, text: string): Promise<{ readonly path: string; readonly text: string }> {
  return { path, text: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
}

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => arg !== '--check');
  if (unknown.length > 0) throw new Error(`Unknown argument: ${unknown.join(' ')}. There is only --check.`);
  const stale: string[] = [];
  for (const { path, text } of await generatedFiles()) {
    if (textAt(path) === text) continue;
    stale.push(relative(ROOT, path));
    if (!args.includes('--check')) writeFileSync(path, text);
  }
  if (stale.length === 0) return;
  if (!args.includes('--check')) return void process.stdout.write(`Wrote ${stale.join(' and ')}.\n`);
  process.stderr.write(`Not what the types say: ${stale.join(', ')}. Fix: npx tsx tools/schema/generate.ts\n`);
  process.exitCode = 1;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (require.main === module) void main(process.argv.slice(2));
