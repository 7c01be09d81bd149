import { existsSync, readFileSync } from 'node:fs';
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
  // A few types have capitals that their files have not: `gcp:projects/iAMMember:IAMMember`.
  const small = join(dirname(path), basename(path).toLowerCase());
  const file = [`${path}.d.ts`, `${path}/${lower}.d.ts`, `${small}.d.ts`]
    .map((one) => join(folder, one))
    .find((one) => existsSync(one));
  if (file === undefined) return undefined;
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(`export interface ${name}Args {`);
  if (start === -1 || !text.includes(`export declare class ${name} `)) return undefined;
  const body = text.slice(start, text.indexOf('\n}', start));
  return new Set([...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, input = '']) => input));
}
