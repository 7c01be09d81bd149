import type { NodeModel, TenantModel } from '../../model';
import type { WorkerEndpoint } from '../endpoint';
import type { MachineFile } from '../machine-plan';
import { nodePart } from './part';
import type { NodePart } from './part';
import type { PackageManager } from './packages';
import { environmentDropIn } from './systemd';

/** Always reached directly: the machine itself, and the metadata service of clouds. */
const LOCAL = ['localhost', '127.0.0.1', '::1', '169.254.169.254'];

/** Proxy of containerd, of the kubelet and of the package manager. */
export function proxyPart(variables: ProxyVariables, packages: PackageManager | null, updates: boolean): NodePart {
  if (Object.keys(variables).length === 0) return nodePart({});
  const services = ['containerd.service', 'kubelet.service', ...(updates ? updateServices(packages) : [])];
  return nodePart({
    files: [
      ...services.map((service) => environmentDropIn(service, variables)),
      ...(packages === 'apt' ? [aptProxy(variables)] : []),
    ],
  });
}

/** Environment variables that programs read their proxy from. Empty: there is no proxy. */
export type ProxyVariables = Readonly<Record<string, string>>;

/**
 * The proxy as environment variables. What the machine has to reach without it is added: itself, the tenant's ranges and domain, and
 * the API server.
 */
export function proxyVariables(
  { proxy }: Pick<NodeModel, 'proxy'>,
  { network }: Pick<TenantModel, 'network'>,
  endpoint: WorkerEndpoint | null,
): ProxyVariables {
  if (proxy === null) return {};
  const direct = [
    ...LOCAL,
    ...network.podCidrs,
    ...network.serviceCidrs,
    '.svc',
    `.${network.clusterDomain}`,
    ...(endpoint === null ? [] : [endpoint.host]),
    ...proxy.noProxy,
  ];
  const list = [...new Set(direct)].join(',');
  return {
    ...(proxy.http === null ? {} : { HTTP_PROXY: proxy.http, http_proxy: proxy.http }),
    ...(proxy.https === null ? {} : { HTTPS_PROXY: proxy.https, https_proxy: proxy.https }),
    NO_PROXY: list,
    no_proxy: list,
  };
}

/** Services that install security updates. */
function updateServices(packages: PackageManager | null): readonly string[] {
  switch (packages) {
    case 'apt':
      return ['apt-daily.service', 'apt-daily-upgrade.service'];
    case 'dnf':
      return ['dnf-automatic.service'];
    case null:
      return [];
  }
}

/** For people who run apt by hand. The syntax has no escapes, and URLs need none of the characters that it would take. */
function aptProxy(variables: ProxyVariables): MachineFile {
  const line = (scheme: string, url: string | undefined): string =>
    url === undefined ? '' : `Acquire::${scheme}::Proxy "${url.replaceAll(/["\\\s]/g, encodeURIComponent)}";\n`;
  return {
    path: '/etc/apt/apt.conf.d/90colonnade-proxy',
    mode: '0644',
    content: line('http', variables['HTTP_PROXY']) + line('https', variables['HTTPS_PROXY']),
  };
}
