import { parseCidr, parseIp } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { EndpointModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { TENANT } from '../names';
import { metadataFor, selectorFor } from '../objects';
import type { Owner } from '../objects';

/**
 * The Service in front of the API servers and konnectivity servers. Nodes and people come in by its outer address, the controller
 * manager, the scheduler and Jobs by its name.
 *
 * `externalTrafficPolicy: Cluster`, so that any node takes a connection and a rolling update drops none while a balancer's health
 * checks catch up; the price is that audit logs show addresses of nodes. `sourceRanges` hold all the same: they are applied before
 * the address is replaced.
 */
export function apiServerService(tenant: TenantModel, owner: Owner, context: RenderContext): KubernetesObject {
  const { endpoint } = tenant;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataFor(owner, TENANT.apiServer, TENANT.apiServer, { annotations: endpoint.annotations }),
    spec: {
      selector: selectorFor(owner, TENANT.apiServer),
      ports: servicePorts(tenant),
      ...exposure(endpoint),
      ...addressFamily(endpoint, context),
    },
  };
}

interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: string;
  readonly protocol: 'TCP';
  readonly nodePort?: number;
}

function servicePorts({ endpoint, konnectivity }: TenantModel): ServicePort[] {
  const nodePorts = endpoint.kind === 'nodePort' ? endpoint : undefined;
  return [
    servicePort('https', endpoint.port, nodePorts?.nodePort ?? null),
    ...(konnectivity.enabled
      ? [servicePort('konnectivity', konnectivity.port, nodePorts?.konnectivityNodePort ?? null)]
      : []),
  ];
}

function servicePort(name: string, port: number, nodePort: number | null): ServicePort {
  return { name, port, targetPort: name, protocol: 'TCP', ...(nodePort !== null && { nodePort }) };
}

/** What a Service needs for an endpoint, besides ports and selector. */
export function exposure(endpoint: EndpointModel): Record<string, unknown> {
  switch (endpoint.kind) {
    case 'loadBalancer':
      return {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Cluster',
        ...(requestsAddress(endpoint.address, endpoint.annotations) && { loadBalancerIP: endpoint.address }),
        ...(endpoint.loadBalancerClass !== null && { loadBalancerClass: endpoint.loadBalancerClass }),
        ...(endpoint.sourceRanges.length > 0 && { loadBalancerSourceRanges: [...endpoint.sourceRanges] }),
      };
    case 'nodePort':
      return { type: 'NodePort', externalTrafficPolicy: 'Cluster' };
    case 'clusterIp':
      return { type: 'ClusterIP', ...(endpoint.clusterIp !== null && { clusterIP: endpoint.clusterIp }) };
  }
}

/**
 * `spec.loadBalancerIP` is deprecated, and still the only request for an address that most balancers know. Those that want it in an
 * annotation are given it there by the user, and some of them (MetalLB) refuse both at once.
 */
function requestsAddress(address: string | null, annotations: Readonly<Record<string, string>>): boolean {
  return address !== null && !Object.values(annotations).some((value) => value.split(/[\s,]+/).includes(address));
}

/** A Service has the family of the management cluster's first range unless it says otherwise. */
export function addressFamily(endpoint: EndpointModel, context: RenderContext): Record<string, unknown> {
  const wanted = parseIp(
    endpoint.kind === 'clusterIp' ? endpoint.clusterIp : endpoint.kind === 'loadBalancer' ? endpoint.address : null,
  );
  const usual = parseCidr(context.cluster.network.serviceCidrs[0]);
  if (!wanted.ok || !usual.ok || wanted.value.family === usual.value.family) return {};
  return { ipFamilyPolicy: 'SingleStack', ipFamilies: [wanted.value.family === 4 ? 'IPv4' : 'IPv6'] };
}
