import { parseCidr, parseIp } from '../../../kubernetes';
import type { IpAddress, KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';

/** What the tenant's Service `kubernetes` leads to, when that is one address that is known beforehand. */
export interface FixedAddress {
  readonly ip: IpAddress;
  readonly port: number;
}

/**
 * Who fills in the endpoints of the Service `kubernetes` inside the tenant, which pods use.
 *
 * - `none`: API servers do not, because the address is known and {@link kubernetesServiceEndpoints} are applied once. API servers
 *   behind one address must not do it themselves: they share one lease, and each that stops takes the address out until another
 *   renews it, up to 10 s later (`RemoveEndpoints` in `pkg/controlplane/reconcilers/lease.go`; seen: no endpoints for 7.8 s). It
 *   is also the only way to have another port outside than inside, and it takes no harm from an address whose family is not the
 *   primary one of the tenant's Services, with which API servers would refuse to start.
 * - `lease`: every API server adds its own pod's address. Pods of the tenant reach them where nodes can route to pods of the
 *   management cluster.
 */
export function endpointReconciler(tenant: TenantModel, context: RenderContext): 'lease' | 'none' {
  if (fixedAddress(tenant) !== undefined) return 'none';
  const podFamily = familyOf(context.cluster.network.podCidrs);
  const serviceFamily = familyOf(tenant.network.serviceCidrs);
  return podFamily === undefined || podFamily === serviceFamily ? 'lease' : 'none';
}

/** The address and port outside; `undefined` when there is only a DNS name, or nothing before the balancer has decided. */
export function fixedAddress(tenant: TenantModel): FixedAddress | undefined {
  const { endpoint } = tenant;
  switch (endpoint.kind) {
    case 'loadBalancer':
      return at(endpoint.address, endpoint.port);
    case 'nodePort':
      return at(endpoint.address, endpoint.nodePort);
    case 'clusterIp':
      return at(endpoint.clusterIp, endpoint.port);
  }
}

/**
 * Endpoints of the Service `kubernetes`, to be applied inside the tenant; empty when API servers fill them in themselves. The
 * older `Endpoints` exist because the conformance tests and some clients still read them.
 */
export function kubernetesServiceEndpoints(tenant: TenantModel): readonly KubernetesObject[] {
  const fixed = fixedAddress(tenant);
  if (fixed === undefined || fixed.ip.family !== familyOf(tenant.network.serviceCidrs)) return [];
  const ports = [{ name: 'https', port: fixed.port, protocol: 'TCP' }];
  const metadata = { name: 'kubernetes', namespace: 'default' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { ...metadata, labels: { ...MANAGED, 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
      subsets: [{ addresses: [{ ip: fixed.ip.text }], ports }],
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { ...MANAGED, 'kubernetes.io/service-name': 'kubernetes' } },
      addressType: fixed.ip.family === 4 ? 'IPv4' : 'IPv6',
      endpoints: [{ addresses: [fixed.ip.text], conditions: { ready: true } }],
      ports,
    },
  ];
}

const MANAGED = { 'app.kubernetes.io/managed-by': 'colonnade' } as const;

function at(address: string | null, port: number): FixedAddress | undefined {
  const read = parseIp(address);
  return read.ok ? { ip: read.value, port } : undefined;
}

function familyOf(cidrs: readonly string[]): 4 | 6 | undefined {
  const read = parseCidr(cidrs[0]);
  return read.ok ? read.value.family : undefined;
}
