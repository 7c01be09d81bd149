import { LABEL_MAX, shortHash } from '../../kubernetes';

/** A name that is also a label's value: one that is too long is cut and told apart by a hash. */
export function boundedName(...segments: readonly string[]): string {
  const name = segments.join('-');
  return name.length <= LABEL_MAX ? name : `${name.slice(0, LABEL_MAX - 9).replace(/-+$/, '')}-${shortHash(name)}`;
}

/** Segments of a path in a repository, joined; empty ones and `.` are left out. */
export function joinedPath(...segments: readonly string[]): string {
  return segments
    .flatMap((segment) => segment.split('/'))
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** The group of an API version; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}
