import { emitYaml } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { TENANT } from '../names';
import { jobObject, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { BACKOFF_LIMIT, JOB_BOUNDS, scriptAccount, scriptPodSpec } from './job-pod';
import type { ScriptRight } from './job-pod';
import { ENCRYPTION_KEY_SCRIPT } from './scripts/encryption-key';
import type { EncryptionKeyEnvironment } from './scripts/encryption-key';
import { sharedText } from './shared-text';

/** `app.kubernetes.io/name` of the Job that makes the encryption key. */
export const ENCRYPTION_KEY = 'encryption-key';

/** Key of the Secret `encryption-config` that holds the `EncryptionConfiguration`. */
export const ENCRYPTION_CONFIG_KEY = 'encryption-config.yaml';

/**
 * The Job that makes Secret `encryption-config` once, with a random key of 32 bytes, and its account, which may create Secrets
 * (Kubernetes cannot limit that by name) and read this one. Nothing at all when the provider is `identity`.
 */
export function encryptionKeyObjects(tenant: TenantModel, owner: Owner): readonly KubernetesObject[] {
  if (tenant.encryption.provider === 'identity') return [];
  const environment: EncryptionKeyEnvironment = {
    NAMESPACE: tenant.namespace,
    SECRET: TENANT.encryptionConfig,
    WANTED: purpose(tenant),
    CONFIGURATION: CONFIGURATION(tenant.encryption).text,
    MANIFEST: JSON.stringify(secret(tenant, owner)),
  };
  return [
    ...scriptAccount(owner, ENCRYPTION_KEY, RIGHTS),
    jobObject(owner, {
      prefix: ENCRYPTION_KEY,
      component: ENCRYPTION_KEY,
      backoffLimit: BACKOFF_LIMIT,
      bounds: JOB_BOUNDS,
      podSpec: scriptPodSpec(tenant, {
        name: ENCRYPTION_KEY,
        script: ENCRYPTION_KEY_SCRIPT,
        environment: { ...environment },
        token: true,
        // An API server waits for it: on a busy node it must not stand behind API servers that have started already.
        cpu: '100m',
      }),
    }),
  ];
}

/** https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ ; `identity` last: data from before stays readable. */
const CONFIGURATION = sharedText((encryption: TenantModel['encryption']) =>
  emitYaml(encryptionConfiguration(encryption, '__KEY__')),
);

function encryptionConfiguration({ provider, resources }: TenantModel['encryption'], key: string): unknown {
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [
      {
        resources,
        providers: [{ [provider]: { keys: [{ name: 'key-1', secret: key }] } }, { identity: {} }],
      },
    ],
  };
}

const RIGHTS: readonly ScriptRight[] = [
  { resource: 'secrets', verbs: ['create'] },
  { resource: 'secrets', verbs: ['get'], names: [TENANT.encryptionConfig] },
];

/** What the key is for. A Secret that says something else was made for another configuration. */
function purpose(tenant: TenantModel): string {
  return `${tenant.encryption.provider}: ${[...tenant.encryption.resources].sort().join(', ')}`;
}

function secret(tenant: TenantModel, owner: Owner): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataFor(owner, TENANT.encryptionConfig, TENANT.apiServer, {
      annotations: { 'colonnade.dev/encryption': purpose(tenant) },
      protect: true,
    }),
    type: 'Opaque',
    immutable: true,
    data: { [ENCRYPTION_CONFIG_KEY]: '__DATA__' },
  };
}
