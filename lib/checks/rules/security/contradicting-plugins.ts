import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN4005 */
export const contradictingPlugins: Rule = {
  code: 'CLN4005',
  severity: 'error',
  title: 'admission plugins that contradict each other or shut the API',
  explanation:
    'A plugin cannot be enabled and disabled at once. AlwaysDeny refuses every request, AlwaysAdmit does nothing; both exist for tests of Kubernetes itself. See https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/.',
  wrong: tenantProgram(`admission: { enable: ['AlwaysPullImages'], disable: ['AlwaysPullImages'] },`),
  right: tenantProgram(`admission: { enable: ['AlwaysPullImages'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, admission }) => {
      for (const [index, plugin] of admission.enable.entries()) {
        const property = `admission.enable[${index}]`;
        if (admission.disable.includes(plugin)) {
          report({ path, property, message: `${plugin} is also in disable.`, fix: 'remove one of the two.' });
        } else if (plugin === 'AlwaysDeny') {
          report({ path, property, message: 'AlwaysDeny refuses every request.', fix: 'remove it.' });
        }
      }
    });
  },
};
