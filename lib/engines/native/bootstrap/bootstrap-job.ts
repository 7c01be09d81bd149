import type { Volume } from 'kubernetes-types/core/v1';
import { shared } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { SECRETS, TENANT } from '../names';
import { hashedName, jobObject, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { internalHost } from './endpoint';
import type { TenantEndpoint } from './endpoint';
import { BACKOFF_LIMIT, JOB_BOUNDS, WAIT_SECONDS, credentialsVolume, scriptAccount, scriptPodSpec } from './job-pod';
import type { ScriptRight } from './job-pod';
import { bootstrapManifests, outdatedSelector } from './manifests';
import { BOOTSTRAP_SCRIPT } from './scripts/bootstrap';
import type { BootstrapEnvironment } from './scripts/bootstrap';
import { SERVING_CERTIFICATES } from './serving-certificates';

/** ConfigMap with the Certificates that wait for the balancer's address. */
const CERTIFICATES = 'serving-certificates';

/**
 * ConfigMap `bootstrap-manifests` with what lives inside the tenant, and the Job that applies it. The Job's name follows the
 * manifests too: a change runs it again, the same text never does.
 *
 * In the management cluster it may remove Jobs of this namespace: those of earlier contents, without which a return to them would find
 * a Job that has run. Where the balancer picks the address it may also ask the Service for it and apply the Certificates that carry it.
 *
 * @param certificates - those Certificates; empty when the address is known
 */
export function bootstrapObjects(
  tenant: TenantModel,
  owner: Owner,
  endpoint: TenantEndpoint,
  certificates: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const { data, hash } = bootstrapManifests(tenant, endpoint);
  const certificateData = Object.fromEntries(
    certificates.map((certificate) => [`${certificate.metadata.name}.json`, JSON.stringify(certificate)]),
  );
  const environment: BootstrapEnvironment = {
    NAMESPACE: tenant.namespace,
    ENDPOINT_SERVICE: endpoint.known ? '' : TENANT.apiServer,
    ENDPOINT_HOST: endpoint.known ? endpoint.host : '',
    ENDPOINT_ADDRESS: endpoint.known ? endpoint.address : '',
    ENDPOINT_PORT: String(endpoint.port),
    KONNECTIVITY_PORT: String(endpoint.konnectivityPort ?? ''),
    TENANT_HOST: internalHost(tenant),
    TENANT_PORT: String(tenant.endpoint.port),
    VERSION_PREFIX: `v${tenant.version.split('.').slice(0, 2).join('.')}.`,
    WAIT_SECONDS: String(WAIT_SECONDS),
    OUTDATED: outdatedSelector(tenant, endpoint),
    MANIFESTS: hashedName(hash, certificateData),
  };
  return [
    ...scriptAccount(owner, TENANT.bootstrap, endpoint.known ? RIGHTS_FOR_JOBS : RIGHTS_FOR_BOTH),
    configMap(owner, TENANT.bootstrapManifests, data),
    ...(endpoint.known ? [] : [configMap(owner, CERTIFICATES, certificateData)]),
    jobObject(owner, {
      prefix: TENANT.bootstrap,
      component: TENANT.bootstrap,
      backoffLimit: BACKOFF_LIMIT,
      bounds: JOB_BOUNDS,
      podSpec: scriptPodSpec(tenant, {
        name: TENANT.bootstrap,
        script: BOOTSTRAP_SCRIPT,
        environment: { ...environment },
        fields: { JOB: "metadata.labels['batch.kubernetes.io/job-name']" },
        volumes: [MANIFESTS_VOLUME, CREDENTIALS_VOLUME, ...(endpoint.known ? [] : [CERTIFICATES_VOLUME])],
        token: true,
      }),
    }),
  ];
}

const MANIFESTS_VOLUME: Volume = shared({ name: 'manifests', configMap: { name: TENANT.bootstrapManifests } });
const CREDENTIALS_VOLUME = credentialsVolume(SECRETS.superAdmin);
const CERTIFICATES_VOLUME: Volume = shared({ name: 'certificates', configMap: { name: CERTIFICATES } });

/** Finished Jobs of earlier contents are in the way of a return to them. */
const RIGHTS_FOR_JOBS: readonly ScriptRight[] = [{ apiGroup: 'batch', resource: 'jobs', verbs: ['list', 'delete'] }];

const RIGHTS_FOR_ADDRESS: readonly ScriptRight[] = [
  { resource: 'services', verbs: ['get'], names: [TENANT.apiServer] },
  {
    apiGroup: 'cert-manager.io',
    resource: 'certificates',
    verbs: ['get', 'create', 'patch'],
    names: SERVING_CERTIFICATES,
  },
];

const RIGHTS_FOR_BOTH: readonly ScriptRight[] = [...RIGHTS_FOR_JOBS, ...RIGHTS_FOR_ADDRESS];

function configMap(owner: Owner, name: string, data: Readonly<Record<string, string>>): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataFor(owner, name, TENANT.bootstrap), data };
}
