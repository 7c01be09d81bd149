/** Which endpoints a tenant can have depends on the load balancers of its host. Compiled, never run. */
import { App } from 'cdk8s';
import { expectTypeOf } from 'expect-type';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { EndpointFor, Host } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

const fleet = new Fleet(new App(), 'acme');
const base = { version: '1.36.3', engine: native() } as const;
const address = Endpoint.loadBalancer({ address: '203.0.113.10' });
const hostname = Endpoint.loadBalancer({ hostname: 'api.example' });
const whatever = Endpoint.loadBalancer();
const nodePort = Endpoint.nodePort({ address: '192.0.2.1', nodePort: 30443 });

expectTypeOf(existing()).toEqualTypeOf<Host<'none'>>();
expectTypeOf(existing({ zones: ['a'] })).toEqualTypeOf<Host<'none'>>();
expectTypeOf(existing({ loadBalancer: 'hostname' })).toEqualTypeOf<Host<'hostname'>>();

const fixed = new ManagementCluster(fleet, 'fixed', { ...base, host: existing({ loadBalancer: 'static-ip' }) });
const fixedStore = new EtcdStore(fixed, 'shared', { members: 3, volume: '16Gi' });
const onFixed = { version: '1.36.3', store: fixedStore } as const;
new TenantControlPlane(fixed, 'a', { ...onFixed, endpoint: address });
new TenantControlPlane(fixed, 'b', { ...onFixed, endpoint: hostname });
new TenantControlPlane(fixed, 'c', { ...onFixed, endpoint: whatever });
new TenantControlPlane(fixed, 'd', { ...onFixed, endpoint: nodePort });

const dynamic = new ManagementCluster(fleet, 'dynamic', { ...base, host: existing({ loadBalancer: 'dynamic-ip' }) });
const onDynamic = { version: '1.36.3', store: 'dedicated' } as const;
// @ts-expect-error the address is not known before the balancer exists
new TenantControlPlane(dynamic, 'a', { ...onDynamic, endpoint: address });
new TenantControlPlane(dynamic, 'b', { ...onDynamic, endpoint: hostname });
new TenantControlPlane(dynamic, 'c', { ...onDynamic, endpoint: whatever });

const named = new ManagementCluster(fleet, 'named', { ...base, host: existing({ loadBalancer: 'hostname' }) });
// @ts-expect-error these balancers have no addresses of their own
new TenantControlPlane(named, 'a', { ...onDynamic, endpoint: address });
new TenantControlPlane(named, 'b', { ...onDynamic, endpoint: hostname });

const bare = new ManagementCluster(fleet, 'bare', { ...base, host: existing() });
// @ts-expect-error there are no load balancers
new TenantControlPlane(bare, 'a', { ...onDynamic, endpoint: whatever });
// @ts-expect-error there are no load balancers
new TenantControlPlane(bare, 'b', { ...onDynamic, endpoint: hostname });
new TenantControlPlane(bare, 'c', { ...onDynamic, endpoint: nodePort });
new TenantControlPlane(bare, 'd', { ...onDynamic, endpoint: Endpoint.clusterIp() });

// A cluster whose host is not known in detail takes any endpoint; the checks decide.
declare const unknownCluster: ManagementCluster;
new TenantControlPlane(unknownCluster, 'a', { ...onDynamic, endpoint: address });

expectTypeOf(nodePort).toExtend<EndpointFor<'none'>>();
expectTypeOf(address).not.toExtend<EndpointFor<'hostname'>>();
// @ts-expect-error not a kind of load balancer
existing({ loadBalancer: 'anycast' });
