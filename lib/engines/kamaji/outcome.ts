import type { TenantModel } from '../../model';
import type { RenderContext } from '../engine';
import { endpointUrl, tenantEndpoint } from '../native/bootstrap';
import { nativeReadiness } from '../native/outcome';
import type { ReadinessCondition, TenantOutputs, WrittenBack } from '../outcome';
import { KAMAJI_API } from './names';
import { optionsOf } from './options';

/** The autoscaler changes a number that is not rendered then; Kamaji itself writes into metadata and status only. */
export const KAMAJI_WRITES_BACK: readonly WrittenBack[] = Object.freeze([
  Object.freeze({
    apiVersion: KAMAJI_API,
    kind: 'TenantControlPlane',
    pointers: Object.freeze(['/metadata/finalizers', '/spec/controlPlane/deployment/replicas']),
    reason: 'the operator adds finalizers; a HorizontalPodAutoscaler sets the number of replicas',
  }),
  Object.freeze({
    apiVersion: KAMAJI_API,
    kind: 'DataStore',
    pointers: Object.freeze(['/metadata/finalizers']),
    reason: 'the operator keeps a store that is in use',
  }),
]);

/** The etcd of its own, and what Kamaji calls ready: enough replicas. Roles inside the tenant follow a second or two later. */
export function kamajiReadiness(tenant: TenantModel): readonly ReadinessCondition[] {
  return [
    ...nativeReadiness(tenant).filter(({ kind }) => kind === 'StatefulSet'),
    {
      apiVersion: KAMAJI_API,
      kind: 'TenantControlPlane',
      name: tenant.name,
      namespace: tenant.namespace,
      until: { field: 'status.kubernetesResources.version.status', value: 'Ready' },
    },
  ];
}

/** What Kamaji writes: Secrets with the tenant's name in front, and the endpoint in the status unless it is known beforehand. */
export function kamajiOutputs(tenant: TenantModel, { cluster }: RenderContext): TenantOutputs {
  const { name, namespace, endpoint } = tenant;
  const hostname = exposedHost(tenant);
  const known = tenantEndpoint(tenant, cluster.network.clusterDomain);
  return {
    kubeconfig: { name: `${name}-admin-kubeconfig`, namespace, key: 'admin.conf' },
    certificateAuthority: { name: `${name}-ca`, namespace, key: 'ca.crt' },
    endpoint:
      hostname !== undefined
        ? `https://${hostname}`
        : known.known && endpoint.kind !== 'clusterIp'
          ? endpointUrl(known)
          : {
              apiVersion: KAMAJI_API,
              kind: 'TenantControlPlane',
              name,
              namespace,
              field: 'status.controlPlaneEndpoint',
            },
  };
}

function exposedHost(tenant: TenantModel): string | undefined {
  const { exposure } = optionsOf(tenant.engine);
  return exposure === undefined ? undefined : (exposure.ingress ?? exposure.gateway).hostname;
}
