import { ColonnadeError } from '../../findings';
import type { OperatingSystem } from '../../model';
import type { MachinePlan } from '../machine-plan';
import { CARRIER_PROBLEMS } from './problems';

/** What is gone, or cannot be written, when Ignition runs: it works on the root of the system before that is started. */
const UNREACHABLE: Readonly<Partial<Record<OperatingSystem, { readonly pattern: RegExp; readonly instead: string }>>> =
  {
    flatcar: { pattern: /^\/(?:usr|run|proc|sys|dev|tmp)\//, instead: 'a path below /etc, /opt or /var' },
    // /usr/local is a link to /var/usrlocal there.
    'fedora-coreos': {
      pattern: /^\/(?:usr\/(?!local\/)|run\/|proc\/|sys\/|dev\/|tmp\/)/,
      instead: 'a path below /etc, /opt, /usr/local or /var',
    },
  };

/** @throws ColonnadeError `CLN3051`, one finding for each file that Ignition cannot write on this operating system */
export function refuseUnreachablePaths(plan: MachinePlan, poolPath: string, system: OperatingSystem): void {
  const rule = UNREACHABLE[system];
  if (rule === undefined) return;
  const findings = plan.files
    .filter(({ path }) => rule.pattern.test(path))
    .map(({ path }) => ({
      code: CARRIER_PROBLEMS.unfit.code,
      severity: 'error' as const,
      path: poolPath,
      property: 'node.files',
      message: `Ignition cannot write ${path} on ${system}: it is read-only, or made anew at each boot.`,
      fix: `${rule.instead}, or bring it with the image.`,
    }));
  if (findings.length > 0) throw new ColonnadeError(findings);
}
