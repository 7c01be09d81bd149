import type { JsonObject } from '../../../../kubernetes';

const MOUNTED = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * A kubeconfig for a pod that uses its own service account but dials the tenant's endpoint instead of the Service `kubernetes`, so
 * that it works before anything on the node answers for Services.
 */
export function tokenKubeconfig(server: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'default', cluster: { 'certificate-authority': `${MOUNTED}/ca.crt`, server } }],
    contexts: [{ name: 'default', context: { cluster: 'default', namespace: 'default', user: 'default' } }],
    'current-context': 'default',
    users: [{ name: 'default', user: { tokenFile: `${MOUNTED}/token` } }],
  };
}
