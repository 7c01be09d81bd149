import type { Rule } from '../../../model';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7201 */
export const releaseNumber: Rule = {
  code: 'CLN7201',
  severity: 'error',
  title: 'a release of k0s that is no number',
  explanation:
    'A version of k0s is a version of Kubernetes and the number of a release of k0s: 1.36.3+k0s.0, and v1.36.3-k0s.0 as the tag of an image, where a plus sign is not allowed. Colonnade writes each form where it belongs and never leaves it out, because without a version k0smotron runs Kubernetes 1.27. The option is the number alone. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram('{ release: 1.5 }'),
  right: k0smotronProgram('{ release: 1 }'),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path }, { release }) => {
      if (release === undefined || (Number.isInteger(release) && release >= 0)) return;
      report({
        path,
        property: 'engine.release',
        message: `${JSON.stringify(release)} is no number of a release of k0s.`,
        fix: 'the N of 1.36.3+k0s.N alone, for example release: 0.',
      });
    });
  },
};
