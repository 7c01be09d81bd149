import type { TenantModel } from '../../../model';
import { TENANT } from '../names';

/**
 * Text that a Job replaces before it applies a document: what only exists in the cluster.
 *
 * `host` is written as in a URL (an IPv6 address in brackets), `address` as it is.
 */
export const PLACEHOLDERS = {
  caData: '__TENANT_CA_DATA__',
  host: '__ENDPOINT_HOST__',
  address: '__ENDPOINT_ADDRESS__',
} as const;

/** Further text of this kind, in documents that are the same for tenants that are otherwise alike. */
const PORT = '__ENDPOINT_PORT__';
const KONNECTIVITY_PORT = '__KONNECTIVITY_PORT__';

/** How clients outside the management cluster reach a tenant. */
export interface TenantEndpoint {
  /** `false`: the balancer picks the address, and `host` and `address` are placeholders that a Job replaces. */
  readonly known: boolean;
  /** Host for URLs: a DNS name, an IPv4 address or an IPv6 address in brackets. */
  readonly host: string;
  /** The same without brackets. */
  readonly address: string;
  /** Port of the API server. */
  readonly port: number | typeof PORT;
  /** Port of the konnectivity server; `null` when no agent can reach it. */
  readonly konnectivityPort: number | typeof KONNECTIVITY_PORT | null;
}

/** An endpoint of which everything is a placeholder, for text that many tenants share; the bootstrap Job fills it in. */
export const ANY_ENDPOINT: TenantEndpoint & { readonly konnectivityPort: string } = Object.freeze({
  known: false,
  host: PLACEHOLDERS.host,
  address: PLACEHOLDERS.address,
  port: PORT,
  konnectivityPort: KONNECTIVITY_PORT,
});

/** Where nodes, agents and people reach this tenant. */
export function tenantEndpoint(tenant: TenantModel, managementDomain: string): TenantEndpoint {
  const { endpoint, konnectivity } = tenant;
  const tunnel = konnectivity.enabled ? konnectivity.port : null;
  switch (endpoint.kind) {
    case 'loadBalancer': {
      const address = endpoint.address ?? endpoint.hostname;
      return address === null
        ? {
            known: false,
            host: PLACEHOLDERS.host,
            address: PLACEHOLDERS.address,
            port: endpoint.port,
            konnectivityPort: tunnel,
          }
        : known(address, endpoint.port, tunnel);
    }
    case 'nodePort':
      return known(endpoint.address, endpoint.nodePort, konnectivity.enabled ? endpoint.konnectivityNodePort : null);
    case 'clusterIp':
      return known(
        endpoint.clusterIp ?? `${TENANT.apiServer}.${tenant.namespace}.svc.${managementDomain}`,
        endpoint.port,
        tunnel,
      );
  }
}

/** Whether nobody knows the address of the endpoint before its balancer has picked it. */
export function isPending({ endpoint }: TenantModel): boolean {
  return endpoint.kind === 'loadBalancer' && endpoint.address === null && endpoint.hostname === null;
}

/** `https://host:port` of the tenant's API server from outside. */
export function endpointUrl(endpoint: TenantEndpoint): string {
  return `https://${endpoint.host}:${String(endpoint.port)}`;
}

/** DNS name of the tenant's API servers in the management cluster, one that their certificate carries. */
export function internalHost(tenant: TenantModel): string {
  return `${TENANT.apiServer}.${tenant.namespace}.svc`;
}

/** `https://host:port` of the tenant's API servers in the management cluster. */
export function internalUrl(tenant: TenantModel): string {
  return `https://${internalHost(tenant)}:${String(tenant.endpoint.port)}`;
}

function known(given: string, port: number, konnectivityPort: number | null): TenantEndpoint {
  // The Job replaces text in YAML, where a trailing colon would make a mapping of a line.
  const address = given.endsWith('::') ? `${given}0` : given;
  return {
    known: true,
    host: address.includes(':') ? `[${address}]` : address,
    address,
    port,
    konnectivityPort,
  };
}
