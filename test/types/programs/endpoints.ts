import { Endpoint, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { EndpointFor, LoadBalancerEndpoint } from 'colonnade';
import { existing } from 'colonnade/hosts/existing';
import { expectTypeOf } from 'expect-type';
import { engine, fleet, withAddresses, withDynamicAddresses, withNames, withoutBalancers } from './support';

const version = '1.36.3';
const store = 'dedicated';
const byAddress = Endpoint.loadBalancer({ address: '203.0.113.10' });
const byName = Endpoint.loadBalancer({ hostname: 'api.example.org' });
const byStatus = Endpoint.loadBalancer();

// What is known of a load balancer is part of its type.
expectTypeOf(byAddress).toEqualTypeOf<LoadBalancerEndpoint<'address'>>();
expectTypeOf(byName).toEqualTypeOf<LoadBalancerEndpoint<'hostname'>>();
expectTypeOf(byStatus).toEqualTypeOf<LoadBalancerEndpoint<'status'>>();
expectTypeOf(Endpoint.loadBalancer({ sourceRanges: ['198.51.100.0/24'] })).toEqualTypeOf<
  LoadBalancerEndpoint<'status'>
>();

// An address or a name, not both.
// @ts-expect-error both are given
Endpoint.loadBalancer({ address: '203.0.113.10', hostname: 'api.example.org' });
// @ts-expect-error an address is text
Endpoint.loadBalancer({ address: 203 });
// @ts-expect-error misspelt
Endpoint.loadBalancer({ adress: '203.0.113.10' });

// Where balancers have addresses that can be chosen, everything goes.
new TenantControlPlane(withAddresses, 'a', { version, store, endpoint: byAddress });
new TenantControlPlane(withAddresses, 'b', { version, store, endpoint: byName });
new TenantControlPlane(withAddresses, 'c', { version, store, endpoint: byStatus });
new TenantControlPlane(withAddresses, 'd', { version, store, endpoint: Endpoint.clusterIp() });
new TenantControlPlane(withAddresses, 'e', {
  version,
  store,
  endpoint: Endpoint.loadBalancer({ address: '::1', port: 443 }),
});

// Where addresses come afterwards, or there are only names, none can be chosen.
new TenantControlPlane(withDynamicAddresses, 'a', { version, store, endpoint: byName });
new TenantControlPlane(withDynamicAddresses, 'b', { version, store, endpoint: byStatus });
// @ts-expect-error the address is not known beforehand
new TenantControlPlane(withDynamicAddresses, 'c', { version, store, endpoint: byAddress });
new TenantControlPlane(withNames, 'a', { version, store, endpoint: byName });
new TenantControlPlane(withNames, 'b', { version, store, endpoint: byStatus });
// @ts-expect-error such balancers have names only
new TenantControlPlane(withNames, 'c', { version, store, endpoint: byAddress });
const balancer = Endpoint.loadBalancer;
// @ts-expect-error written in place, likewise
new TenantControlPlane(withNames, 'd', { version, store, endpoint: balancer({ address: '::1' }) });

// Where there are no balancers, there are node ports and cluster IPs.
const nodePort = Endpoint.nodePort({ address: '192.0.2.10', nodePort: 30443 });
new TenantControlPlane(withoutBalancers, 'a', { version, store, endpoint: nodePort });
new TenantControlPlane(withoutBalancers, 'b', {
  version,
  store,
  endpoint: Endpoint.clusterIp({ clusterIp: '10.0.0.9' }),
});
// @ts-expect-error there are no load balancers
new TenantControlPlane(withoutBalancers, 'c', { version, store, endpoint: byAddress });
// @ts-expect-error whatever is known of them
new TenantControlPlane(withoutBalancers, 'd', { version, store, endpoint: byStatus });
// @ts-expect-error or of their name
new TenantControlPlane(withoutBalancers, 'e', { version, store, endpoint: byName });

// 'none' that is said is the same as nothing said.
const none = new ManagementCluster(fleet, 'e', { version, engine, host: existing({ loadBalancer: 'none' }) });
// @ts-expect-error there are no load balancers
new TenantControlPlane(none, 'a', { version, store, endpoint: byAddress });
expectTypeOf(existing().facts.loadBalancer).toEqualTypeOf<'none'>();
expectTypeOf(existing({ zones: ['a'], loadBalancer: 'static-ip' }).facts.loadBalancer).toEqualTypeOf<'static-ip'>();
// @ts-expect-error no kind of balancers
existing({ loadBalancer: 'magic' });
// @ts-expect-error a range has two ends
existing({ nodePortRange: [30000] });

// A node port needs both an address and a port.
// @ts-expect-error no port
Endpoint.nodePort({ address: '192.0.2.10' });
// @ts-expect-error no address
Endpoint.nodePort({ nodePort: 30443 });
// @ts-expect-error a cluster IP has no source ranges
Endpoint.clusterIp({ sourceRanges: ['198.51.100.0/24'] });

// A program that does not know its host's balancers can take any endpoint; the checks know.
declare const unknownHost: ManagementCluster;
new TenantControlPlane(unknownHost, 'a', { version, store, endpoint: byAddress });
expectTypeOf<LoadBalancerEndpoint<'address'>>().toExtend<EndpointFor<'static-ip' | 'none'>>();
expectTypeOf<LoadBalancerEndpoint<'address'>>().not.toExtend<EndpointFor<'none'>>();
