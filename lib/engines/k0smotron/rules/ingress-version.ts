import type { Rule } from '../../../model';
import { compareVersions, parseVersion } from '../../../kubernetes';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** The first version whose workers come in by an Ingress. */
const FIRST = { major: 1, minor: 34, patch: 1, text: '1.34.1' };

const INGRESS = "{ ingress: { apiHost: 'api.team-b.example.org', konnectivityHost: 'tunnel.team-b.example.org' } }";

/** CLN7206 */
export const ingressVersion: Rule = {
  code: 'CLN7206',
  severity: 'error',
  title: 'an Ingress for a version of k0s that cannot use it',
  explanation:
    "Workers behind an Ingress reach the API server by a name, which k0s before 1.34.1 does not know how to hand to them. k0smotron's webhook refuses 1.34.0, and takes what is older, because it compares patches of one minor only. See https://docs.k0smotron.io/stable/ingress-support/.",
  wrong: k0smotronProgram(INGRESS, { version: '1.33.13' }),
  right: k0smotronProgram(INGRESS, { version: '1.36.3' }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path, version }, { ingress }) => {
      const read = parseVersion(version);
      if (ingress === undefined || !read.ok || compareVersions(read.value, FIRST) >= 0) return;
      report({
        path,
        property: 'version',
        message: `an Ingress needs k0s ${FIRST.text} or later (got ${version}), and k0smotron does not say so of every older one.`,
        fix: `version: '${FIRST.text}' or later, or no ingress.`,
      });
    });
  },
};
