import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { SECRETS } from '../names';
import { isPending } from './endpoint';

/** Names of the Certificates that carry the address of the tenant's endpoint. */
export const SERVING_CERTIFICATES: readonly string[] = [SECRETS.apiServer, SECRETS.konnectivityServer];

/**
 * The Certificates that can be written beforehand. When the balancer picks the address, those that must carry it are applied by the
 * bootstrap Job as soon as it is known, and API servers wait for their Secrets: a certificate without the address would be of no
 * use to nodes, and one that is written and then changed would be changed back by every apply.
 */
export function certificatesKnownBeforehand(
  objects: readonly KubernetesObject[],
  tenant: TenantModel,
): readonly KubernetesObject[] {
  return isPending(tenant) ? objects.filter((object) => !isServing(object)) : objects;
}

/** The others of {@link certificatesKnownBeforehand}, still without the address; empty when it is known. */
export function certificatesOfJob(
  objects: readonly KubernetesObject[],
  tenant: TenantModel,
): readonly KubernetesObject[] {
  return isPending(tenant) ? objects.filter(isServing) : [];
}

function isServing({ kind, metadata }: KubernetesObject): boolean {
  return kind === 'Certificate' && SERVING_CERTIFICATES.includes(metadata.name);
}
