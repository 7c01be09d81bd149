import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { SECRETS, TENANT } from '../names';
import { jobObject, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { internalHost } from './endpoint';
import type { TenantEndpoint } from './endpoint';
import { BACKOFF_LIMIT, JOB_BOUNDS, WAIT_SECONDS, scriptAccount, scriptPodSpec } from './job-pod';
import { bootstrapManifests, outdatedSelector } from './manifests';
import { BOOTSTRAP_SCRIPT } from './scripts/bootstrap';
import type { BootstrapEnvironment } from './scripts/bootstrap';

/**
 * ConfigMap `bootstrap-manifests` with what lives inside the tenant, and the Job that applies it. The Job's name follows the
 * manifests too: a change runs it again, the same text never does.
 *
 * It has no rights in the management cluster, unless it has to ask the tenant's Service for the address of its balancer.
 */
export function bootstrapObjects(
  tenant: TenantModel,
  owner: Owner,
  endpoint: TenantEndpoint,
): readonly KubernetesObject[] {
  const { data, hash } = bootstrapManifests(tenant, endpoint);
  const environment: BootstrapEnvironment = {
    NAMESPACE: tenant.namespace,
    ENDPOINT_SERVICE: endpoint.known ? '' : TENANT.apiServer,
    TENANT_HOST: internalHost(tenant),
    TENANT_PORT: String(tenant.endpoint.port),
    VERSION_PREFIX: `v${tenant.version.split('.').slice(0, 2).join('.')}.`,
    WAIT_SECONDS: String(WAIT_SECONDS),
    OUTDATED: outdatedSelector(tenant, endpoint),
  };
  return [
    ...scriptAccount(
      owner,
      TENANT.bootstrap,
      endpoint.known ? [] : [{ resource: 'services', verbs: ['get'], name: TENANT.apiServer }],
    ),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataFor(owner, TENANT.bootstrapManifests, TENANT.bootstrap),
      data,
    },
    jobObject(owner, {
      prefix: TENANT.bootstrap,
      component: TENANT.bootstrap,
      backoffLimit: BACKOFF_LIMIT,
      bounds: JOB_BOUNDS,
      podSpec: scriptPodSpec(tenant, {
        name: TENANT.bootstrap,
        script: BOOTSTRAP_SCRIPT,
        environment: { ...environment, MANIFESTS_HASH: hash },
        volumes: [
          { name: 'manifests', configMap: { name: TENANT.bootstrapManifests } },
          { name: 'credentials', secret: { secretName: SECRETS.superAdmin } },
        ],
        token: !endpoint.known,
      }),
    }),
  ];
}
