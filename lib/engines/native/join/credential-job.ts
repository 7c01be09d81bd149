import type { Container, PodSpec, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { hashOf } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { CREDENTIAL_MARK, JOIN_KEYS, bootstrapTokenSecret, joinName, usesTokenDiscovery } from '../../../workers';
import { PLACEHOLDERS, endpointUrl, internalHost } from '../bootstrap/endpoint';
import type { TenantEndpoint } from '../bootstrap/endpoint';
import {
  BACKOFF_LIMIT,
  CREDENTIALS_MODE,
  JOB_BOUNDS,
  WAIT_SECONDS,
  scriptAccount,
  scriptPodSpec,
} from '../bootstrap/job-pod';
import { JOIN_CREDENTIAL_SCRIPT, JOIN_PLACEHOLDERS } from '../bootstrap/scripts/join-credential';
import type { JoinCredentialEnvironment } from '../bootstrap/scripts/join-credential';
import { AZURE_IDENTITY, TENANT } from '../names';
import { jobObject, labelsFor, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { makerName } from './identities';
import type { MintedPool } from './identities';
import { storeContainer } from './store-container';

/** `app.kubernetes.io/name` of pods that make and remove tokens. */
export const JOIN_COMPONENT = 'join-credential';

/** Label of pods that write to a cloud's secret store, with its kind: the network policy selects by it. */
export const STORE_LABEL = 'colonnade.dev/join-store';

const HANDOVER = 'handover';

/**
 * What keeps a fresh credential of a pool: a CronJob, and a Job for the first one, because a CronJob waits for its next time and
 * machines should not. Both run the same pod. The account may write Secret `join-<pool>` and read whose it is; what makes tokens in
 * the tenant is the pool's own client certificate, which nothing but this pod mounts.
 */
export function credentialObjects(
  tenant: TenantModel,
  owner: Owner,
  pool: MintedPool,
  endpoint: TenantEndpoint,
): readonly KubernetesObject[] {
  const name = joinName(pool);
  const podSpec = credentialPod(tenant, owner, pool, endpoint);
  const labels = podLabels(pool);
  const [account, ...access] = scriptAccount(owner, name, [
    { resource: 'secrets', verbs: ['create', 'patch'], names: [name] },
    { apiGroup: 'batch', resource: 'cronjobs', verbs: ['get'], names: [name] },
    ...(endpoint.known ? [] : [{ resource: 'services', verbs: ['get'], names: [TENANT.apiServer] } as const]),
  ]);
  return [
    ...(account === undefined ? [] : [withAnnotations(account, pool)]),
    ...access,
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadataFor(owner, name, JOIN_COMPONENT, { labels: poolLabel(pool) }),
      spec: {
        schedule: scheduleOf(pool),
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            backoffLimit: BACKOFF_LIMIT,
            ...JOB_BOUNDS,
            template: { metadata: { labels: { ...labelsFor(owner, JOIN_COMPONENT), ...labels } }, spec: podSpec },
          },
        },
      },
    },
    jobObject(owner, {
      prefix: name,
      component: JOIN_COMPONENT,
      podSpec,
      labels,
      backoffLimit: BACKOFF_LIMIT,
      bounds: JOB_BOUNDS,
    }),
  ];
}

/**
 * So many times an hour that no two tokens are further apart than the pool says, and at minutes that differ from pool to pool, so
 * that thousands do not start together. Above an hour: every so many whole hours.
 */
export function scheduleOf({ path, join }: MintedPool): string {
  const every = join.delivery.everyMinutes;
  const offset = parseInt(hashOf(path), 16) % 60;
  if (every >= 60) return `${offset} */${Math.floor(every / 60)} * * *`;
  const times = Math.ceil(60 / every);
  const minutes = Array.from({ length: times }, (_, index) => (offset + Math.floor((index * 60) / times)) % 60);
  return `${minutes.sort((a, b) => a - b).join(',')} * * * *`;
}

function credentialPod(tenant: TenantModel, owner: Owner, pool: MintedPool, endpoint: TenantEndpoint): PodSpec {
  const name = joinName(pool);
  const { store } = pool.join.delivery;
  const environment: JoinCredentialEnvironment = {
    NAMESPACE: tenant.namespace,
    ENDPOINT_SERVICE: endpoint.known ? '' : TENANT.apiServer,
    TENANT_HOST: internalHost(tenant),
    TENANT_PORT: String(tenant.endpoint.port),
    WAIT_SECONDS: String(WAIT_SECONDS),
    LIFE_SECONDS: String(pool.join.tokenMinutes * 60),
    NAME: name,
    TOKEN: JSON.stringify(
      bootstrapTokenSecret(
        { ...pool, signing: usesTokenDiscovery(pool) },
        {
          id: JOIN_PLACEHOLDERS.tokenId,
          secret: JOIN_PLACEHOLDERS.tokenSecret,
          expires: JOIN_PLACEHOLDERS.expires,
        },
      ),
    ),
    CREDENTIAL: credentialTemplate(tenant, pool, endpoint),
    MANIFEST: JSON.stringify(credentialSecret(owner, pool)),
    HANDOVER: store === null ? '' : `/${HANDOVER}`,
  };
  const credentials: Volume = {
    name: 'credentials',
    secret: { secretName: makerName(pool), defaultMode: CREDENTIALS_MODE },
  };
  const pod = scriptPodSpec(tenant, {
    name,
    script: JOIN_CREDENTIAL_SCRIPT,
    environment: { ...environment },
    volumes: [credentials],
    token: store === null,
  });
  if (store === null) return pod;
  // The identity in the management cluster and the client certificate are mounted into the first container alone.
  return {
    ...pod,
    initContainers: pod.containers.map((container) => withMounts(container, [TOKEN_MOUNT, HANDOVER_MOUNT])),
    containers: [storeContainer(store, { ...HANDOVER_MOUNT, readOnly: true })],
    volumes: [TMP_VOLUME, credentials, TOKEN_VOLUME, HANDOVER_VOLUME],
  };
}

const HANDOVER_MOUNT: VolumeMount = Object.freeze({ name: HANDOVER, mountPath: `/${HANDOVER}` });

/** The clouds' tools keep more there than scripts do. */
const TMP_VOLUME: Volume = Object.freeze({ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } });

const HANDOVER_VOLUME: Volume = Object.freeze({ name: HANDOVER, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });

/** What the kubelet mounts for a service account, for one container of several. */
const TOKEN_MOUNT: VolumeMount = Object.freeze({
  name: 'service-account',
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  readOnly: true,
});

const TOKEN_VOLUME: Volume = Object.freeze({
  name: 'service-account',
  projected: {
    defaultMode: CREDENTIALS_MODE,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  },
});

function withMounts(container: Container, mounts: readonly VolumeMount[]): Container {
  return { ...container, volumeMounts: [...(container.volumeMounts ?? []), ...mounts] };
}

function withAnnotations(account: KubernetesObject, pool: MintedPool): KubernetesObject {
  const own = pool.join.delivery.store?.serviceAccountAnnotations ?? {};
  if (Object.keys(own).length === 0) return account;
  const annotations = { ...account.metadata.annotations, ...own };
  return { ...account, metadata: { ...account.metadata, annotations } };
}

/** The text of `lib/workers/credential` with placeholders for what exists in the cluster only. */
function credentialTemplate(tenant: TenantModel, pool: MintedPool, endpoint: TenantEndpoint): string {
  return [
    CREDENTIAL_MARK,
    `server=${endpointUrl(endpoint)}`,
    `ca=${PLACEHOLDERS.caData}`,
    `ca-hash=sha256:${JOIN_PLACEHOLDERS.caHash}`,
    `token=${JOIN_PLACEHOLDERS.tokenId}.${JOIN_PLACEHOLDERS.tokenSecret}`,
    `expires=${JOIN_PLACEHOLDERS.expires}`,
    `pool=${tenant.name}/${pool.name}`,
  ].join('\n');
}

/** The Secret that the Job writes: made in the cluster, and gone with the CronJob. */
function credentialSecret(owner: Owner, pool: MintedPool): object {
  const name = joinName(pool);
  const metadata = metadataFor(owner, name, JOIN_COMPONENT, {
    labels: poolLabel(pool),
    annotations: { [JOIN_KEYS.expires]: JOIN_PLACEHOLDERS.expires, [JOIN_KEYS.tokenId]: JOIN_PLACEHOLDERS.tokenId },
  });
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...metadata,
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name, uid: JOIN_PLACEHOLDERS.owner }],
    },
    type: 'Opaque',
    data: { credential: JOIN_PLACEHOLDERS.credential },
  };
}

function poolLabel({ name }: MintedPool): Readonly<Record<string, string>> {
  return { [JOIN_KEYS.pool]: name };
}

function podLabels(pool: MintedPool): Readonly<Record<string, string>> {
  const { store } = pool.join.delivery;
  return {
    ...poolLabel(pool),
    ...(store !== null && { [STORE_LABEL]: store.kind }),
    ...(store?.kind === 'azure-key-vault' && AZURE_IDENTITY),
  };
}
