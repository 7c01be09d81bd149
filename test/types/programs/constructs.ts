/** What the types of the constructs accept and refuse. Compiled by types.test.ts and by `npm run typecheck`; never run. */
import { App } from 'cdk8s';
import { expectTypeOf } from 'expect-type';
import {
  Endpoint,
  EtcdStore,
  Fleet,
  FleetApp,
  ManagementCluster,
  synthesize,
  TenantControlPlane,
  WorkerPool,
} from 'colonnade';
import type { FleetModel, IEtcdStore, ITenantControlPlane, SynthSummary, TenantControlPlaneProps } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

const fleet = new Fleet(new App(), 'acme');
new Fleet(new FleetApp(), 'acme');
const base = { version: '1.36.3', engine: native() } as const;
const eu = new ManagementCluster(fleet, 'eu-1', { ...base, host: existing({ loadBalancer: 'static-ip' }) });
const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10' });
const tenant = { version: '1.36.3', store, endpoint } as const;
const team = new TenantControlPlane(eu, 'team', tenant);

// ── scopes ──
// @ts-expect-error a management cluster stands in a fleet
new ManagementCluster(new App(), 'eu-1', { ...base, host: existing() });
// @ts-expect-error a store stands in a management cluster
new EtcdStore(fleet, 'shared', { members: 3, volume: '16Gi' });
// @ts-expect-error a tenant stands in a management cluster
new TenantControlPlane(fleet, 'team', tenant);
// @ts-expect-error a worker pool stands in a tenant
new WorkerPool(eu, 'general', { machines: { kind: 'existing' }, size: 3 });

// ── required and unknown properties ──
// @ts-expect-error without a version
new TenantControlPlane(eu, 'team', { store, endpoint });
// @ts-expect-error without a store
new TenantControlPlane(eu, 'team', { version: '1.36.3', endpoint });
// @ts-expect-error without an endpoint
new TenantControlPlane(eu, 'team', { version: '1.36.3', store });
// @ts-expect-error a misspelling
new TenantControlPlane(eu, 'team', { version: '1.36.3', store, endpoint, replicsa: 2 });
// @ts-expect-error undefined is not the same as left out
new TenantControlPlane(eu, 'team', { version: '1.36.3', store, endpoint, replicas: undefined });
// @ts-expect-error a cluster without an engine
new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host: existing() });

// ── versions ──
new TenantControlPlane(eu, 'team', { ...tenant, version: '1.33.13' });
// @ts-expect-error a minor that is not supported
new TenantControlPlane(eu, 'team', { ...tenant, version: '1.20.0' });
// @ts-expect-error with a v
new TenantControlPlane(eu, 'team', { ...tenant, version: 'v1.36.3' });
// @ts-expect-error without a patch
new TenantControlPlane(eu, 'team', { ...tenant, version: '1.36' });
// @ts-expect-error an etcd that is too old
new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi', version: '3.4.0' });

// ── stores ──
new TenantControlPlane(eu, 'team', { ...tenant, store: 'dedicated' });
new TenantControlPlane(eu, 'team', { ...tenant, store: EtcdStore.dedicated({ members: 1, volume: '8Gi' }) });
const external = EtcdStore.fromEndpoints(eu, 'old', {
  endpoints: ['https://etcd.example:2379'],
  clusterIssuer: 'etcd',
});
new TenantControlPlane(eu, 'team', { ...tenant, store: external });
expectTypeOf(external).toEqualTypeOf<IEtcdStore>();
// @ts-expect-error a store by name
new TenantControlPlane(eu, 'team', { ...tenant, store: 'shared' });
// @ts-expect-error an even number of members
new EtcdStore(eu, 'shared', { members: 2, volume: '16Gi' });
// @ts-expect-error a number of what?
new EtcdStore(eu, 'shared', { members: 3, volume: 16 });
// @ts-expect-error not a unit of Kubernetes
new EtcdStore(eu, 'shared', { members: 3, volume: '16GB' });
// @ts-expect-error an etcd without TLS
EtcdStore.fromEndpoints(eu, 'old', { endpoints: ['http://etcd.example:2379'], clusterIssuer: 'etcd' });

// ── endpoints ──
// @ts-expect-error an address and a hostname
Endpoint.loadBalancer({ address: '203.0.113.10', hostname: 'api.example' });
// @ts-expect-error a node port without one
Endpoint.nodePort({ address: '203.0.113.10' });
Endpoint.clusterIp();
// @ts-expect-error ranges are for balancers
Endpoint.clusterIp({ sourceRanges: ['10.0.0.0/8'] });

// ── other unions ──
new TenantControlPlane(eu, 'team', { ...tenant, konnectivity: { agent: { mode: 'Deployment', replicas: 2 } } });
// @ts-expect-error a Deployment without a number
new TenantControlPlane(eu, 'team', { ...tenant, konnectivity: { agent: { mode: 'Deployment' } } });
// @ts-expect-error a DaemonSet with a number
new TenantControlPlane(eu, 'team', { ...tenant, konnectivity: { agent: { mode: 'DaemonSet', replicas: 2 } } });
new TenantControlPlane(eu, 'team', { ...tenant, konnectivity: false, audit: false, encryption: false });
// @ts-expect-error konnectivity is on by being there
new TenantControlPlane(eu, 'team', { ...tenant, konnectivity: true });
new TenantControlPlane(eu, 'team', { ...tenant, audit: { sink: 'file', maxBackups: 3 } });
// @ts-expect-error standard output is not rotated
new TenantControlPlane(eu, 'team', { ...tenant, audit: { sink: 'stdout', maxBackups: 3 } });
// @ts-expect-error no encryption is `false`
new TenantControlPlane(eu, 'team', { ...tenant, encryption: { provider: 'identity' } });
const target = { kind: 'Service', name: 'kube-apiserver' };
new TenantControlPlane(eu, 'team', { ...tenant, patches: [{ target, merge: { spec: {} } }] });
// @ts-expect-error two kinds of patch in one
new TenantControlPlane(eu, 'team', { ...tenant, patches: [{ target, merge: {}, operations: [] }] });
// @ts-expect-error three ranges
new TenantControlPlane(eu, 'team', { ...tenant, network: { podCidrs: ['10.0.0.0/16', 'fd00::/56', '10.1.0.0/16'] } });
// @ts-expect-error cores have no unit
new TenantControlPlane(eu, 'team', { ...tenant, resources: { apiServer: { requests: { cpu: '2 cores' } } } });
// @ts-expect-error not a digest
new TenantControlPlane(eu, 'team', { ...tenant, images: { digests: { etcd: 'latest' } } });

// ── worker pools ──
new WorkerPool(team, 'general', { machines: { kind: 'existing' }, size: 3 });
const imported = TenantControlPlane.fromTenantControlPlane(eu, 'old', {
  version: '1.36.3',
  endpoint: 'api.example:6443',
});
expectTypeOf(imported).toEqualTypeOf<ITenantControlPlane>();
new WorkerPool(imported, 'general', { machines: { kind: 'existing' }, size: { min: 1, max: 3 } });
// @ts-expect-error half a range
new WorkerPool(team, 'general', { machines: { kind: 'existing' }, size: { min: 1 } });
// @ts-expect-error a taint without an effect
new WorkerPool(team, 'general', { machines: { kind: 'existing' }, size: 3, taints: [{ key: 'a', value: 'b' }] });

// ── what comes out ──
expectTypeOf(fleet.toModel()).toEqualTypeOf<FleetModel>();
expectTypeOf(synthesize).returns.toEqualTypeOf<SynthSummary | undefined>();
// @ts-expect-error props are read-only
(tenant satisfies TenantControlPlaneProps<'static-ip'>).version = '1.35.4';
// @ts-expect-error so is the model
fleet.toModel().name = 'other';
