import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { tenantOwner } from '../objects';
import { renderTenantPki } from '../pki';
import { adminKubeconfigObjects } from './admin-kubeconfig';
import { bootstrapObjects } from './bootstrap-job';
import { encryptionKeyObjects } from './encryption-key';
import { isPending, tenantEndpoint } from './endpoint';
import { certificatesOfJob } from './serving-certificates';

/** The Job that makes the key for encryption at rest. API servers cannot start without it, so it is rendered before them. */
export function renderEncryptionKey(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  return encryptionKeyObjects(tenant, tenantOwner(tenant, context.cluster));
}

/**
 * What gives a new control plane its contents: two Jobs that run once, each with an account that can do nothing else.
 *
 * - `bootstrap` applies what lives inside the tenant;
 * - `admin-kubeconfig` composes the administrators' kubeconfig, and a CronJob renews it.
 */
export function renderBootstrap(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const certificates = isPending(tenant) ? certificatesOfJob(renderTenantPki(tenant, context), tenant) : [];
  const endpoint = tenantEndpoint(tenant, context.cluster.network.clusterDomain);
  return [
    ...bootstrapObjects(tenant, owner, endpoint, certificates),
    ...adminKubeconfigObjects(tenant, owner, endpoint),
  ];
}

export { ENCRYPTION_CONFIG_KEY } from './encryption-key';
export { certificatesKnownBeforehand } from './serving-certificates';
export { endpointUrl, isPending, tenantEndpoint } from './endpoint';
