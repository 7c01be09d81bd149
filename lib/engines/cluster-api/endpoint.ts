import type { JsonObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { workerEndpoint } from '../../workers';

/** Port on which a tenant's API server is reached. */
export function apiPort({ endpoint }: Pick<TenantModel, 'endpoint'>): number {
  return endpoint.kind === 'nodePort' ? endpoint.nodePort : endpoint.port;
}

/** Address or name under which a tenant's API server is reached; `null`: known only when there is a load balancer. */
export function knownHost(tenant: Pick<TenantModel, 'endpoint'>): string | null {
  return workerEndpoint(tenant)?.host ?? null;
}

/** `controlPlaneEndpoint` of an infrastructure's cluster; `undefined`: somebody else fills it in. */
export function presetEndpoint(tenant: Pick<TenantModel, 'endpoint'>): JsonObject | undefined {
  const known = workerEndpoint(tenant);
  return known === null ? undefined : { ...known };
}
