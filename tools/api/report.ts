/**
 * `npm run api`: compares the public API, one entry point after the other, with the reports in etc/.
 * `npm run api:update` writes the reports anew. Needs a build: reports are made from the declarations in dist/.
 *
 * Exit codes: 0 same, 1 different or not well-formed.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { IConfigFile } from '@microsoft/api-extractor';

const ROOT = resolve(__dirname, '..', '..');
const REPORTS = join(ROOT, 'etc');

/** Subpath and declarations of every entry point in package.json. */
function entryPoints(): readonly { readonly name: string; readonly declarations: string }[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  return Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    typeof target === 'string'
      ? []
      : [
          {
            name: ['colonnade', ...subpath.split('/').slice(1)].join('-'),
            declarations: join(ROOT, target.types),
          },
        ],
  );
}

function extract(name: string, declarations: string, scratch: string, update: boolean): boolean {
  const message = (logLevel: ExtractorLogLevel) => ({ logLevel, addToApiReportFile: false });
  const configObject: IConfigFile = {
    projectFolder: ROOT,
    mainEntryPointFilePath: declarations,
    compiler: { tsconfigFilePath: join(ROOT, 'tsconfig.json') },
    apiReport: {
      enabled: true,
      reportFileName: `${name}.api.md`,
      reportFolder: REPORTS,
      reportTempFolder: join(scratch, name),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
    messages: {
      compilerMessageReporting: { default: message(ExtractorLogLevel.Error) },
      extractorMessageReporting: {
        default: message(ExtractorLogLevel.Error),
        // Release tags say nothing here: everything that an entry point exports is public.
        'ae-missing-release-tag': message(ExtractorLogLevel.None),
        'ae-unresolved-link': message(ExtractorLogLevel.None),
        // typedoc asks for the docstrings of exported symbols.
        'ae-undocumented': message(ExtractorLogLevel.None),
        // Subpaths refer to types of the main entry point, which is where they are exported. (In the report such a message
        // would carry a line number, which moves with every edit.)
        'ae-forgotten-export': message(ExtractorLogLevel.None),
      },
      // typedoc checks the docstrings' syntax.
      tsdocMessageReporting: { default: message(ExtractorLogLevel.None) },
    },
  };
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(ROOT, 'package.json'),
  });
  const result = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (entry) => {
      if (entry.messageId.startsWith('console-')) entry.handled = true;
    },
  });
  if (result.apiReportChanged && !update) {
    console.error(
      `api  ${name}: the public API is not what etc/${name}.api.md says. Run npm run api:update and read the difference.`,
    );
  }
  const ok = result.errorCount === 0 && (update || !result.apiReportChanged);
  console.log(`api  ${name}  ${ok ? (result.apiReportChanged ? 'written' : 'unchanged') : 'failed'}`);
  return ok;
}

function main(args: readonly string[]): number {
  const update = args.includes('--update');
  const scratch = mkdtempSync(join(tmpdir(), 'colonnade-api-'));
  mkdirSync(REPORTS, { recursive: true });
  try {
    const results = entryPoints().map(({ name, declarations }) => {
      if (existsSync(declarations)) return extract(name, declarations, scratch, update);
      console.error(`api  ${name}: ${declarations} is missing; build first (npx tsc --build).`);
      return false;
    });
    return results.every((ok) => ok) ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exitCode = main(process.argv.slice(2));
