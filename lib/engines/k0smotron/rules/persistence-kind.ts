import type { Rule } from '../../../model';
import { parseQuantity } from '../../../kubernetes';
import type { K0smotronPersistence } from '../options';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7202 */
export const persistenceKind: Rule = {
  code: 'CLN7202',
  severity: 'error',
  title: 'a kind of persistence that k0smotron does not know',
  explanation:
    'The schema of a Cluster lists no kinds of persistence, so any word is taken, and k0smotron makes an emptyDir of what it does not know: the files of k0s are gone with the pod. With kind pvc and without a claim its controller crashes. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram("{ persistence: { kind: 'hostPath', path: '' } }"),
  right: k0smotronProgram("{ persistence: { kind: 'hostPath', path: '/var/lib/team-b' } }"),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path }, { persistence }) => {
      if (persistence === undefined || isComplete(persistence)) return;
      report({
        path,
        property: 'engine.persistence',
        message: `k0smotron would make something else of ${JSON.stringify(persistence)}.`,
        fix: "{ kind: 'emptyDir' }, { kind: 'hostPath', path: '/…' } or { kind: 'pvc', size: '1Gi' }.",
      });
    });
  },
};

/** `false` also for what no type lets through, because programs in JavaScript can pass it. */
function isComplete(persistence: K0smotronPersistence): boolean {
  switch (persistence.kind) {
    case 'emptyDir':
      return true;
    case 'hostPath':
      return typeof persistence.path === 'string' && persistence.path.startsWith('/');
    case 'pvc':
      return parseQuantity(persistence.size).ok;
    default:
      return false;
  }
}
