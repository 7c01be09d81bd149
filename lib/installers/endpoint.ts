import { dnsNameProblem, parseIp } from '../kubernetes';
import type { KubeVip } from './kube-vip';
import { INSTALLER_PROBLEMS } from './problems';
import type { Problems } from './problems';

/** A balancer of layer 4 that somebody else runs in front of the control planes. */
export interface Balancer {
  readonly kind: 'balancer';
  /** Its IP address or DNS name. */
  readonly host: string;
  /** @default 6443 */
  readonly port?: number;
}

/** Where the API server of a management cluster is reached: an address that stays when one of its machines goes. */
export type ApiEndpoint = KubeVip | Balancer;

/** Host and port, with brackets around an IPv6 address. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
  /** For example `192.0.2.10:6443`, or `[2001:db8::10]:6443`. */
  readonly text: string;
}

/** Host and port of an endpoint. */
export function hostAndPort(endpoint: ApiEndpoint): HostAndPort {
  const host = endpoint.kind === 'kube-vip' ? endpoint.address : endpoint.host;
  const port = endpoint.kind === 'balancer' ? (endpoint.port ?? 6443) : 6443;
  return { host, port, text: `${host.includes(':') ? `[${host}]` : host}:${String(port)}` };
}

/**
 * An address that can be one, and that is no machine's where there are several control planes.
 *
 * @param addresses - of the control planes
 */
export function checkEndpoint(problems: Problems, endpoint: ApiEndpoint, addresses: readonly string[]): void {
  const { host, port } = hostAndPort(endpoint);
  const property = endpoint.kind === 'kube-vip' ? 'endpoint.address' : 'endpoint.host';
  const wrong = (at: string, message: string, fix: string) => {
    problems.add(INSTALLER_PROBLEMS.address, at, { message, fix });
  };
  const isIp = parseIp(host).ok;
  if (!isIp && (endpoint.kind === 'kube-vip' || dnsNameProblem(host) !== undefined)) {
    wrong(property, `'${host}' is no address of a control plane.`, "for example '192.0.2.10'.");
  }
  if (addresses.includes(host) && (addresses.length > 1 || endpoint.kind === 'kube-vip')) {
    wrong(
      property,
      `${host} is the address of one of the control planes, and goes when it goes.`,
      'an address of its own.',
    );
  }
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    wrong('endpoint.port', `${String(port)} is no port.`, 'port: 6443.');
  }
}
