import { Listener } from '@pulumi/openstack/loadbalancer/listener';
import { LoadBalancer } from '@pulumi/openstack/loadbalancer/loadBalancer';
import { Member } from '@pulumi/openstack/loadbalancer/member';
import { Monitor } from '@pulumi/openstack/loadbalancer/monitor';
import { Pool } from '@pulumi/openstack/loadbalancer/pool';
import { FloatingIp } from '@pulumi/openstack/networking/floatingIp';
import { FloatingIpAssociate } from '@pulumi/openstack/networking/floatingIpAssociate';
import type { Resource } from '@pulumi/pulumi';
import { BALANCER_INDEX, addressAt } from '../bare-metal/planned-machines';
import type { PlannedMachine } from '../bare-metal/planned-machines';
import { recordOf } from '../host';
import type { OpenStackNetwork } from './network';
import type { OpenStackScope } from './scope';

/** Ports of k0s: API server, konnectivity, and the API by which controllers join. https://docs.k0sproject.io/stable/networking/ */
const PORTS = [6443, 8132, 9443] as const;

/** The balancer in front of the controllers. */
export interface OpenStackApiBalancer {
  readonly balancer: LoadBalancer;
  readonly address: FloatingIp;
  /** Its address in the private network, which servers know. */
  readonly privateAddress: string;
  /** What has to be there before servers use it. */
  readonly parts: readonly Resource[];
}

/** An Octavia balancer for the API server. The two other ports are for the private network alone. */
export function openStackApiBalancer(
  { name, settings, parent, tags }: OpenStackScope,
  { subnet, routerInterface }: OpenStackNetwork,
  machines: readonly PlannedMachine[],
): OpenStackApiBalancer {
  const { region, networkCidr, apiServerCidrs, externalNetwork } = settings;
  const privateAddress = addressAt(networkCidr, BALANCER_INDEX);
  const balancer = new LoadBalancer(
    `${name}-api`,
    { region, vipSubnetId: subnet.id, vipAddress: privateAddress, tags },
    { parent },
  );
  const controllers = machines.filter(({ role }) => role === 'controller');
  const parts = PORTS.flatMap((port) => {
    const full = `${name}-api-${String(port)}`;
    const allowedCidrs = port === 6443 ? [networkCidr, ...apiServerCidrs] : [networkCidr];
    const listener = new Listener(
      full,
      { region, loadbalancerId: balancer.id, protocol: 'TCP', protocolPort: port, allowedCidrs, tags },
      { parent },
    );
    const pool = new Pool(
      full,
      { region, listenerId: listener.id, protocol: 'TCP', lbMethod: 'LEAST_CONNECTIONS' },
      { parent },
    );
    const monitor = new Monitor(
      full,
      { region, poolId: pool.id, type: 'TCP', delay: 5, timeout: 3, maxRetries: 3 },
      { parent },
    );
    const members = controllers.map(
      ({ name: machine, address }) =>
        new Member(
          `${full}-${machine}`,
          { region, poolId: pool.id, address, protocolPort: port, subnetId: subnet.id },
          { parent },
        ),
    );
    return [listener, pool, monitor, ...members];
  });
  const address = new FloatingIp(`${name}-api`, { region, pool: externalNetwork, tags }, { parent });
  const associated = new FloatingIpAssociate(
    `${name}-api`,
    { region, floatingIp: address.address, portId: balancer.vipPortId },
    { parent, dependsOn: [routerInterface] },
  );
  return { balancer, address, privateAddress, parts: [...parts, associated] };
}

/** A balancer that a Service takes over, and its address. */
export interface OpenStackEndpoint {
  readonly balancer: LoadBalancer;
  readonly address: FloatingIp;
}

/**
 * A balancer with a floating IP for each endpoint, made before its Service so that its address is known whichever engine makes the Service. The
 * Service takes it over by its id, and from then on the cloud controller manager writes its listeners and pools.
 *
 * Source: https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/openstack-cloud-controller-manager/expose-applications-using-loadbalancer-type-service.md
 */
export function openStackEndpoints<E extends string>(
  { name, settings, parent, tags }: OpenStackScope,
  { subnet, routerInterface }: OpenStackNetwork,
  endpoints: readonly E[],
): Readonly<Record<E, OpenStackEndpoint>> {
  const { region, externalNetwork } = settings;
  return recordOf(endpoints, (endpoint) => {
    const full = `${name}-${endpoint}`;
    const balancer = new LoadBalancer(
      full,
      { region, vipSubnetId: subnet.id, tags },
      { parent, ignoreChanges: ['tags'] },
    );
    const address = new FloatingIp(
      full,
      { region, pool: externalNetwork, description: `Endpoint ${endpoint} of ${name}`, tags },
      { parent, ignoreChanges: ['portId', 'fixedIp'] },
    );
    new FloatingIpAssociate(
      full,
      { region, floatingIp: address.address, portId: balancer.vipPortId },
      { parent, dependsOn: [routerInterface] },
    );
    return { balancer, address };
  });
}
