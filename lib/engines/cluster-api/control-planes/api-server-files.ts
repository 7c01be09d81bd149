import type { JsonObject, KubernetesObject } from '../../../kubernetes';
import type { ControlPlaneComponent, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { ENCRYPTION_CONFIG_KEY, renderEncryptionKey } from '../../native/bootstrap';
import { TENANT } from '../../native/names';
import { tenantOwner } from '../../native/objects';
import { apiServerConfigMap, apiServerConfiguration } from '../../native/tenant/api-server-config';
import type { ApiServerDocuments } from '../../native/tenant/api-server-config';
import { AUDIT_LOGS, ETC, FILES } from '../../native/tenant/files';
import { featureGates } from '../../native/tenant/flags';

/** A folder that the API server reads or writes. */
export interface Folder {
  readonly name: string;
  readonly path: string;
  readonly readOnly: boolean;
  /** Volume source, as in a pod. */
  readonly source: JsonObject;
}

/** The documents of the API server, without that of the tunnel: who runs the tunnel writes it. */
export function documentsOf(tenant: TenantModel): ApiServerDocuments {
  const { documents } = apiServerConfiguration(tenant);
  return Object.fromEntries(Object.entries(documents).filter(([name]) => name !== 'egress-selector.yaml'));
}

/** The ConfigMap with the documents, and what makes the key for encryption at rest. */
export function configurationObjects(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  return [
    apiServerConfigMap(tenantOwner(tenant, context.cluster), documentsOf(tenant)),
    ...renderEncryptionKey(tenant, context),
  ];
}

/** Folders with {@link configurationObjects}, and the one for audit logs where they go to files. */
export function foldersOf({ audit, encryption }: TenantModel): readonly Folder[] {
  return [
    {
      name: 'api-server-config',
      path: `${ETC}/config`,
      readOnly: true,
      source: { configMap: { name: TENANT.apiServerConfig } },
    },
    ...(encryption.provider === 'identity' ? [] : [ENCRYPTION]),
    ...(audit.enabled && audit.sink === 'file' ? [LOGS] : []),
  ];
}

const ENCRYPTION: Folder = {
  name: TENANT.encryptionConfig,
  path: `${ETC}/encryption`,
  readOnly: true,
  source: { secret: { secretName: TENANT.encryptionConfig } },
};

const LOGS: Folder = { name: 'audit-logs', path: AUDIT_LOGS, readOnly: false, source: { emptyDir: {} } };

/** Where the configuration of encryption at rest comes from and is read; `null`: nothing is encrypted. */
export function encryptionFile({
  encryption,
}: TenantModel): { readonly path: string; readonly secret: JsonObject } | null {
  if (encryption.provider === 'identity') return null;
  return { path: FILES.encryption, secret: { name: TENANT.encryptionConfig, key: ENCRYPTION_CONFIG_KEY } };
}

/** Arguments of a component that say what the model says, by name without dashes; the user's own last. */
export function argumentsOf(tenant: TenantModel, component: ControlPlaneComponent): Readonly<Record<string, string>> {
  const gates = featureGates(tenant);
  return {
    ...(gates !== undefined && { 'feature-gates': gates }),
    ...(component === 'apiServer' && apiServerArguments(tenant)),
    ...(component === 'controllerManager' && maskSizes(tenant)),
    ...tenant.extraArgs[component],
  };
}

function apiServerArguments(tenant: TenantModel): Readonly<Record<string, string>> {
  const { admission, encryption } = tenant;
  return {
    'admission-control-config-file': FILES.admission,
    'authentication-config': FILES.authentication,
    ...auditArguments(tenant),
    ...(admission.disable.length > 0 && { 'disable-admission-plugins': admission.disable.join(',') }),
    ...(encryption.provider !== 'identity' && {
      'encryption-provider-config': FILES.encryption,
      'encryption-provider-config-automatic-reload': 'true',
    }),
  };
}

function auditArguments({ audit }: TenantModel): Readonly<Record<string, string>> {
  if (!audit.enabled) return {};
  const common = { 'audit-policy-file': FILES.auditPolicy };
  if (audit.sink === 'stdout') return { ...common, 'audit-log-path': '-' };
  return {
    ...common,
    'audit-log-path': `${AUDIT_LOGS}/audit.log`,
    'audit-log-maxage': String(audit.maxAgeDays),
    'audit-log-maxbackup': String(audit.maxBackups),
    'audit-log-maxsize': String(audit.maxSizeMegabytes),
  };
}

function maskSizes({ network }: TenantModel): Readonly<Record<string, string>> {
  const isIpv6 = (range: string): boolean => range.includes(':');
  return {
    ...(network.podCidrs.some((range) => !isIpv6(range)) && {
      'node-cidr-mask-size-ipv4': String(network.nodeCidrMaskSizes.ipv4),
    }),
    ...(network.podCidrs.some(isIpv6) && { 'node-cidr-mask-size-ipv6': String(network.nodeCidrMaskSizes.ipv6) }),
  };
}

/** Plugins that are on besides upstream's defaults. Without NodeRestriction a node could write to other nodes' objects. */
export function admissionPluginsOf({ admission }: TenantModel): readonly string[] {
  return [...new Set(['NodeRestriction', ...admission.enable])].filter((plugin) => !admission.disable.includes(plugin));
}

/** Names for the serving certificate besides those that every control plane has. */
export function sansOf({ endpoint }: TenantModel): readonly string[] {
  const host =
    endpoint.kind === 'clusterIp'
      ? null
      : endpoint.kind === 'nodePort'
        ? endpoint.address
        : (endpoint.address ?? endpoint.hostname);
  return [...new Set([...(host === null ? [] : [host]), ...endpoint.extraSans])];
}
