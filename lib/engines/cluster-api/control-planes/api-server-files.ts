import { shared } from '../../../kubernetes';
import type { JsonObject, KubernetesObject } from '../../../kubernetes';
import type { ControlPlaneComponent, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { ENCRYPTION_CONFIG_KEY, renderEncryptionKey } from '../../native/bootstrap';
import { TENANT } from '../../native/names';
import { onceForEach, tenantOwner } from '../../native/objects';
import { apiServerConfigMap, apiServerConfiguration } from '../../native/tenant/api-server-config';
import type { ApiServerDocuments } from '../../native/tenant/api-server-config';
import { AUDIT_LOGS, ETC, FILES } from '../../native/tenant/files';
import { featureGates } from '../../native/tenant/flags';
import { knownHost } from '../endpoint';

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
  return FOLDERS({ isEncrypted: encryption.provider !== 'identity', hasLogs: audit.enabled && audit.sink === 'file' });
}

const CONFIGURATION: Folder = {
  name: 'api-server-config',
  path: `${ETC}/config`,
  readOnly: true,
  source: { configMap: { name: TENANT.apiServerConfig } },
};

const ENCRYPTION: Folder = {
  name: TENANT.encryptionConfig,
  path: `${ETC}/encryption`,
  readOnly: true,
  source: { secret: { secretName: TENANT.encryptionConfig } },
};

const LOGS: Folder = { name: 'audit-logs', path: AUDIT_LOGS, readOnly: false, source: { emptyDir: {} } };

const FOLDERS = onceForEach(({ isEncrypted, hasLogs }: { readonly isEncrypted: boolean; readonly hasLogs: boolean }) =>
  shared([CONFIGURATION, ...(isEncrypted ? [ENCRYPTION] : []), ...(hasLogs ? [LOGS] : [])]),
);

/** Where the configuration of encryption at rest comes from and is read; `null`: nothing is encrypted. */
export function encryptionFile({
  encryption,
}: TenantModel): { readonly path: string; readonly secret: JsonObject } | null {
  if (encryption.provider === 'identity') return null;
  return { path: FILES.encryption, secret: { name: TENANT.encryptionConfig, key: ENCRYPTION_CONFIG_KEY } };
}

/** Arguments of a component that say what the model says, by name without dashes; the user's own last. */
export function argumentsOf(tenant: TenantModel, component: ControlPlaneComponent): Arguments {
  const { featureGates: gates, admission, audit, encryption, network, extraArgs } = tenant;
  return ARGUMENTS({
    gates,
    ...(component === 'apiServer' && { admission, audit, encryption }),
    ...(component === 'controllerManager' && { podCidrs: network.podCidrs, maskSizes: network.nodeCidrMaskSizes }),
    further: extraArgs[component],
  });
}

type Arguments = Readonly<Record<string, string>>;
type ApiServerInput = Pick<TenantModel, 'admission' | 'audit' | 'encryption'>;

/** Side by side, so that a look at each says whether it is one of a moment ago. */
interface ArgumentsInput extends Partial<ApiServerInput> {
  readonly gates: TenantModel['featureGates'];
  readonly podCidrs?: TenantModel['network']['podCidrs'];
  readonly maskSizes?: TenantModel['network']['nodeCidrMaskSizes'];
  readonly further: Arguments;
}

const ARGUMENTS = onceForEach(
  ({ gates, admission, audit, encryption, podCidrs, maskSizes, further }: ArgumentsInput): Arguments => {
    const named = featureGates({ featureGates: gates });
    return shared({
      ...(named !== undefined && { 'feature-gates': named }),
      ...(admission && audit && encryption && apiServerArguments({ admission, audit, encryption })),
      ...(podCidrs && maskSizes && maskArguments(podCidrs, maskSizes)),
      ...further,
    });
  },
);

/** Arguments as a command line has them. */
export const commandLine = onceForEach((args: Arguments): readonly string[] =>
  shared(Object.entries(args).map(([flag, value]) => `--${flag}=${value}`)),
);

function apiServerArguments({ admission, audit, encryption }: ApiServerInput): Arguments {
  return {
    'admission-control-config-file': FILES.admission,
    'authentication-config': FILES.authentication,
    ...auditArguments(audit),
    ...(admission.disable.length > 0 && { 'disable-admission-plugins': admission.disable.join(',') }),
    ...(encryption.provider !== 'identity' && {
      'encryption-provider-config': FILES.encryption,
      'encryption-provider-config-automatic-reload': 'true',
    }),
  };
}

function auditArguments(audit: TenantModel['audit']): Arguments {
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

function maskArguments(
  podCidrs: readonly string[],
  { ipv4, ipv6 }: TenantModel['network']['nodeCidrMaskSizes'],
): Arguments {
  const isIpv6 = (range: string): boolean => range.includes(':');
  return {
    ...(podCidrs.some((range) => !isIpv6(range)) && { 'node-cidr-mask-size-ipv4': String(ipv4) }),
    ...(podCidrs.some(isIpv6) && { 'node-cidr-mask-size-ipv6': String(ipv6) }),
  };
}

/** Plugins that are on besides upstream's defaults. Without NodeRestriction a node could write to other nodes' objects. */
export function admissionPluginsOf({ admission }: TenantModel): readonly string[] {
  return [...new Set(['NodeRestriction', ...admission.enable])].filter((plugin) => !admission.disable.includes(plugin));
}

/** Names for the serving certificate besides those that every control plane has. */
export function sansOf(tenant: TenantModel): readonly string[] {
  const { endpoint } = tenant;
  const host = endpoint.kind === 'clusterIp' ? null : knownHost(tenant);
  return [...new Set([...(host === null ? [] : [host]), ...endpoint.extraSans])];
}
