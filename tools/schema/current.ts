import { resolve } from 'node:path';
import ts from 'typescript';
import { MODEL_VERSION } from '../../lib/model';
import { schemaOf } from './schema-of';
import type { Schema } from './schema-of';

/** The root of the repository. */
export const ROOT = resolve(__dirname, '../..');

const MODEL = resolve(ROOT, 'lib/model/index.ts');

/** The schema as the types say it now. */
export function currentSchema(): Schema {
  const config = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const program = ts.createProgram([MODEL], { ...options, noEmit: true });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:colonnade:fleet:${MODEL_VERSION.replace(/^.*\//, '')}`,
    title: `Fleet (${MODEL_VERSION})`,
    ...schemaOf(program, MODEL, 'FleetModel'),
  };
}
