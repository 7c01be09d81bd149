import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN4008 */
export const encryptionOff: Rule = {
  code: 'CLN4008',
  severity: 'warning',
  title: 'Secrets that are stored in the clear',
  explanation:
    'Without encryption at rest everybody who gets a copy of the datastore, a snapshot, a volume or a backup, reads every Secret of the tenant. Turning it on later encrypts what is written from then on. See https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/.',
  wrong: tenantProgram('encryption: false,'),
  right: tenantProgram("encryption: { resources: ['secrets', 'configmaps'] },"),
  check(fleet, report) {
    eachTenant(fleet, ({ path, encryption: { provider, resources } }) => {
      const covers = resources.some((resource) => resource === 'secrets' || resource.startsWith('*.'));
      if (provider !== 'identity' && covers) return;
      report({
        path,
        property: provider === 'identity' ? 'encryption' : 'encryption.resources',
        message:
          provider === 'identity'
            ? 'nothing is encrypted at rest.'
            : `Secrets are not encrypted at rest, only ${resources.join(', ') || 'nothing'} is.`,
        fix:
          provider === 'identity'
            ? "leave encryption out for Secrets, or acknowledge('CLN4008', 'test cluster')."
            : `resources: ['secrets'${resources.map((resource) => `, '${resource}'`).join('')}].`,
      });
    });
  },
};
