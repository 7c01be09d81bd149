import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachExtraArg } from '../../extra-args';

interface Weakness {
  readonly flag: string;
  /** Values that weaken the cluster. */
  weak(value: string): boolean;
  readonly why: string;
}

const off = (value: string) => value === 'false';
const on = (value: string) => value === 'true' || value === '';
const WEAK_CIPHER = /_RC4_|_3DES_|^TLS_RSA_|_CBC_SHA/;

const WEAKNESSES: readonly Weakness[] = [
  { flag: 'tls-min-version', weak: (value) => /^VersionTLS1[01]$/.test(value), why: 'TLS 1.0 and 1.1 are broken' },
  {
    flag: 'tls-cipher-suites',
    weak: (value) => value.split(',').some((suite) => WEAK_CIPHER.test(suite.trim())),
    why: 'it allows cipher suites without forward secrecy or with broken ciphers',
  },
  { flag: 'enable-priority-and-fairness', weak: off, why: 'one client can then starve all others' },
  { flag: 'service-account-lookup', weak: off, why: 'tokens of deleted service accounts then stay valid' },
  { flag: 'contention-profiling', weak: on, why: 'profiles show the memory of the process and slow it down' },
  {
    flag: 'max-requests-inflight',
    weak: (value) => value === '0',
    why: 'without a limit one client can take the server down',
  },
  {
    flag: 'max-mutating-requests-inflight',
    weak: (value) => value === '0',
    why: 'without a limit one client can take the server down',
  },
  { flag: 'permit-port-sharing', weak: on, why: 'another process could take connections of the API server' },
];

/** CLN4009 */
export const insecureFlag: Rule = {
  code: 'CLN4009',
  severity: 'warning',
  title: 'an extra argument that weakens the control plane',
  explanation:
    'Some flags exist for old clients or for debugging and lower the protection of everybody in the tenant: old TLS versions and ciphers, request limits that are off, tokens that are not looked up. See https://kubernetes.io/docs/concepts/security/hardening-guide/ and the CIS benchmark for Kubernetes.',
  wrong: tenantProgram(`extraArgs: { apiServer: { 'tls-min-version': 'VersionTLS10' } },`),
  right: tenantProgram(`extraArgs: { apiServer: { 'tls-min-version': 'VersionTLS13' } },`),
  check(fleet, report) {
    eachExtraArg(fleet, ({ tenant, flag, value, property }) => {
      const weakness = WEAKNESSES.find((candidate) => candidate.flag === flag && candidate.weak(value));
      if (!weakness) return;
      report({
        path: tenant.path,
        property,
        message: `--${flag}=${value.slice(0, 60)} weakens the component: ${weakness.why}.`,
        fix: "remove it, or acknowledge('CLN4009', 'an old client needs it').",
      });
    });
  },
};
