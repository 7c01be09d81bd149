import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolsContext } from './context';
import { systemCode } from './errors';
import { goPlatform } from './go';
import type { GoPlatform } from './go';
import { partKey, sourcesDigest } from './key';
import { PARTS, partVersion } from './parts';
import type { PartName, PartSpec } from './parts';

/** One part in the cache. */
export interface BuiltPart {
  /** What was built, without a leading `v` ("1.36.3"). */
  readonly version: string;
  readonly dir: string;
  /** Absolute path of each executable by its name. */
  readonly binaries: Readonly<Record<string, string>>;
}

/** What lies beside the binaries and says what they were built from. */
export interface Manifest {
  readonly digest: string;
  readonly go: GoPlatform;
}

/** Name of the manifest's file. */
export const MANIFEST = 'manifest.json';

/** Where a part belongs; `folder` is undefined when there is no Go and thus no key. */
export interface PartPlace {
  readonly part: PartName;
  readonly version: string;
  readonly digest: string;
  readonly go: GoPlatform | undefined;
  readonly folder: string | undefined;
}

/** The folder below the cache root that holds one folder per part and key. */
export function storeRoot(context: ToolsContext): string {
  return join(context.cache, 'tools');
}

/** Computes where parts belong; asks Go for its version once. */
export function places(parts: readonly PartName[], context: ToolsContext): readonly PartPlace[] {
  const go = goPlatform(context.env);
  return parts.map((part) => {
    const digest = sourcesDigest(context.sources, part);
    const folder = go === undefined ? undefined : join(storeRoot(context), `${part}-${partKey(digest, go)}`);
    return { part, version: partVersion(context.sources, part), digest, go, folder };
  });
}

/**
 * Looks for a part that is built. Without Go on this machine any build of the same sources for this platform will do,
 * so that a cache filled elsewhere (CI) serves machines that have only Node.
 */
export function lookUp(place: PartPlace, context: ToolsContext): BuiltPart | undefined {
  const folders = place.folder === undefined ? foreignBuilds(place, context) : [place.folder];
  const dir = folders.find((folder) => isComplete(folder, place.part));
  return dir === undefined ? undefined : builtPart(place, dir);
}

/** Describes a part's folder. */
export function builtPart(place: PartPlace, dir: string): BuiltPart {
  const { binaries }: PartSpec = PARTS[place.part];
  return {
    version: place.version,
    dir,
    binaries: Object.fromEntries(binaries.map(({ name }) => [name, join(dir, name)])),
  };
}

/** Whether a folder holds every binary of the part. */
export function isComplete(folder: string, part: PartName): boolean {
  const { binaries }: PartSpec = PARTS[part];
  return [MANIFEST, ...binaries.map(({ name }) => name)].every((name) => existsSync(join(folder, name)));
}

function foreignBuilds(place: PartPlace, context: ToolsContext): readonly string[] {
  const root = storeRoot(context);
  return list(root)
    .filter((name) => name.startsWith(`${place.part}-`))
    .map((name) => join(root, name))
    .filter((folder) => {
      const manifest = readManifest(folder);
      return manifest?.digest === place.digest && runsHere(manifest.go);
    });
}

function runsHere(go: GoPlatform): boolean {
  const arch: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
  return go.os === process.platform && go.arch === (arch[process.arch] ?? process.arch);
}

function readManifest(folder: string): Manifest | undefined {
  try {
    // Written by ensure.ts alone; a broken one counts as none.
    return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
