import { parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { NEWEST_MINOR } from '../names';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7001 */
export const kamajiVersion: Rule = {
  code: 'CLN7001',
  severity: 'error',
  title: 'a Kubernetes version that Kamaji does not know',
  explanation:
    'Kamaji sets control planes up with the kubeadm that is built into the operator, and its webhook refuses minor versions newer than that. It also refuses downgrades and upgrades over more than one minor version, which only the cluster knows. See https://kamaji.clastix.io/guides/upgrade/.',
  wrong: kamajiProgram({ version: "'1.37.0'" }),
  right: kamajiProgram({ version: "'1.36.3'" }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, version }) => {
      const read = parseVersion(version);
      if (!read.ok || read.value.minor <= NEWEST_MINOR) return;
      report({
        path,
        property: 'version',
        message: `${version} is newer than 1.${NEWEST_MINOR}, which is the newest that Kamaji sets up.`,
        fix: `choose 1.${NEWEST_MINOR} or older, or engine: native().`,
      });
    });
  },
};
