import { SOURCES } from './sources';
import type { Source } from './sources';

/** Where repositories are read from unless COLONNADE_CRDS_SOURCE names another place. */
export const ORIGIN = 'https://raw.githubusercontent.com';

/** Pins: the sha256 of every definition, by folder and name. */
export type Pins = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One definition that is to be fetched. */
export interface Wanted {
  readonly folder: string;
  /** `metadata.name`. */
  readonly name: string;
  readonly sha256: string;
  /** Places where the file may be; it is at the first that has one. */
  readonly urls: readonly string[];
}

/** Every pinned definition and where it comes from. @throws Error for a pin whose folder has no source */
export function planOf(pins: Pins, sources: readonly Source[] = SOURCES, origin = ORIGIN): readonly Wanted[] {
  const byFolder = new Map(sources.map((source) => [source.folder, source] as const));
  return Object.entries(pins).flatMap(([folder, definitions]) => {
    const source = byFolder.get(folder);
    if (source === undefined) throw new Error(`tools/crds/sources.ts has no source of ${folder}`);
    return Object.entries(definitions).map(([name, sha256]) => ({
      folder,
      name,
      sha256,
      urls: source.paths.map((path) =>
        [origin, source.repository, source.commit, path, source.files?.[name] ?? fileOf(name)].join('/'),
      ),
    }));
  });
}

/** `kamaji.clastix.io_datastores.yaml` of `datastores.kamaji.clastix.io`, as controller-gen names files. */
function fileOf(name: string): string {
  const dot = name.indexOf('.');
  return `${name.slice(dot + 1)}_${name.slice(0, dot)}.yaml`;
}
