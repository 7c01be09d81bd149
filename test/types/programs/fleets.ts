import {
  ColonnadeError,
  Endpoint,
  EtcdStore,
  Fleet,
  FleetApp,
  Machines,
  ManagementCluster,
  synthesize,
  TenantControlPlane,
  WorkerPool,
} from 'colonnade';
import type {
  Finding,
  FleetModel,
  FleetReport,
  ITenantControlPlane,
  ManagementClusterProps,
  SynthSummary,
} from 'colonnade';
import { existing } from 'colonnade/hosts/existing';
import { FLEET_SCHEMA } from 'colonnade/schema';
import { expectTypeOf } from 'expect-type';
import { app, engine, fleet, store, withAddresses as cluster } from './support';

const host = existing();

// A fleet stands in an app, of cdk8s or ours.
new Fleet(app, 'other');
new Fleet(new FleetApp(), 'acme');
expectTypeOf(synthesize).returns.toEqualTypeOf<SynthSummary | undefined>();

// A management cluster says what it is, where it runs and how it runs control planes.
new ManagementCluster(fleet, 'a', { version: '1.36.3', host, engine });
// @ts-expect-error no engine
new ManagementCluster(fleet, 'b', { version: '1.36.3', host });
// @ts-expect-error no host
new ManagementCluster(fleet, 'c', { version: '1.36.3', engine });
// @ts-expect-error a host is a value, not a name
new ManagementCluster(fleet, 'd', { version: '1.36.3', host: 'existing', engine });
// @ts-expect-error it stands in a fleet
new ManagementCluster(cluster, 'e', { version: '1.36.3', host, engine });
// @ts-expect-error a fleet takes no props
new Fleet(app, 'f', {});
// @ts-expect-error a store is no cluster
new TenantControlPlane(store, 'g', { version: '1.36.3', store, endpoint: Endpoint.clusterIp() });
expectTypeOf<ManagementClusterProps>().toHaveProperty('network');

// A worker pool stands in a tenant, made here or imported.
const tenant = new TenantControlPlane(cluster, 'h', { version: '1.36.3', store, endpoint: Endpoint.clusterIp() });
const imported = TenantControlPlane.fromTenantControlPlane(cluster, 'i', { version: '1.30.0', endpoint: 'api:6443' });
expectTypeOf(imported).toEqualTypeOf<ITenantControlPlane>();
const machines = Machines.existing();
new WorkerPool(tenant, 'a', { machines, size: 3 });
new WorkerPool(tenant, 'b', { machines, size: { min: 1, max: 5 }, version: '1.35.4' });
new WorkerPool(imported, 'a', { machines, size: 3 });
// @ts-expect-error not in a cluster
new WorkerPool(cluster, 'c', { machines, size: 3 });
// @ts-expect-error not in a fleet
new WorkerPool(fleet, 'd', { machines, size: 3 });
// @ts-expect-error a range has two ends
new WorkerPool(tenant, 'e', { machines, size: { min: 1 } });
// @ts-expect-error no size
new WorkerPool(tenant, 'f', { machines });
// @ts-expect-error no such machines
new WorkerPool(tenant, 'g', { machines: { kind: 'cloud' }, size: 3 });
// @ts-expect-error no such architecture
new WorkerPool(tenant, 'h', { machines: Machines.existing({ architecture: 'x86' }), size: 3 });
// @ts-expect-error a taint has an effect
new WorkerPool(tenant, 'i', { machines, size: 3, taints: [{ key: 'a', value: 'b' }] });
// @ts-expect-error misspelt
new WorkerPool(tenant, 'j', { machines, sizes: 3 });

// Warnings are accepted by code, with a reason.
fleet.acknowledge('CLN2107', 'test cluster');
tenant.acknowledge('CLN2107', 'test cluster');
// @ts-expect-error no reason
fleet.acknowledge('CLN2107');
// @ts-expect-error no code
fleet.acknowledge('single-replica', 'test cluster');

// What comes out is read-only data.
expectTypeOf(fleet.toModel()).toEqualTypeOf<FleetModel>();
expectTypeOf(fleet.validateFleet()).toEqualTypeOf<FleetReport>();
// @ts-expect-error the model is read-only
fleet.toModel().name = 'other';
// @ts-expect-error all the way down
fleet.toModel().managementClusters.length = 0;
// @ts-expect-error findings too
fleet.validateFleet().findings.length = 0;

// Whatever is caught or passed can be told apart.
declare const something: unknown;
if (ColonnadeError.is(something)) expectTypeOf(something.findings).toEqualTypeOf<readonly Finding[]>();
if (Fleet.isFleet(something)) expectTypeOf(something).toEqualTypeOf<Fleet>();
if (ManagementCluster.isManagementCluster(something)) expectTypeOf(something).toEqualTypeOf<ManagementCluster>();
if (EtcdStore.isEtcdStore(something)) expectTypeOf(something).toEqualTypeOf<EtcdStore>();
if (TenantControlPlane.isTenantControlPlane(something)) expectTypeOf(something.tenantName).toEqualTypeOf<string>();
expectTypeOf(FLEET_SCHEMA).toBeObject();
