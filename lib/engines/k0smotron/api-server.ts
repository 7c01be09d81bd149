import { emitYaml, hashOf, shared } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { ENCRYPTION_CONFIG_KEY } from '../native/bootstrap';
import { TENANT } from '../native/names';
import { metadataFor, onceForEach } from '../native/objects';
import type { Owner } from '../native/objects';
import { SIZES } from '../native/sizes';
import { apiServerConfiguration, hasAuthenticationV1 } from '../native/tenant/api-server-config';
import { CONFIGURATION_PATH, ENCRYPTION_PATH, NAMES } from './names';
import { optionsOf } from './options';

/** What API servers read besides what k0s writes for them. */
export interface ApiServerFiles {
  /** Keys and contents of the ConfigMap. Empty: nothing is mounted. */
  readonly documents: Readonly<Record<string, string>>;
  /** Changes with the documents. */
  readonly hash: string;
}

/**
 * Admission configuration, audit policy and issuers of JWTs. A tenant whose pods run in another cluster has none, because ConfigMaps of
 * this one cannot be mounted there.
 *
 * Nothing is said of anonymous clients: k0s starts API servers with `--anonymous-auth=false`, beside which they refuse to be told.
 */
export function apiServerFiles(tenant: TenantModel): ApiServerFiles {
  if (optionsOf(tenant).remoteHost !== undefined) return { documents: {}, hash: '' };
  const { documents } = apiServerConfiguration(tenant);
  return FILES({
    'admission.yaml': documents['admission.yaml'],
    'audit-policy.yaml': documents['audit-policy.yaml'],
    'authentication.yaml': tenant.authentication.jwt.length > 0 ? authentication(tenant) : undefined,
  });
}

/** Most tenants have the same. */
const FILES = onceForEach((own: Readonly<Record<string, string | undefined>>): ApiServerFiles => {
  const documents = set(own);
  return Object.freeze({ documents: shared(documents), hash: hashOf(documents) });
});

function authentication({ authentication: { jwt }, version }: TenantModel): string {
  return emitYaml({
    apiVersion: `apiserver.config.k8s.io/${hasAuthenticationV1(version) ? 'v1' : 'v1beta1'}`,
    kind: 'AuthenticationConfiguration',
    jwt,
  });
}

/** The ConfigMap with the files. */
export function apiServerFilesMap(owner: Owner, { documents }: ApiServerFiles): readonly KubernetesObject[] {
  if (Object.keys(documents).length === 0) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataFor(owner, NAMES.configuration, TENANT.apiServer),
      data: documents,
    },
  ];
}

/** Whether a Job of the management cluster makes a key that API servers encrypt with. */
export function encrypts(tenant: TenantModel): boolean {
  return tenant.encryption.provider !== 'identity' && optionsOf(tenant).remoteHost === undefined;
}

/** Arguments over those that k0s writes; those of the user come last. */
export function apiServerArguments(
  tenant: TenantModel,
  { documents }: ApiServerFiles,
): Readonly<Record<string, string>> {
  const { admission, audit, size, replicas, extraArgs } = tenant;
  return ARGUMENTS({
    admission,
    size,
    further: extraArgs.apiServer,
    isEncrypted: encrypts(tenant),
    isAudited: audit.enabled,
    hasSeveral: replicas > 1,
    hasAdmission: 'admission.yaml' in documents,
    hasPolicy: 'audit-policy.yaml' in documents,
    hasAuthentication: 'authentication.yaml' in documents,
  });
}

interface ArgumentsInput extends Pick<TenantModel, 'admission' | 'size'> {
  readonly further: TenantModel['extraArgs']['apiServer'];
  readonly isEncrypted: boolean;
  readonly isAudited: boolean;
  readonly hasSeveral: boolean;
  readonly hasAdmission: boolean;
  readonly hasPolicy: boolean;
  readonly hasAuthentication: boolean;
}

const ARGUMENTS = onceForEach((input: ArgumentsInput) => {
  const { admission, size, further, isEncrypted, isAudited, hasSeveral } = input;
  const plugins = [...new Set(['NodeRestriction', ...admission.enable])].filter(
    (plugin) => !admission.disable.includes(plugin),
  );
  const { requestsInFlight } = SIZES[size];
  const file = (key: string, isThere: boolean) => (isThere ? `${CONFIGURATION_PATH}/${key}` : undefined);
  return shared(
    set({
      'admission-control-config-file': file('admission.yaml', input.hasAdmission),
      'audit-log-path': isAudited && input.hasPolicy ? '-' : undefined,
      'audit-policy-file': file('audit-policy.yaml', input.hasPolicy),
      'authentication-config': file('authentication.yaml', input.hasAuthentication),
      // k0s would switch NodeRestriction on by itself, and off when any other plugin is named.
      'enable-admission-plugins': listed(plugins),
      'disable-admission-plugins': listed(admission.disable),
      'encryption-provider-config': isEncrypted ? `${ENCRYPTION_PATH}/${ENCRYPTION_CONFIG_KEY}` : undefined,
      'encryption-provider-config-automatic-reload': isEncrypted ? 'true' : undefined,
      'goaway-chance': hasSeveral ? '0.001' : undefined,
      'max-mutating-requests-inflight': String(requestsInFlight.mutating),
      'max-requests-inflight': String(requestsInFlight.reading),
      ...further,
    }),
  );
});

/** Arguments without those that are not set, in the order of their names. */
export function set(args: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(args)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}

function listed(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}
