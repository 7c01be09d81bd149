import { ColonnadeError } from '../../../findings';
import type { JsonObject } from '../../../kubernetes';
import type { OperatingSystem, RegistryMirrorModel, WorkerPoolModel } from '../../../model';
import type { WorkerEndpoint } from '../../endpoint';
import { CARRIER_PROBLEMS } from '../problems';

/** Operating systems of the module. */
const SYSTEMS: readonly OperatingSystem[] = ['debian', 'ubuntu', 'rhel'];

/** Revision of the packages at pkgs.k8s.io. */
const PACKAGE_REVISION = '1.1';

/** Parameters of class `kubernetes` for workers of a pool. */
export function poolData(
  pool: WorkerPoolModel,
  { tenant, endpoint }: { readonly tenant: string; readonly endpoint: WorkerEndpoint | null },
): JsonObject {
  refuse(pool);
  const { node, machines, version, bootstrap } = pool;
  const keys = puppetSecretKeys(tenant, pool.name);
  const secret = (key: keyof PuppetSecretKeys) => `%{lookup('${keys[key]}')}`;
  const prefixed = {
    worker: true,
    controller: false,
    kubernetes_version: version,
    kubernetes_package_version: machines.operatingSystem === 'rhel' ? version : `${version}-${PACKAGE_REVISION}`,
    create_repos: node.packageMirror === null,
    manage_etcd: false,
    manage_docker: false,
    container_runtime: 'cri_containerd',
    // The archive is for amd64 alone, and a package is kept up to date by the distribution.
    containerd_install_method: 'package',
    containerd_package_name: machines.operatingSystem === 'rhel' ? 'containerd.io' : 'containerd',
    containerd_sandbox_image: node.containerd.sandboxImage,
    containerd_plugins_registry: registries(node.containerd.mirrors),
    cgroup_driver: node.kubelet.cgroupDriver,
    disable_swap: node.swap === 'off',
    controller_address: endpoint === null ? secret('server') : address(endpoint),
    // Required of workers as well, and read by controllers alone.
    api_server_count: 1,
    token: secret('token'),
    discovery_token_hash: secret('caHash'),
    ...(machines.cloud?.controller === 'external' ? { cloud_provider: 'external' } : {}),
    ...(bootstrap.kind === 'kubeadm' && bootstrap.ignorePreflightErrors.length > 0
      ? { ignore_preflight_errors: bootstrap.ignorePreflightErrors }
      : {}),
    ...(pool.taints.length > 0 ? { node_extra_taints: pool.taints.map((taint) => ({ ...taint })) } : {}),
    kubelet_extra_arguments: nodeLabelArguments(pool, {}),
    ...proxy(pool),
  };
  return Object.fromEntries(
    Object.entries(prefixed).flatMap(([key, value]) => (value === undefined ? [] : [[`kubernetes::${key}`, value]])),
  );
}

/** Arguments of the kubelet as lines of the module's template for kubeadm v1beta3, which is the newest that 8.1 has. */
export function nodeLabelArguments(pool: WorkerPoolModel, labels: Readonly<Record<string, string>>): readonly string[] {
  const pairs = Object.entries({ ...pool.labels, ...labels }).map(([key, value]) => `${key}=${value}`);
  const given = Object.entries(pool.node.kubelet.extraArgs).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [...(pairs.length === 0 ? [] : [`node-labels: ${JSON.stringify(pairs.join(','))}`]), ...given];
}

function refuse(pool: WorkerPoolModel): void {
  const { bootstrap, machines } = pool;
  const refusal = (property: string, message: string, fix: string) =>
    ColonnadeError.of({ code: CARRIER_PROBLEMS.unfit.code, path: pool.path, property, message, fix });
  if (bootstrap.kind !== 'kubeadm') {
    throw refusal(
      'bootstrap.kind',
      `puppetlabs-kubernetes joins with kubeadm (got ${bootstrap.kind}).`,
      "kind: 'kubeadm'.",
    );
  }
  if (bootstrap.discovery !== 'token') {
    throw refusal(
      'bootstrap.discovery',
      'puppetlabs-kubernetes knows discovery by token and CA hash only, and tokens of this pool sign nothing.',
      "discovery: 'token', or another carrier.",
    );
  }
  if (!SYSTEMS.includes(machines.operatingSystem)) {
    throw refusal(
      'machines.operatingSystem',
      `puppetlabs-kubernetes installs packages of ${SYSTEMS.join(', ')} (got ${machines.operatingSystem}).`,
      'another carrier.',
    );
  }
}

/** Keys of Hiera under which the data of a pool looks up what its machines join with. */
export interface PuppetSecretKeys {
  /** Bootstrap token, `<id>.<secret>`. */
  readonly token: string;
  /** Hash of the tenant's CA: hexadecimal digits, without `sha256:`. */
  readonly caHash: string;
  /** Address of the API server, `<host>:<port>`, where the data does not have it. */
  readonly server: string;
}

/** Keys of a pool, for example `colonnade::team_a__general::token`. */
export function puppetSecretKeys(tenant: string, pool: string): PuppetSecretKeys {
  const prefix = `colonnade::${identifier(tenant)}__${identifier(pool)}`;
  return { token: `${prefix}::token`, caHash: `${prefix}::ca_hash`, server: `${prefix}::server` };
}

/** Keys of Hiera that Puppet reads as names: no dashes. */
function identifier(name: string): string {
  return name.replaceAll('-', '_');
}

function address({ host, port }: WorkerEndpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function registries(mirrors: Readonly<Record<string, readonly RegistryMirrorModel[]>>): JsonObject | undefined {
  const entries = Object.entries(mirrors);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(
    entries.map(([registry, [first]]) => [registry, { mirrors: { endpoint: first?.url ?? `https://${registry}` } }]),
  );
}

function proxy({ node }: WorkerPoolModel): JsonObject {
  if (node.proxy === null) return {};
  const { http, https, noProxy } = node.proxy;
  return {
    ...(http === null ? {} : { http_proxy: http }),
    ...(https === null ? {} : { https_proxy: https }),
    ...(noProxy.length === 0 ? {} : { no_proxy: noProxy.join(',') }),
    container_runtime_use_proxy: true,
    kubelet_use_proxy: true,
  };
}
