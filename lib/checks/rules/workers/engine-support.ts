import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

/** CLN1501 */
export const engineSupport: Rule = {
  code: 'CLN1501',
  severity: 'error',
  title: 'workers of a kind that the engine does not take',
  explanation:
    'Every engine says which machines can become nodes of its control planes. A k0s worker reads its configuration from a k0s control plane, for example; at any other it registers a kubelet without one and stays NotReady. Machines themselves do not care: the same ones can join in another way.',
  wrong: poolProgram("bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0' },"),
  right: poolProgram("bootstrap: { kind: 'kubeadm' },"),
  check(fleet, report) {
    eachPool(fleet, ({ path, bootstrap: { kind }, support }, { name }) => {
      if (support?.support !== 'unsupported') return;
      report({
        path,
        property: 'bootstrap.kind',
        message: `the engine of ${name} takes no ${kind} workers${support.note === '' ? '' : `: ${support.note}`}`,
        fix: "another kind, such as bootstrap: { kind: 'kubeadm' }, or another engine.",
      });
    });
  },
};
