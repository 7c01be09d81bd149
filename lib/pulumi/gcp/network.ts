import { Network } from '@pulumi/gcp/compute/network';
import { Router } from '@pulumi/gcp/compute/router';
import { RouterNat } from '@pulumi/gcp/compute/routerNat';
import { Subnetwork } from '@pulumi/gcp/compute/subnetwork';
import type { GcpScope } from './scope';

/** The network of a management cluster: one subnetwork, and a way out for nodes that have no public address. */
export interface GcpNetwork {
  readonly network: Network;
  readonly subnetwork: Subnetwork;
  readonly router: Router;
  readonly nat: RouterNat;
}

/** Names of the ranges of the subnetwork. */
export const RANGES = { pods: 'pods', services: 'services' } as const;

/**
 * A network with routes of its own project alone. Nodes reach Google's services without leaving Google's network, and everything else by
 * Cloud NAT, which is there in every zone of the region.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 */
export function gcpNetwork({ name, settings, parent }: GcpScope): GcpNetwork {
  const { project, region } = settings;
  const network = new Network(
    name,
    { project, autoCreateSubnetworks: false, routingMode: 'REGIONAL', description: `Of management cluster ${name}` },
    { parent },
  );
  const subnetwork = new Subnetwork(
    `${name}-nodes`,
    {
      project,
      region,
      network: network.id,
      ipCidrRange: settings.network.nodes,
      secondaryIpRanges: [
        { rangeName: RANGES.pods, ipCidrRange: settings.network.pods },
        { rangeName: RANGES.services, ipCidrRange: settings.network.services },
      ],
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: 'INTERVAL_10_MIN', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
    },
    { parent },
  );
  const router = new Router(name, { project, region, network: network.id }, { parent });
  const nat = new RouterNat(
    name,
    {
      project,
      region,
      router: router.name,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
      subnetworks: [{ name: subnetwork.id, sourceIpRangesToNats: ['ALL_IP_RANGES'] }],
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    },
    { parent },
  );
  return { network, subnetwork, router, nat };
}
