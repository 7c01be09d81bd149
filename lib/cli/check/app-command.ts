import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { commandError } from '../problems';

/** The `app` of a folder's cdk8s.yaml. */
export function appCommand(folder: string): string {
  const file = join(folder, 'cdk8s.yaml');
  if (!existsSync(file)) {
    throw commandError('unreadable', file, 'there is no such file.', "name the program: --app 'npx tsx main.ts'");
  }
  const config = readYaml(file);
  const app = typeof config === 'object' && config !== null && 'app' in config ? config.app : undefined;
  if (typeof app !== 'string' || app.trim() === '') {
    throw commandError('unreadable', file, 'it has no `app`.', 'write `app: npx tsx main.ts`, or use --app.');
  }
  return app;
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw commandError('unreadable', file, `it is not YAML: ${reason}`, 'mend the file, or use --app.');
  }
}
