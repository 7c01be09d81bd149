import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Names of the inputs that the SDK of a provider declares for a type of resource, read from its declarations.
 *
 * @param type - for example `aws:ec2/vpc:Vpc`
 * @returns `undefined` where the SDK has no such type
 */
export function inputNames(type: string): ReadonlySet<string> | undefined {
  const [provider = '', module = '', name = ''] = type.split(':');
  const folder = dirname(require.resolve(`@pulumi/${provider}/package.json`));
  const path = module.startsWith('index/') ? module.slice('index/'.length) : module;
  const lower = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  const file = [`${path}.d.ts`, `${path}/${lower}.d.ts`].flatMap((one) => fileIn(folder, one)).at(0);
  if (file === undefined) return undefined;
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(`export interface ${name}Args {`);
  if (start === -1 || !text.includes(`export declare class ${name} `)) return undefined;
  const body = text.slice(start, text.indexOf('\n}', start));
  return new Set([...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, input = '']) => input));
}

/** A few types have capitals that their files have not: `gcp:projects/iAMMember:IAMMember`. */
function fileIn(folder: string, path: string): readonly string[] {
  const parent = join(folder, dirname(path));
  const names = existsSync(parent) ? readdirSync(parent) : [];
  const wanted = basename(path).toLowerCase();
  return names.filter((name) => name.toLowerCase() === wanted).map((name) => join(parent, name));
}
