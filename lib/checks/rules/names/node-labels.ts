import type { Rule } from '../../../model';
import { eachPool } from '../../walk';

/**
 * Labels under kubernetes.io and k8s.io that a kubelet may set on its own node.
 * `k8s.io/kubelet/pkg/apis/well_known_labels.go`.
 */
const ALLOWED = new Set([
  'kubernetes.io/hostname',
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'node.kubernetes.io/instance-type',
]);
const ALLOWED_NAMESPACES = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

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
        if (isAllowed(key)) continue;
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

function isAllowed(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash === -1 || ALLOWED.has(key)) return true;
  const namespace = key.slice(0, slash);
  if (!within(namespace, 'kubernetes.io') && !within(namespace, 'k8s.io')) return true;
  return ALLOWED_NAMESPACES.some((allowed) => within(namespace, allowed));
}

function within(namespace: string, domain: string): boolean {
  return namespace === domain || namespace.endsWith(`.${domain}`);
}
