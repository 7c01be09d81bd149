import type { Rule } from '../../../model';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7210 */
export const auditFile: Rule = {
  code: 'CLN7210',
  severity: 'error',
  title: 'an audit log in a file of k0s',
  explanation:
    'kube-apiserver runs as a user of its own inside the pod of k0s, and every folder that can be mounted belongs to root: an API server that is told to write a file there does not start. What goes to standard output is in the log of the pod. See https://docs.k0sproject.io/stable/configuration/.',
  wrong: k0smotronProgram('', { props: "audit: { sink: 'file' },", anyEngine: true }),
  right: k0smotronProgram('', { props: "audit: { sink: 'stdout' }," }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path, audit }) => {
      if (!audit.enabled || audit.sink !== 'file') return;
      report({
        path,
        property: 'audit.sink',
        message: 'the API server of k0s may not write into a mounted folder.',
        fix: "sink: 'stdout', and let the log of the pod be collected.",
      });
    });
  },
};
