import { LoadBalancer } from '@pulumi/hcloud/loadBalancer';
import { LoadBalancerNetwork } from '@pulumi/hcloud/loadBalancerNetwork';
import { LoadBalancerService } from '@pulumi/hcloud/loadBalancerService';
import { LoadBalancerTarget } from '@pulumi/hcloud/loadBalancerTarget';
import type { Resource } from '@pulumi/pulumi';
import { BALANCER_INDEX, addressAt } from '../bare-metal/planned-machines';
import { recordOf } from '../host';
import type { HetznerNetwork } from './network';
import { numberOf } from './scope';
import type { HetznerScope } from './scope';

/** Ports of k0s: API server, konnectivity, and the API by which controllers join. https://docs.k0sproject.io/stable/networking/ */
const PORTS = [6443, 8132, 9443] as const;

/** Smallest type of balancer. */
const TYPE = 'lb11';

/** The balancer in front of the controllers. */
export interface HetznerApiBalancer {
  readonly balancer: LoadBalancer;
  /** Its address in the private network, which servers know. */
  readonly privateAddress: string;
  /** What has to be there before servers use it. */
  readonly parts: readonly Resource[];
}

/** A balancer for the API server: it finds the controllers by their label, and reaches them by the private network. */
export function hetznerApiBalancer(scope: HetznerScope, network: HetznerNetwork): HetznerApiBalancer {
  const { name, settings, parent, labels } = scope;
  const [location] = settings.locations;
  const balancer = new LoadBalancer(
    `${name}-api`,
    { name: `${name}-api`, loadBalancerType: TYPE, location, labels, deleteProtection: true },
    { parent },
  );
  const loadBalancerId = balancer.id.apply(numberOf);
  const privateAddress = addressAt(settings.networkCidr, BALANCER_INDEX);
  const attached = attach(`${name}-api`, scope, network, balancer, privateAddress);
  const target = new LoadBalancerTarget(
    `${name}-api`,
    {
      loadBalancerId,
      type: 'label_selector',
      labelSelector: `management-cluster=${name},role=controller`,
      usePrivateIp: true,
    },
    { parent, dependsOn: [attached] },
  );
  const services = PORTS.map(
    (port) =>
      new LoadBalancerService(
        `${name}-api-${String(port)}`,
        { loadBalancerId: balancer.id, protocol: 'tcp', listenPort: port, destinationPort: port },
        { parent },
      ),
  );
  return { balancer, privateAddress, parts: [attached, target, ...services] };
}

/**
 * A balancer for each endpoint, made before its Service so that its address is known. The Service takes it over by its name, and from then on
 * the cloud controller manager writes its services and targets.
 */
export function hetznerBalancers<E extends string>(
  scope: HetznerScope,
  network: HetznerNetwork,
  endpoints: readonly E[],
): Readonly<Record<E, LoadBalancer>> {
  const { name, settings, parent, labels } = scope;
  const [location] = settings.locations;
  return recordOf(endpoints, (endpoint) => {
    const full = `${name}-${endpoint}`;
    const balancer = new LoadBalancer(
      full,
      { name: full, loadBalancerType: TYPE, location, labels },
      { parent, ignoreChanges: ['labels', 'targets', 'algorithm'] },
    );
    attach(full, scope, network, balancer);
    return balancer;
  });
}

function attach(
  name: string,
  { parent }: HetznerScope,
  { subnet }: HetznerNetwork,
  balancer: LoadBalancer,
  ip?: string,
): LoadBalancerNetwork {
  return new LoadBalancerNetwork(
    name,
    { loadBalancerId: balancer.id.apply(numberOf), subnetId: subnet.id, ...(ip !== undefined && { ip }) },
    { parent },
  );
}
