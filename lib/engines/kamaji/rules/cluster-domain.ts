import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7008 */
export const clusterDomain: Rule = {
  code: 'CLN7008',
  severity: 'error',
  title: 'a cluster domain without a dot',
  explanation:
    'Kamaji takes only cluster domains of two labels or more, and none can be changed later. See https://kamaji.clastix.io/reference/api/.',
  wrong: kamajiProgram({ props: "network: { clusterDomain: 'k8s' }," }),
  right: kamajiProgram({ props: "network: { clusterDomain: 'k8s.local' }," }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, network }) => {
      if (network.clusterDomain.includes('.')) return;
      report({
        path,
        property: 'network.clusterDomain',
        message: `'${network.clusterDomain}' has no dot, and Kamaji wants one.`,
        fix: `'${network.clusterDomain}.local', for example.`,
      });
    });
  },
};
