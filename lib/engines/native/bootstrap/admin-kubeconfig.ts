import { emitYaml, hashOf } from '../../../kubernetes';
import type { JsonObject, KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { SECRETS, TENANT } from '../names';
import { jobObject, labelsFor, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { PLACEHOLDERS, endpointUrl, internalUrl } from './endpoint';
import type { TenantEndpoint } from './endpoint';
import { BACKOFF_LIMIT, JOB_BOUNDS, WAIT_SECONDS, credentialsVolume, scriptAccount, scriptPodSpec } from './job-pod';
import type { ScriptRight } from './job-pod';
import { ADMIN_KUBECONFIG_SCRIPT } from './scripts/admin-kubeconfig';
import type { AdminKubeconfigEnvironment } from './scripts/admin-kubeconfig';

const NAME = TENANT.adminKubeconfig;

/**
 * A Job that composes Secret `admin-kubeconfig` from the administrators' certificate, and a CronJob that does it again after the
 * certificate was renewed. The account may touch that one Secret only.
 *
 * Keys: `kubeconfig` for people (the tenant's endpoint) and `kubeconfig-internal` for programs in the management cluster.
 */
export function adminKubeconfigObjects(
  tenant: TenantModel,
  owner: Owner,
  endpoint: TenantEndpoint,
): readonly KubernetesObject[] {
  const environment: AdminKubeconfigEnvironment = {
    NAMESPACE: tenant.namespace,
    SECRET: NAME,
    ENDPOINT_SERVICE: endpoint.known ? '' : TENANT.apiServer,
    WAIT_SECONDS: String(WAIT_SECONDS),
    TENANT_NAME: tenant.name,
    EXTERNAL_SERVER: endpointUrl(endpoint),
    INTERNAL_SERVER: internalUrl(tenant),
    TEMPLATE,
    MANIFEST: JSON.stringify(secret(owner)),
  };
  const podSpec = scriptPodSpec(tenant, {
    name: NAME,
    script: ADMIN_KUBECONFIG_SCRIPT,
    environment: { ...environment },
    volumes: [CREDENTIALS_VOLUME],
    token: true,
  });
  const bounds = { backoffLimit: BACKOFF_LIMIT, bounds: JOB_BOUNDS };
  return [
    ...scriptAccount(owner, NAME, endpoint.known ? RIGHTS_FOR_SECRET : RIGHTS_FOR_BOTH),
    jobObject(owner, { prefix: NAME, component: NAME, podSpec, ...bounds }),
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadataFor(owner, NAME, NAME),
      spec: {
        schedule: dailySchedule(tenant.path),
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            backoffLimit: BACKOFF_LIMIT,
            ...JOB_BOUNDS,
            template: { metadata: { labels: labelsFor(owner, NAME) }, spec: podSpec },
          },
        },
      },
    },
  ];
}

const CREDENTIALS_VOLUME = credentialsVolume(SECRETS.admin);

const RIGHTS_FOR_SECRET: readonly ScriptRight[] = [
  { resource: 'secrets', verbs: ['get', 'create', 'patch'], names: [NAME] },
];

const RIGHTS_FOR_BOTH: readonly ScriptRight[] = [
  ...RIGHTS_FOR_SECRET,
  { resource: 'services', verbs: ['get'], names: [TENANT.apiServer] },
];

/** Once a day, at a time of day that differs from tenant to tenant, so that thousands do not start together. */
function dailySchedule(path: string): string {
  const minute = parseInt(hashOf(path), 16) % (24 * 60);
  return `${String(minute % 60)} ${String(Math.floor(minute / 60))} * * *`;
}

/** The kubeconfig of every tenant: the script fills in what differs. The emitter quotes what begins with an underscore. */
const TEMPLATE = emitYaml(kubeconfig('__TENANT_NAME__', '__SERVER__'));

function kubeconfig(cluster: string, server: string): JsonObject {
  const user = `${cluster}-admin`;
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: cluster, cluster: { 'certificate-authority-data': PLACEHOLDERS.caData, server } }],
    contexts: [{ name: `${user}@${cluster}`, context: { cluster, user } }],
    'current-context': `${user}@${cluster}`,
    users: [
      {
        name: user,
        user: { 'client-certificate-data': '__CERTIFICATE_DATA__', 'client-key-data': '__KEY_DATA__' },
      },
    ],
  };
}

function secret(owner: Owner): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataFor(owner, NAME, NAME),
    type: 'Opaque',
    data: { kubeconfig: '__EXTERNAL__', 'kubeconfig-internal': '__INTERNAL__' },
  };
}
