import type { Rule } from '../../../model';
import { storageOf } from '../options';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7215 */
export const certificateAlarm: Rule = {
  code: 'CLN7215',
  severity: 'warning',
  title: 'certificates of etcd that end unnoticed',
  explanation:
    'The certificates that k0smotron makes for etcd live for a year, and it makes new ones only when their Secrets are missing: after a year members stop talking to each other, and the tenant stands still. An alarm leaves time to delete the Secrets one after the other and restart the pods. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram('', { unwatched: true }),
  right: k0smotronProgram(''),
  check(fleet, report) {
    eachK0smotronTenant(fleet, (tenant, { certificateAlarms }) => {
      if (certificateAlarms !== undefined || storageOf(tenant).kind !== 'etcd') return;
      report({
        path: tenant.path,
        property: 'engine.certificateAlarms',
        message: 'the certificates of etcd end after a year, k0smotron does not renew them, and nobody is told.',
        fix: "certificateAlarms: {} with the Prometheus operator, or acknowledge('CLN7215', 'watched elsewhere').",
      });
    });
  },
};
