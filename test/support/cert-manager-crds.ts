import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { goModuleFolder } from './go-module';

const ROOT = resolve(__dirname, '../..');
const MODULE = 'github.com/cert-manager/cert-manager';

/** cert-manager's CustomResourceDefinitions, and where they were found. */
export interface CrdSource {
  readonly folder: string;
  readonly definitions: readonly { readonly metadata: { readonly name: string } }[];
}

/**
 * Finds cert-manager's CustomResourceDefinitions: in the folder that COLONNADE_CRDS names, else in the source of the module that
 * tools/cert-manager pins, else in a folder `shared/crds` beside the checkout. `undefined` where there are none.
 */
export function certManagerCrds(): CrdSource | undefined {
  const own = process.env['COLONNADE_CRDS'];
  if (own !== undefined && own !== '') {
    const found = definitionsIn(resolve(own)) ?? definitionsIn(resolve(own, 'cert-manager'));
    if (found === undefined) throw new Error(`COLONNADE_CRDS names ${own}, which has no CRDs of cert-manager.`);
    return found;
  }
  const source = goModuleFolder(MODULE, join(ROOT, 'tools/cert-manager'));
  return (
    (source === undefined ? undefined : definitionsIn(join(source, 'deploy/crds'))) ??
    definitionsIn(resolve(ROOT, '../shared/crds/cert-manager'))
  );
}

function definitionsIn(folder: string): CrdSource | undefined {
  const definitions = filesOf(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS() as unknown)
    .filter(isDefinition);
  return definitions.some(({ metadata }) => metadata.name === 'certificates.cert-manager.io')
    ? { folder, definitions }
    : undefined;
}

function isDefinition(value: unknown): value is CrdSource['definitions'][number] {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'kind') === 'CustomResourceDefinition';
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
