import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The checkout. */
export const ROOT = join(__dirname, '../..');

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};

/** `colonnade`, `colonnade/engines/native` and so on: every entry point with code. */
export const ENTRY_POINTS = Object.keys(manifest.exports)
  .filter((subpath) => subpath !== './package.json')
  .map((subpath) => subpath.replace(/^\./, 'colonnade'));

/** A folder outside the checkout, so that nothing resolves by accident. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'colonnade-package-test-'));
}

/** Packs the checkout as `npm publish` would. Returns the tarball. */
export function pack(folder: string): string {
  if (!existsSync(join(ROOT, 'dist/index.js'))) throw new Error('build first: npx tsc --build');
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' })) as [{ filename: string }];
  return join(folder, packed.filename);
}

/** Paths in a tarball, without the leading `package/`. */
export function contents(tarball: string): readonly string[] {
  return execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && !path.endsWith('/'))
    .map((path) => path.replace(/^package\//, ''));
}

/** Runs a program in a folder and returns what it printed; fails with everything it said. */
export function runIn(cwd: string, command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_OPTIONS: '', NODE_PATH: '' };
    execFile(command, [...args], { cwd, env, timeout: 900_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')} in ${cwd}: ${error.message}\n${stdout}\n${stderr}`));
    });
  });
}

/** The installed version of a package of the checkout. */
export function installedVersion(name: string): string {
  return (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
    .version;
}

/** Makes an empty project with these files and installs the tarball and its peers into it, from the package cache where possible. */
export async function makeProject(
  folder: string,
  tarball: string,
  files: Readonly<Record<string, string>>,
  moreManifest: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const peers = { cdk8s: installedVersion('cdk8s'), constructs: installedVersion('constructs') };
  const project = {
    name: 'empty',
    version: '1.0.0',
    private: true,
    dependencies: { colonnade: `file:${tarball}`, ...peers },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...project, ...moreManifest }));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  await runIn(folder, 'npm', ['install', ...quiet]);
  return folder;
}

/**
 * Makes a project that has the SDKs of Pulumi, which are optional peers: those of the checkout, as they are large. Nothing may be installed
 * into it afterwards: npm would remove what it does not know, in the checkout.
 */
export async function makePulumiProject(folder: string, tarball: string): Promise<string> {
  if (existsSync(folder)) throw new Error(`there is a project in ${folder} already`);
  const project = await makeProject(folder, tarball, {});
  symlinkSync(join(ROOT, 'node_modules/@pulumi'), join(project, 'node_modules/@pulumi'));
  return project;
}

/** Digest of every file of a folder, by path. */
export function digests(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    filesIn(folder).map((file) => [
      relative(folder, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesIn(path) : [path];
    });
}

/** Removes a folder and everything in it. */
export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
