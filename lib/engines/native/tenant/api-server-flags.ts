import { ColonnadeError } from '../../../findings';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { verifiesKubelets } from '../join/identities';
import type { WrittenFlags } from '../managed-flags';
import { ETCD, PORTS } from '../names';
import { onceForEach } from '../objects';
import { SIZES } from '../sizes';
import { AUDIT_LOGS, FILES } from './files';
import { TLS_DEFAULTS, defaultArguments, featureGates, listOf, toArguments } from './flags';
import type { Flags } from './flags';
import { endpointReconciler } from './kubernetes-service';

/**
 * How long an API server that is told to stop keeps serving as before: long enough for every kube-proxy and for the balancer's
 * health checks to send new connections elsewhere. In seconds.
 */
export const SHUTDOWN_DELAY_SECONDS = 10;

/** Arguments of kube-apiserver. Source: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ */
export function apiServerArguments(tenant: TenantModel, context: RenderContext): string[] {
  const { size, replicas, extraArgs } = tenant;
  const defaults = DEFAULTS({
    size,
    spreads: replicas > 1,
    verifies: verifiesKubelets(tenant),
    extra: extraArgs.apiServer,
  });
  return [...toArguments(writtenFlags(tenant, context)), ...defaults];
}

function writtenFlags(tenant: TenantModel, context: RenderContext): WrittenFlags<'apiServer'> {
  return {
    'advertise-address': '$(POD_IP)',
    'secure-port': String(PORTS.apiServer),
    'endpoint-reconciler-type': endpointReconciler(tenant, context),
    'service-cluster-ip-range': tenant.network.serviceCidrs.join(','),
    'allow-privileged': 'true',
    'authorization-mode': 'Node,RBAC',
    'enable-bootstrap-token-auth': 'true',
    'feature-gates': featureGates(tenant),
    profiling: 'false',
    'shutdown-delay-duration': `${SHUTDOWN_DELAY_SECONDS}s`,
    'shutdown-send-retry-after': 'true',
    ...configurationFlags(tenant),
    ...auditFlags(tenant),
    ...certificateFlags(),
    ...etcdFlags(tenant, context),
    ...serviceAccountFlags(tenant),
  };
}

function configurationFlags(tenant: TenantModel) {
  const encrypted = tenant.encryption.provider !== 'identity';
  const { disable, enable } = tenant.admission;
  return {
    'admission-control-config-file': FILES.admission,
    'authentication-config': FILES.authentication,
    'egress-selector-config-file': tenant.konnectivity.enabled ? FILES.egress : undefined,
    'encryption-provider-config': encrypted ? FILES.encryption : undefined,
    'encryption-provider-config-automatic-reload': encrypted ? 'true' : undefined,
    // Upstream's own defaults stay on besides. Without NodeRestriction a node could write to other nodes' objects.
    'enable-admission-plugins': [...new Set(['NodeRestriction', ...enable])]
      .filter((plugin) => !disable.includes(plugin))
      .join(','),
    'disable-admission-plugins': listOf(disable),
  };
}

function auditFlags({ audit }: TenantModel) {
  const toFile = audit.enabled && audit.sink === 'file';
  return {
    'audit-policy-file': audit.enabled ? FILES.auditPolicy : undefined,
    'audit-log-path': !audit.enabled ? undefined : toFile ? `${AUDIT_LOGS}/audit.log` : '-',
    'audit-log-maxage': toFile ? String(audit.maxAgeDays) : undefined,
    'audit-log-maxbackup': toFile ? String(audit.maxBackups) : undefined,
    'audit-log-maxsize': toFile ? String(audit.maxSizeMegabytes) : undefined,
  };
}

function certificateFlags() {
  return {
    'client-ca-file': FILES.ca,
    'tls-cert-file': `${FILES.apiServer}.crt`,
    'tls-private-key-file': `${FILES.apiServer}.key`,
    'kubelet-client-certificate': `${FILES.kubeletClient}.crt`,
    'kubelet-client-key': `${FILES.kubeletClient}.key`,
    'proxy-client-cert-file': `${FILES.frontProxyClient}.crt`,
    'proxy-client-key-file': `${FILES.frontProxyClient}.key`,
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-client-ca-file': FILES.frontProxyCa,
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
  };
}

function etcdFlags(tenant: TenantModel, context: RenderContext) {
  const { store } = tenant;
  return {
    'etcd-cafile': FILES.etcdCa,
    'etcd-certfile': `${FILES.etcdClient}.crt`,
    'etcd-keyfile': `${FILES.etcdClient}.key`,
    'etcd-servers': etcdEndpoints(tenant, context).join(','),
    'etcd-prefix': store.kind === 'shared' ? store.prefix : undefined,
    // In a shared store etcd compacts by itself: the key with which API servers agree on it lies outside of every prefix.
    'etcd-compaction-interval': store.kind === 'shared' ? '0' : undefined,
  };
}

/**
 * Client URLs of the tenant's etcd.
 *
 * @throws ColonnadeError `CLN1400` when the tenant names a store that its management cluster has not
 */
export function etcdEndpoints(tenant: TenantModel, context: RenderContext): readonly string[] {
  const { store } = tenant;
  if (store.kind === 'dedicated') {
    const { clusterDomain } = context.cluster.network;
    return [`https://${ETCD.members}.${store.cluster.namespace}.svc.${clusterDomain}:${PORTS.etcdClient}`];
  }
  const found = context.cluster.stores.find(({ name }) => name === store.name);
  if (found === undefined) {
    throw ColonnadeError.of({
      code: 'CLN1400',
      path: tenant.path,
      property: 'store',
      message: `the management cluster ${context.cluster.name} has no store ${JSON.stringify(store.name)}.`,
      fix: `one of ${context.cluster.stores.map(({ name }) => JSON.stringify(name)).join(', ') || "store: 'dedicated'"}.`,
    });
  }
  return found.endpoints;
}

function serviceAccountFlags(tenant: TenantModel) {
  const issuer = `https://kubernetes.default.svc.${tenant.network.clusterDomain}`;
  return {
    'service-account-issuer': issuer,
    // Otherwise discovery names the address of this pod, which nothing inside the tenant can reach.
    'service-account-jwks-uri': `${issuer}/openid/v1/jwks`,
    // A certificate serves as the public key.
    'service-account-key-file': `${FILES.serviceAccount}.crt`,
    'service-account-signing-key-file': `${FILES.serviceAccount}.key`,
  };
}

/** What the defaults depend on. Few tenants of a fleet differ in it. */
interface DefaultsInput extends Pick<TenantModel, 'size'> {
  /** Whether there is another API server to go to. */
  readonly spreads: boolean;
  /** Whether every kubelet has a serving certificate by the tenant's CA. */
  readonly verifies: boolean;
  readonly extra: TenantModel['extraArgs']['apiServer'];
}

const DEFAULTS = onceForEach((input: DefaultsInput): readonly string[] =>
  Object.freeze(defaultArguments(defaultFlags(input), input.extra)),
);

function defaultFlags({ size, spreads, verifies }: DefaultsInput): Flags {
  const { requestsInFlight } = SIZES[size];
  return {
    ...TLS_DEFAULTS,
    // Spreads HTTP/2 clients over API servers again; with a single one there is nowhere else to go. 0.001 is what upstream's
    // description of the flag recommends.
    'goaway-chance': spreads ? '0.001' : undefined,
    // Webhooks and aggregated API servers are dialled at their pods. No kube-proxy answers for the tenant's Services where API
    // servers run; and where an agent of the tunnel dials, its node's kube-proxy may not know a Service yet whose pods are ready,
    // while that of another agent does.
    'enable-aggregator-routing': 'true',
    // Where every kubelet has a serving certificate by the tenant's CA; otherwise API servers believe whoever answers.
    'kubelet-certificate-authority': verifies ? FILES.ca : undefined,
    'kubelet-preferred-address-types': 'InternalIP,ExternalIP,Hostname',
    'max-mutating-requests-inflight': String(requestsInFlight.mutating),
    'max-requests-inflight': String(requestsInFlight.reading),
  };
}
