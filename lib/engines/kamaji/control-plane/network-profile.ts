import { parseIp } from '../../../kubernetes';
import type { EndpointModel, TenantModel } from '../../../model';
import { endpointNames } from '../../../pki';
import type { KamajiOptions } from '../options';

/** Ports that a tenant's pod serves, which Kamaji also makes the ports of its Service, and its node ports. */
export interface ControlPlanePorts {
  readonly apiServer: number;
  /** `null`: no tunnel. */
  readonly konnectivity: number | null;
}

/** @see ControlPlanePorts */
export function controlPlanePorts({ endpoint, konnectivity }: TenantModel): ControlPlanePorts {
  const nodePorts = endpoint.kind === 'nodePort' ? endpoint : undefined;
  return {
    apiServer: nodePorts?.nodePort ?? endpoint.port,
    konnectivity: konnectivity.enabled ? (nodePorts?.konnectivityNodePort ?? konnectivity.port) : null,
  };
}

const SERVICE_TYPES = { loadBalancer: 'LoadBalancer', nodePort: 'NodePort', clusterIp: 'ClusterIP' } as const;

/** `spec.controlPlane.service`. */
export function serviceFields({ endpoint }: TenantModel, { service = {} }: KamajiOptions) {
  const { allocateLoadBalancerNodePorts, additionalPorts, labels } = service;
  const annotated = Object.keys(endpoint.annotations).length > 0;
  return {
    serviceType: SERVICE_TYPES[endpoint.kind],
    ...(allocateLoadBalancerNodePorts !== undefined && { allocateLoadBalancerNodePorts }),
    ...(additionalPorts && { additionalPorts }),
    ...((annotated || labels) && {
      additionalMetadata: { ...(labels && { labels }), ...(annotated && { annotations: endpoint.annotations }) },
    }),
  };
}

/**
 * `spec.networkProfile`. Every field that has a default is written out: an update that leaves one out loses it.
 * The deprecated single ranges say the same as the first of the lists.
 */
export function networkProfile(tenant: TenantModel, { exposure, network = {} }: KamajiOptions) {
  const { endpoint, network: ranges } = tenant;
  const address = network.address ?? addressOf(endpoint);
  const hostname = exposure === undefined ? undefined : (exposure.ingress ?? exposure.gateway).hostname;
  const names = [
    ...new Set([...endpointNames(endpoint), ...(hostname === undefined ? [] : [hostname.split(':', 1)[0] ?? ''])]),
  ];
  return {
    ...(address !== null && { address }),
    ...(network.advertiseAddress !== undefined && { advertiseAddress: network.advertiseAddress }),
    ...(network.allowAddressAsExternalIP !== undefined && {
      allowAddressAsExternalIP: network.allowAddressAsExternalIP,
    }),
    port: controlPlanePorts(tenant).apiServer,
    certSANs: names,
    clusterDomain: ranges.clusterDomain,
    serviceCidr: ranges.serviceCidrs[0] ?? '',
    serviceCidrs: ranges.serviceCidrs,
    podCidr: ranges.podCidrs[0] ?? '',
    podCidrs: ranges.podCidrs,
    dnsServiceIPs: [ranges.dnsAddress],
    ...(endpoint.kind === 'loadBalancer' && balancerFields(endpoint)),
  };
}

function balancerFields(endpoint: Extract<EndpointModel, { kind: 'loadBalancer' }>) {
  return {
    ...(endpoint.sourceRanges.length > 0 && { loadBalancerSourceRanges: endpoint.sourceRanges }),
    ...(endpoint.loadBalancerClass !== null && { loadBalancerClass: endpoint.loadBalancerClass }),
  };
}

/** The address of an endpoint, when it is one: what stands there goes to `--advertise-address`, which takes no names. */
function addressOf(endpoint: EndpointModel): string | null {
  if (endpoint.kind === 'clusterIp') return null;
  const { address } = endpoint;
  return address !== null && parseIp(address).ok ? address : null;
}
