import type { Finding } from '../findings';
import type { AcknowledgementModel } from '../model';

/** Acknowledgements by code and path, so that a finding is looked up in the time of its depth. */
export type Acknowledged = ReadonlyMap<string, ReadonlySet<string>>;

/** Groups acknowledgements by their codes. */
export function acknowledgedPlaces(acknowledgements: readonly AcknowledgementModel[]): Acknowledged {
  const places = new Map<string, Set<string>>();
  for (const { code, path } of acknowledgements) {
    const paths = places.get(code);
    if (paths) paths.add(path);
    else places.set(code, new Set([path]));
  }
  return places;
}

/** Whether a finding was acknowledged at its path or above. */
export function isAcknowledged(finding: Finding, places: Acknowledged): boolean {
  return placesAbove(finding, places).length > 0;
}

/** The paths at which a finding was acknowledged: its own and those above it. */
export function placesAbove(finding: Finding, places: Acknowledged): string[] {
  const paths = places.get(finding.code);
  if (!paths) return [];
  const found: string[] = [];
  for (let path = finding.path; ; path = path.slice(0, path.lastIndexOf('/'))) {
    if (paths.has(path)) found.push(path);
    if (!path.includes('/')) return found;
  }
}
