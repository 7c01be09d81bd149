/**
 * The real Kubernetes parts for tests: looked up in the cache, or built there with Go.
 *
 *     const tools = await ensureTools(['etcd', 'kubernetes-1.36'], { progress: console.error });
 *     spawn(tools.etcd.binaries.etcd, ...);
 *
 * - `ensureTools(parts, options)` builds what is missing; safe to call from several processes at once.
 * - `toolPaths(parts, options)` only looks, and refuses with TOOLS_NOT_BUILT.
 * - `builtTools(options)` lists what is there, without complaint.
 * - `assetsDir(version, options)` is the folder that KUBEBUILDER_ASSETS may name.
 *
 * Refusals are `ToolsError`s with a `code`. See tools/README.md for the cache and its keys.
 */
import { assetsFolder, linkAssets } from './assets';
import type { BuiltParts } from './assets';
import { contextOf } from './context';
import type { ToolsOptions } from './context';
import { ensurePart } from './ensure';
import { ToolsError } from './errors';
import { PART_NAMES } from './parts';
import type { PartName } from './parts';
import { lookUp, places } from './store';
import type { BuiltPart } from './store';

export type { BuiltParts } from './assets';
export { cacheRoot } from './context';
export type { ToolsOptions } from './context';
export { ToolsError } from './errors';
export type { ToolsErrorCode } from './errors';
export { PART_NAMES, PARTS } from './parts';
export type { PartName } from './parts';
export type { BuiltPart } from './store';

/** Gives the parts from the cache, builds those that are missing, and brings the asset folders up to date. */
export async function ensureTools<P extends PartName>(
  parts: readonly P[],
  options: ToolsOptions = {},
): Promise<Readonly<Record<P, BuiltPart>>> {
  const context = contextOf(options);
  const found: [P, BuiltPart][] = [];
  const all = places(PART_NAMES, context);
  for (const part of parts) {
    for (const place of all.filter((one) => one.part === part)) {
      found.push([part, await ensurePart(place, context)]);
    }
  }
  const built = all.map((place) => [place.part, lookUp(place, context)] as const);
  linkAssets(Object.fromEntries(built), context);
  return Object.fromEntries(found) as Record<P, BuiltPart>;
}

/** Gives the parts from the cache and never builds. */
export function toolPaths<P extends PartName>(
  parts: readonly P[],
  options: ToolsOptions = {},
): Readonly<Record<P, BuiltPart>> {
  const context = contextOf(options);
  const found = places(parts, context).map((place) => [place.part, lookUp(place, context)] as const);
  const missing = found.filter(([, built]) => built === undefined).map(([part]) => part);
  if (missing.length > 0) {
    throw new ToolsError(
      'TOOLS_NOT_BUILT',
      `Not in the cache ${context.cache}: ${missing.join(', ')}. Build with: npm run tools -- ${missing.join(' ')}`,
    );
  }
  return Object.fromEntries(found) as Record<P, BuiltPart>;
}

/** Lists the parts that are in the cache. */
export function builtTools(options: ToolsOptions = {}): BuiltParts {
  const context = contextOf(options);
  const found = places(PART_NAMES, context).map((place) => [place.part, lookUp(place, context)] as const);
  return Object.fromEntries(found.filter(([, built]) => built !== undefined));
}

/** The folder with links to etcd, kube-apiserver, kubectl, ... of one Kubernetes version ("1.36.3"), built or not. */
export function assetsDir(version: string, options: ToolsOptions = {}): string {
  return assetsFolder(contextOf(options), version);
}
