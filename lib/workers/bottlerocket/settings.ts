import type { JsonObject } from '../../kubernetes';
import type { BottlerocketBootstrapModel, KubeletModel, NodeModel, TenantModel, WorkerPoolModel } from '../../model';
import { credentialLife } from '../credential';
import { serverUrl } from '../endpoint';
import type { WorkerEndpoint } from '../endpoint';
import { JOIN_MARKS } from '../kubeadm';
import { proxyVariables } from '../node';
import { RESERVABLE, SIGNALS } from './losses';
import { tomlDocument } from './toml';

/** A pool whose machines run Bottlerocket. */
export type BottlerocketPool = WorkerPoolModel & { readonly bootstrap: BottlerocketBootstrapModel };

/** Whether machines of a pool run Bottlerocket. */
export function isBottlerocketPool(pool: WorkerPoolModel): pool is BottlerocketPool {
  return pool.bootstrap.kind === 'bottlerocket';
}

/**
 * The settings of a Bottlerocket worker, as TOML for its user data, with marks where the CA and the bootstrap token belong: Bottlerocket
 * reads them from its settings and from nowhere else. `authentication-mode = "tls"` makes the kubelet join with the token as everywhere,
 * instead of with the identity of an EC2 instance.
 *
 * Nobody gets into the machine: both host containers are off.
 *
 * @param endpoint - where machines reach the API server; `null`: it comes with the join credential
 *
 * https://bottlerocket.dev/en/os/latest/api/settings/
 */
export function bottlerocketSettings(
  tenant: Pick<TenantModel, 'name' | 'network'>,
  pool: BottlerocketPool,
  endpoint: WorkerEndpoint | null,
): string {
  const { node } = pool;
  const settings = {
    kubernetes: kubernetes(tenant, pool, endpoint),
    'host-containers': { admin: { enabled: false }, control: { enabled: false } },
    ...registries(node),
    ...(node.timeServers !== null && node.timeServers.length > 0 && { ntp: { 'time-servers': [...node.timeServers] } }),
    ...network(tenant, pool, endpoint),
    ...kernel(node),
    ...pki(node),
  };
  return `# ${credentialLife(tenant.name, pool)}\n${tomlDocument({ settings })}`;
}

function kubernetes(
  { name, network: ranges }: Pick<TenantModel, 'name' | 'network'>,
  { labels, taints, machines, node }: BottlerocketPool,
  endpoint: WorkerEndpoint | null,
): JsonObject {
  return {
    'api-server': endpoint === null ? JOIN_MARKS.server : serverUrl(endpoint),
    'cluster-certificate': JOIN_MARKS.ca,
    'bootstrap-token': JOIN_MARKS.token,
    'authentication-mode': 'tls',
    'cluster-name': name,
    'cluster-dns-ip': ranges.dnsAddress,
    'cluster-domain': ranges.clusterDomain,
    'standalone-mode': false,
    // Otherwise it takes the cloud of its variant, in whose service it would look for itself.
    'cloud-provider': machines.cloud?.controller === 'external' ? 'external' : '',
    ...kubelet(node.kubelet),
    ...(node.swap === 'limited' && { 'memory-swap-behavior': 'LimitedSwap' }),
    ...(Object.keys(labels).length > 0 && { 'node-labels': { ...labels } }),
    ...(taints.length > 0 && { 'node-taints': taintsByKey(taints) }),
  };
}

/** What of the kubelet's settings Bottlerocket has; see `bottlerocketLosses` for the rest. */
function kubelet(model: KubeletModel): JsonObject {
  return {
    'max-pods': model.maxPods,
    'pod-pids-limit': model.podPidsLimit,
    'server-tls-bootstrap': model.serverCertificates,
    'container-log-max-size': model.containerLogs.maxSize,
    'container-log-max-files': model.containerLogs.maxFiles,
    'image-gc-high-threshold-percent': model.imageGc.highPercent,
    'image-gc-low-threshold-percent': model.imageGc.lowPercent,
    'shutdown-grace-period': `${String(model.shutdown.graceSeconds)}s`,
    'shutdown-grace-period-for-critical-pods': `${String(model.shutdown.criticalSeconds)}s`,
    ...table('kube-reserved', only(RESERVABLE, model.kubeReserved)),
    ...table('system-reserved', only(RESERVABLE, model.systemReserved)),
    ...table('eviction-hard', only(SIGNALS, model.evictionHard)),
  };
}

function only(known: readonly string[], values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.includes(name)));
}

function taintsByKey(taints: WorkerPoolModel['taints']): JsonObject {
  const keys = [...new Set(taints.map(({ key }) => key))];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      taints.filter((taint) => taint.key === key).map(({ value, effect }) => `${value}:${effect}`),
    ]),
  );
}

function registries({ containerd }: NodeModel): JsonObject {
  const mirrors = Object.entries(containerd.mirrors).filter(([, list]) => list.length > 0);
  if (mirrors.length === 0) return {};
  return {
    'container-registry': {
      mirrors: mirrors.map(([registry, list]) => ({
        registry: registry === '_default' ? '*' : registry,
        endpoint: list.map(({ url }) => url),
      })),
    },
  };
}

function network(
  tenant: Pick<TenantModel, 'name' | 'network'>,
  { node }: BottlerocketPool,
  endpoint: WorkerEndpoint | null,
): JsonObject {
  const proxy = node.proxy?.https ?? node.proxy?.http;
  if (proxy === undefined || proxy === null) return {};
  const { NO_PROXY: direct = '' } = proxyVariables(node, tenant, endpoint);
  return { network: { 'https-proxy': proxy, 'no-proxy': direct.split(',') } };
}

function kernel({ modules, sysctls }: NodeModel): JsonObject {
  const settings = {
    ...table('sysctl', sysctls),
    ...(modules.length > 0 && {
      modules: Object.fromEntries(modules.map((name) => [name, { allowed: true, autoload: true }])),
    }),
  };
  return table('kernel', settings);
}

function pki({ trustedCertificates }: NodeModel): JsonObject {
  return table(
    'pki',
    Object.fromEntries(
      trustedCertificates.map((certificate, index) => [
        `colonnade-${String(index + 1)}`,
        { data: Buffer.from(`${certificate.trim()}\n`, 'utf8').toString('base64'), trusted: true },
      ]),
    ),
  );
}

function table(name: string, values: JsonObject): JsonObject {
  return Object.keys(values).length === 0 ? {} : { [name]: { ...values } };
}
