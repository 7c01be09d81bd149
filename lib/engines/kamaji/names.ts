/** API version of Kamaji's kinds. */
export const KAMAJI_API = 'kamaji.clastix.io/v1alpha1';

/** Namespace that Kamaji's own documentation installs the operator in. */
export const OPERATOR_NAMESPACE = 'kamaji-system';

/** Annotations that Kamaji reads. */
export const KAMAJI_ANNOTATIONS = {
  /** On a TenantControlPlane: the operator leaves it alone. https://kamaji.clastix.io/guides/pausing/ */
  paused: 'kamaji.clastix.io/paused',
  /** On a Secret with a certificate or a kubeconfig: it is made anew. https://kamaji.clastix.io/guides/certs-lifecycle/ */
  rotate: 'certs.kamaji.clastix.io/rotate',
} as const;

/** Admission policy that refuses to delete protected control planes and datastores. */
export const KAMAJI_PROTECTION = 'colonnade-kamaji-deletion-protection';

/** Label that Kamaji selects the pods of a control plane by. */
export const KAMAJI_NAME_LABEL = 'kamaji.clastix.io/name';

/** Newest minor version whose kubeadm is built into the operator. */
export const NEWEST_MINOR = 36;

/** Name of the DataStore of a tenant of its own. A dot, so that no shared store has this name. */
export function dedicatedDataStore(namespace: string): string {
  return `${namespace}.etcd`;
}
