import { RENDER_PROBLEMS } from '../../../findings';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN4061: rendering refuses the same and more, one tenant at a time. */
export const rootUser: Rule = {
  ...RENDER_PROBLEMS.storeIdentity,
  severity: 'error',
  wrong: tenantProgram("namespace: 'root',"),
  right: tenantProgram("namespace: 'team-root',"),
  check(fleet, report) {
    eachTenant(fleet, ({ path, store }) => {
      if (store.kind !== 'shared' || store.user !== 'root') return;
      report({
        path,
        property: 'namespace',
        message:
          'the tenant would be the user root of its shared datastore, who may read and write the keys of all tenants.',
        fix: "another namespace, such as 'tenant-root', of which the user is named.",
      });
    });
  },
};
