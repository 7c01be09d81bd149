import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { compare, parse } from 'semver';
import { problem } from './problems';

const run = promisify(execFile);

/** The executables of one Kubernetes version. */
export interface ControlPlaneAssets {
  /** Kubernetes version without a leading `v`, for example `1.36.3`. */
  readonly version: string;
  /** Folder that holds them. */
  readonly folder: string;
  /** Absolute path of `etcd`. */
  readonly etcd: string;
  /** Absolute path of `kube-apiserver`. */
  readonly kubeApiServer: string;
  /** Absolute path of `kubectl`; undefined where the folder has none. */
  readonly kubectl: string | undefined;
}

/** Where to look; everything has the default that the documentation of `LocalControlPlane.start` names. */
export interface FindAssetsOptions {
  /** `1.36.3`, or `1.36` for the newest patch that is there. @default - what KUBEBUILDER_ASSETS has, else the newest */
  readonly version?: string;
  /** @default - `process.env` */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Finds the executables of a control plane: in the folder that `KUBEBUILDER_ASSETS` names, then in
 * `assets/<version>/` of the cache (`$COLONNADE_CACHE`, `$XDG_CACHE_HOME/colonnade` or `~/.cache/colonnade`).
 *
 * @throws ColonnadeError CLN9020 where neither has a fitting version
 */
export async function findAssets(options: FindAssetsOptions = {}): Promise<ControlPlaneAssets> {
  const env = options.env ?? process.env;
  const wanted = options.version?.replace(/^v/, '');
  const seen: string[] = [];

  const kubebuilder = env['KUBEBUILDER_ASSETS'];
  if (kubebuilder !== undefined && kubebuilder !== '') {
    const folder = resolve(kubebuilder);
    const version = isComplete(folder) ? await versionOf(join(folder, 'kube-apiserver')) : undefined;
    if (version !== undefined && fits(version, wanted)) return describe(folder, version);
    seen.push(
      version === undefined
        ? `KUBEBUILDER_ASSETS (${folder}) has no working etcd and kube-apiserver`
        : `KUBEBUILDER_ASSETS (${folder}) has ${version}`,
    );
  } else {
    seen.push('KUBEBUILDER_ASSETS is not set');
  }

  const root = join(cacheFolder(env), 'assets');
  const cached = versionsIn(root);
  const newest = cached.filter((version) => fits(version, wanted)).at(-1);
  if (newest !== undefined) return describe(join(root, newest), newest);
  seen.push(cached.length === 0 ? `the cache (${root}) is empty` : `the cache (${root}) has ${cached.join(', ')}`);

  throw problem('partsMissing', {
    property: 'version',
    message: `found no etcd and kube-apiserver${wanted === undefined ? '' : ` of Kubernetes ${wanted}`}: ${seen.join('; ')}.`,
    fix:
      `let KUBEBUILDER_ASSETS name a folder with both, as "setup-envtest use${wanted === undefined ? '' : ` ${wanted}`} ` +
      '-p path" prints it, or in a checkout of Colonnade build them with "npm run tools".',
  });
}

function fits(version: string, wanted: string | undefined): boolean {
  return wanted === undefined || version === wanted || version.startsWith(`${wanted}.`);
}

function describe(folder: string, version: string): ControlPlaneAssets {
  const kubectl = join(folder, 'kubectl');
  return {
    version,
    folder,
    etcd: join(folder, 'etcd'),
    kubeApiServer: join(folder, 'kube-apiserver'),
    kubectl: isExecutable(kubectl) ? kubectl : undefined,
  };
}

async function versionOf(kubeApiServer: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(kubeApiServer, ['--version'], { timeout: 20_000 });
    return /v(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Versions in the cache that are complete, oldest first. */
function versionsIn(root: string): readonly string[] {
  return list(root)
    .filter((name) => parse(name) !== null && isComplete(join(root, name)))
    .sort(compare);
}

function isComplete(folder: string): boolean {
  return isExecutable(join(folder, 'etcd')) && isExecutable(join(folder, 'kube-apiserver'));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const own = env['COLONNADE_CACHE'];
  if (own !== undefined && own !== '') return resolve(own);
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification says that a relative path is to be ignored.
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(env['HOME'] ?? homedir(), '.cache');
  return join(base, 'colonnade');
}
