import type { TenantModel } from '../model';

/** How workers reach the API server of their control plane. */
export interface WorkerEndpoint {
  /** DNS name or IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Where workers of a tenant reach its API server.
 *
 * @returns `null` when only the management cluster knows: a balancer picks the address, or the Service gets one. The join credential
 * holds it then.
 */
export function workerEndpoint({ endpoint }: Pick<TenantModel, 'endpoint'>): WorkerEndpoint | null {
  switch (endpoint.kind) {
    case 'loadBalancer':
      return at(endpoint.address ?? endpoint.hostname, endpoint.port);
    case 'nodePort':
      return at(endpoint.address, endpoint.nodePort);
    case 'clusterIp':
      return at(endpoint.clusterIp, endpoint.port);
  }
}

function at(host: string | null, port: number): WorkerEndpoint | null {
  return host === null ? null : { host, port };
}

/** `https://host:port` of the API server. */
export function serverUrl({ host, port }: WorkerEndpoint): string {
  return `https://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
