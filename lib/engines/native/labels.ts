/** Label keys. `app.kubernetes.io/*` are the upstream recommended ones. */
export const LABELS = {
  name: 'app.kubernetes.io/name',
  instance: 'app.kubernetes.io/instance',
  component: 'app.kubernetes.io/component',
  partOf: 'app.kubernetes.io/part-of',
  managedBy: 'app.kubernetes.io/managed-by',
  tenant: 'colonnade.dev/tenant',
  store: 'colonnade.dev/store',
  /** On a tenant's namespace: the etcd user that it may have a certificate for. */
  storeUser: 'colonnade.dev/store-user',
  deletionProtection: 'colonnade.dev/deletion-protection',
} as const;
