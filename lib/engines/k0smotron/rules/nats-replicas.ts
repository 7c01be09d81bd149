import type { Rule } from '../../../model';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7204 */
export const natsReplicas: Rule = {
  code: 'CLN7204',
  severity: 'warning',
  title: 'a control plane whose replicas are frozen',
  explanation:
    'With storage of kind nats the members of NATS are the pods of the control plane, and k0smotron refuses another number of replicas later; kubectl scale goes past its webhook and breaks the tenant. Upstream calls this storage experimental. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram("{ storage: { kind: 'nats' } }", { props: 'replicas: 3,' }),
  right: k0smotronProgram("{ storage: { kind: 'etcd' } }", { props: 'replicas: 3,' }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path, replicas }, { storage }) => {
      if (storage?.kind !== 'nats') return;
      report({
        path,
        property: 'engine.storage',
        message: `with storage nats the number of replicas stays ${String(replicas)} for ever.`,
        fix: "storage: { kind: 'etcd' }, or acknowledge('CLN7204', 'this number is right for good').",
      });
    });
  },
};
