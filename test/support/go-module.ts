import { execFileSync } from 'node:child_process';

/**
 * Where Go keeps the source of a module, fetched if need be; `undefined` without Go or without the source.
 *
 * @param module - with a version, or as the `go.mod` of the folder pins it
 */
export function goModuleFolder(module: string, folder: string = __dirname): string | undefined {
  try {
    const output = execFileSync('go', ['mod', 'download', '-json', module], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 300_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (JSON.parse(output) as { Dir?: string }).Dir;
  } catch {
    return undefined;
  }
}
