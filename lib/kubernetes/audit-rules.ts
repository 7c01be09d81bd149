import type { JsonObject } from './object';
import { shared } from './shared';

/**
 * What is audited unless the user says otherwise: who did what to which object, without the noise of controllers that only
 * read and renew, and never the content of Secrets, ConfigMaps or tokens.
 *
 * @see https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy
 */
export const AUDIT_RULES: readonly JsonObject[] = shared([
  { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi/*'] },
  {
    level: 'None',
    resources: [
      { group: '', resources: ['events'] },
      { group: 'events.k8s.io', resources: ['events'] },
    ],
  },
  {
    level: 'None',
    verbs: ['get', 'list', 'watch', 'update', 'patch'],
    resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }],
  },
  {
    level: 'None',
    users: ['system:kube-controller-manager', 'system:kube-scheduler', 'system:kube-proxy', 'system:apiserver'],
    verbs: ['get', 'list', 'watch'],
  },
  { level: 'None', userGroups: ['system:nodes'], verbs: ['get', 'list', 'watch'] },
  {
    level: 'Metadata',
    resources: [
      { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
      { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
    ],
  },
  { level: 'Metadata' },
]);
