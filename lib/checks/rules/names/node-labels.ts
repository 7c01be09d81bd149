import { isKubeletLabel } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { eachPool } from '../../walk';

/** CLN1107 */
export const nodeLabels: Rule = {
  code: 'CLN1107',
  severity: 'error',
  title: 'node labels that a kubelet may not set',
  explanation:
    'A kubelet exits when --node-labels holds a label under kubernetes.io or k8s.io that is not on a short list, and NodeRestriction refuses it at the API server, so that a node cannot make itself a control plane. Set node-role.kubernetes.io labels with kubectl after the node has joined. See https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction.',
  wrong: `new WorkerPool(team, 'general', {
  machines: Machines.existing(),
  size: 3,
  labels: { 'node-role.kubernetes.io/worker': '' },
});`,
  right: `new WorkerPool(team, 'general', {
  machines: Machines.existing(),
  size: 3,
  labels: { 'node.kubernetes.io/pool': 'general' },
});`,
  check(fleet, report) {
    eachPool(fleet, ({ path, labels }) => {
      for (const key of Object.keys(labels)) {
        if (isKubeletLabel(key)) continue;
        report({
          path,
          property: 'labels',
          message: `a kubelet may not set the label '${key}' on its own node.`,
          fix: "use a key under node.kubernetes.io or a domain of yours, such as 'example.org/pool'.",
        });
      }
    });
  },
};
