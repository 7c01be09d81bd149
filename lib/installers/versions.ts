import { SUPPORTED_MINORS, isSupportedMinor, parseVersion } from '../kubernetes';
import { INSTALLER_PROBLEMS } from './problems';
import type { Problems } from './problems';

/** A version such as `1.36.3`, of a minor that the installer knows. */
export function checkKubernetesVersion(
  problems: Problems,
  version: string,
  minors: readonly number[] = SUPPORTED_MINORS,
): void {
  const read = parseVersion(version);
  const newest = `1.${String(Math.max(...minors))}.0`;
  if (!read.ok) {
    problems.add(INSTALLER_PROBLEMS.version, 'version', {
      message: `${read.problem}.`,
      fix: `version: '${read.suggestion ?? newest}'.`,
    });
    return;
  }
  if (isSupportedMinor(read.value) && minors.includes(read.value.minor)) return;
  problems.add(INSTALLER_PROBLEMS.version, 'version', {
    message: `Kubernetes ${version} is none of the minors that are installed: ${minors.map((minor) => `1.${String(minor)}`).join(', ')}.`,
    fix: `version: '${newest}' or a later patch of it.`,
  });
}
