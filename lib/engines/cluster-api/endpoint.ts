import type { JsonObject } from '../../kubernetes';
import type { TenantModel } from '../../model';

/** Port on which a tenant's API server is reached. */
export function apiPort({ endpoint }: Pick<TenantModel, 'endpoint'>): number {
  return endpoint.kind === 'nodePort' ? endpoint.nodePort : endpoint.port;
}

/** Address or name under which a tenant's API server is reached; `null`: known only when there is a load balancer. */
export function knownHost({ endpoint }: Pick<TenantModel, 'endpoint'>): string | null {
  switch (endpoint.kind) {
    case 'loadBalancer':
      return endpoint.address ?? endpoint.hostname;
    case 'nodePort':
      return endpoint.address;
    case 'clusterIp':
      return endpoint.clusterIp;
  }
}

/** `controlPlaneEndpoint` of an infrastructure's cluster; `undefined`: somebody else fills it in. */
export function presetEndpoint(tenant: Pick<TenantModel, 'endpoint'>): JsonObject | undefined {
  const host = knownHost(tenant);
  return host === null ? undefined : { host, port: apiPort(tenant) };
}
