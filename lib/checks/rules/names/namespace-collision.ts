import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { addTo, othersOf } from '../../walk';
import { namespacesOf } from './reserved-namespace';

/** CLN1103 */
export const namespaceCollision: Rule = {
  code: 'CLN1103',
  severity: 'error',
  title: 'two owners of one namespace',
  explanation:
    'Objects inside the namespace of a tenant or a store have the same names for everybody (kube-apiserver, etcd), so two in one namespace would overwrite each other, certificates and encryption keys included.',
  wrong: tenantProgram(`namespace: 'tenant-team-a',`),
  right: tenantProgram(`namespace: 'tenant-team-b',`),
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      const owners = new Map<string, { path: string }[]>();
      for (const { path, namespace } of namespacesOf(cluster)) addTo(owners, namespace, { path });
      for (const [namespace, group] of owners) {
        // The first one keeps the namespace; the others are asked to move.
        for (const owner of group.slice(1)) {
          report({
            path: owner.path,
            property: 'namespace',
            message: `the namespace '${namespace}' is also that of ${othersOf(group, owner)}.`,
            fix: 'choose another namespace, or leave it out.',
          });
        }
      }
    }
  },
};
