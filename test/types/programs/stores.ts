import { EtcdStore } from 'colonnade';
import type { Bytes, DedicatedStore, EtcdStoreProps, IEtcdStore } from 'colonnade';
import { expectTypeOf } from 'expect-type';
import { fleet, withAddresses as cluster } from './support';

const volume = '16Gi';

// One, three or five members.
new EtcdStore(cluster, 'a', { members: 1, volume });
new EtcdStore(cluster, 'b', { members: 3, volume });
new EtcdStore(cluster, 'c', { members: 5, volume });
// @ts-expect-error an even number
new EtcdStore(cluster, 'd', { members: 2, volume });
// @ts-expect-error too many
new EtcdStore(cluster, 'e', { members: 7, volume });
// @ts-expect-error text
new EtcdStore(cluster, 'f', { members: '3', volume });
// @ts-expect-error none given
new EtcdStore(cluster, 'g', { volume });

// A volume is an amount with a unit.
expectTypeOf<'16Gi' | '500M' | '1.5Ti' | '8Ki'>().toExtend<Bytes>();
// @ts-expect-error GB is no unit of Kubernetes
new EtcdStore(cluster, 'h', { members: 3, volume: '16GB' });
// @ts-expect-error a number has no unit
new EtcdStore(cluster, 'i', { members: 3, volume: 16 });
// @ts-expect-error text without a unit
new EtcdStore(cluster, 'j', { members: 3, volume: '16' });
// @ts-expect-error no volume
new EtcdStore(cluster, 'k', { members: 3 });

new EtcdStore(cluster, 'l', { members: 3, volume, resources: { requests: { cpu: '500m', memory: '1Gi' } } });
// @ts-expect-error memory without a unit
new EtcdStore(cluster, 'm', { members: 3, volume, resources: { requests: { memory: '1' } } });
// @ts-expect-error CPU with a unit of memory
new EtcdStore(cluster, 'n', { members: 3, volume, resources: { requests: { cpu: '1Gi' } } });

// etcd of minors that are rendered.
new EtcdStore(cluster, 'o', { members: 3, volume, version: '3.6.16' });
// @ts-expect-error another major
new EtcdStore(cluster, 'p', { members: 3, volume, version: '2.3.8' });
// @ts-expect-error another minor
new EtcdStore(cluster, 'q', { members: 3, volume, version: '3.4.0' });
// @ts-expect-error misspelt
new EtcdStore(cluster, 'r', { members: 3, volume, storageclass: 'fast' });
// @ts-expect-error props are read-only
(({}) as EtcdStoreProps).members = 3;
// @ts-expect-error undefined is not a value where nothing is meant
new EtcdStore(cluster, 's', { members: 3, volume, quota: undefined });
// @ts-expect-error a store stands in a management cluster
new EtcdStore(fleet, 't', { members: 3, volume });

// An etcd that exists is reached over TLS.
expectTypeOf(
  EtcdStore.fromEndpoints(cluster, 'u', { endpoints: ['https://etcd.example.org:2379'], clusterIssuer: 'etcd' }),
).toEqualTypeOf<IEtcdStore>();
// @ts-expect-error without TLS
EtcdStore.fromEndpoints(cluster, 'v', { endpoints: ['http://etcd.example.org:2379'], clusterIssuer: 'etcd' });
// @ts-expect-error no issuer
EtcdStore.fromEndpoints(cluster, 'w', { endpoints: ['https://etcd.example.org:2379'] });

// One of a tenant's own takes what an etcd cluster takes, and nothing of a store.
expectTypeOf(EtcdStore.dedicated({ members: 3, volume })).toEqualTypeOf<DedicatedStore>();
// @ts-expect-error it stands in the tenant's namespace
EtcdStore.dedicated({ members: 3, volume, namespace: 'elsewhere' });
// @ts-expect-error an even number
EtcdStore.dedicated({ members: 4, volume });
