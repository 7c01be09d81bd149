#!/usr/bin/env -S npx tsx
/**
 * `npm run tools -- [part...] [--list] [--json]`: builds the real Kubernetes parts into the cache.
 *
 * Exit codes: 0 done, 1 refused (the code is in the message), 2 wrong arguments, 130 interrupted.
 */
import { parseArgs } from 'node:util';
import { builtTools, cacheRoot, ensureTools, PARTS, ToolsError } from './index';
import { partVersion, selectParts } from './parts';

const HELP = `Usage: npm run tools -- [part...] [--list] [--json]

Builds the real Kubernetes parts that tests run, or finds them in the cache.

  part...   only these parts (default: all); --list shows their names
  --list    show parts, versions and what is cached; build nothing
  --json    print {part: {version, dir, binaries: {name: path}}}; progress goes to stderr
`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { list: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const parts = selectParts(positionals);
  if (values.list === true) {
    const built = builtTools();
    const rows = parts.map((part) => ({ part, built: built[part] }));
    if (values.json === true) {
      console.log(JSON.stringify(Object.fromEntries(rows.map(({ part, built }) => [part, built ?? null])), null, 2));
      return 0;
    }
    for (const { part, built } of rows) {
      const names = PARTS[part].binaries.map(({ name }) => name).join(' ');
      const state = built === undefined ? 'not built' : 'cached';
      console.log(`tools  ${part.padEnd(15)}  ${partVersion(__dirname, part).padEnd(8)}  ${state.padEnd(9)}  ${names}`);
    }
    return 0;
  }

  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interrupt.abort());
  }
  const progress = values.json === true ? console.error : console.log;
  const tools = await ensureTools(parts, { progress: (line) => progress(line), signal: interrupt.signal });
  console.log(values.json === true ? JSON.stringify(tools, null, 2) : `tools  all in ${cacheRoot()}`);
  return 0;
}

function report(error: unknown): number {
  if (error instanceof ToolsError) {
    console.error(`tools  ${error.code}: ${error.message}`);
    return error.code === 'TOOLS_ABORTED' ? 130 : error.code === 'TOOLS_UNKNOWN_PART' ? 2 : 1;
  }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    console.error(`${error.message}\n\n${HELP}`);
    return 2;
  }
  throw error;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = report(error);
  },
);
