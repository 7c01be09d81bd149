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

/** Whether a kubelet may set a label on its own node: NodeRestriction refuses others, and the kubelet itself exits. */
export function isKubeletLabel(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash === -1 || ALLOWED.has(key)) return true;
  const namespace = key.slice(0, slash);
  if (!within(namespace, 'kubernetes.io') && !within(namespace, 'k8s.io')) return true;
  return ALLOWED_NAMESPACES.some((allowed) => within(namespace, allowed));
}

function within(namespace: string, domain: string): boolean {
  return namespace === domain || namespace.endsWith(`.${domain}`);
}
