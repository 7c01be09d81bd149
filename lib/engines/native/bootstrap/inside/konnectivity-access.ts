import type { KubernetesObject } from '../../../../kubernetes';
import { TUNNEL } from '../../names';
import { insideMeta } from './labels';
import { clusterRoleBinding, role, roleBinding, user } from './rbac-objects';

/**
 * Rights of the konnectivity server, which runs beside the API servers and uses a certificate of user `system:konnectivity-server`:
 * it checks agents' tokens and publishes a Lease per server, by which agents know how many servers to connect to.
 */
export function konnectivityServerAccess(): readonly KubernetesObject[] {
  const server = user(TUNNEL.server);
  return [
    clusterRoleBinding(insideMeta(TUNNEL.server), 'system:auth-delegator', [server]),
    role(insideMeta(TUNNEL.server, TUNNEL.namespace), [
      {
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
      },
    ]),
    roleBinding(insideMeta(TUNNEL.server, TUNNEL.namespace), TUNNEL.server, [server]),
  ];
}
