import { Endpoint, EtcdStore, TenantControlPlane } from 'colonnade';
import type { KubernetesVersion, TenantControlPlaneProps } from 'colonnade';
import { expectTypeOf } from 'expect-type';
import { engine, fleet, store, withAddresses as cluster } from './support';

const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10' });
const required = { version: '1.36.3', store, endpoint } as const;

// Three properties are required, and no other.
new TenantControlPlane(cluster, 'a', { version: '1.36.3', store, endpoint });
// @ts-expect-error no version
new TenantControlPlane(cluster, 'b', { store, endpoint });
// @ts-expect-error no store
new TenantControlPlane(cluster, 'c', { version: '1.36.3', endpoint });
// @ts-expect-error no endpoint
new TenantControlPlane(cluster, 'd', { version: '1.36.3', store });

// A version has three numbers and a minor that is rendered.
expectTypeOf<'1.33.0' | '1.34.4' | '1.35.4' | '1.36.3'>().toExtend<KubernetesVersion>();
expectTypeOf<'1.32.0'>().not.toExtend<KubernetesVersion>();
expectTypeOf<'1.37.0'>().not.toExtend<KubernetesVersion>();
expectTypeOf<'v1.36.3'>().not.toExtend<KubernetesVersion>();
expectTypeOf<'1.36'>().not.toExtend<KubernetesVersion>();
expectTypeOf<string>().not.toExtend<KubernetesVersion>();

// A store is one of the cluster's, a word, or one of its own.
new TenantControlPlane(cluster, 'e', { ...required, store: 'dedicated' });
new TenantControlPlane(cluster, 'f', { ...required, store: EtcdStore.dedicated({ members: 1, volume: '8Gi' }) });
// @ts-expect-error another word
new TenantControlPlane(cluster, 'g', { ...required, store: 'shared' });
// @ts-expect-error not the props of one
new TenantControlPlane(cluster, 'h', { ...required, store: { members: 3, volume: '8Gi' } });

// @ts-expect-error a tenant stands in a management cluster
new TenantControlPlane(fleet, 'i', required);
// @ts-expect-error misspelt
new TenantControlPlane(cluster, 'j', { ...required, replica: 3 });
// @ts-expect-error undefined is not the same as left out
new TenantControlPlane(cluster, 'k0', { ...required, replicas: undefined });
// @ts-expect-error text
new TenantControlPlane(cluster, 'k', { ...required, replicas: '3' });
// @ts-expect-error an engine is a value, not a name
new TenantControlPlane(cluster, 'l', { ...required, engine: 'native' });
new TenantControlPlane(cluster, 'm', { ...required, engine });
// @ts-expect-error no size class
new TenantControlPlane(cluster, 'n', { ...required, size: 'huge' });

type Props<K extends keyof TenantControlPlaneProps> = NonNullable<TenantControlPlaneProps[K]>;

// One range, or two.
expectTypeOf<{ podCidrs: ['10.0.0.0/16'] }>().toExtend<Props<'network'>>();
expectTypeOf<{ podCidrs: ['10.0.0.0/16', 'fd00::/56'] }>().toExtend<Props<'network'>>();
expectTypeOf<{ podCidrs: [] }>().not.toExtend<Props<'network'>>();
expectTypeOf<{ podCidrs: ['10.0.0.0/16', 'fd00::/56', 'fd01::/56'] }>().not.toExtend<Props<'network'>>();
expectTypeOf<{ podCidrs: '10.0.0.0/16' }>().not.toExtend<Props<'network'>>();

// Files are rotated; a container's log is not ours to rotate.
new TenantControlPlane(cluster, 'o', {
  ...required,
  audit: { sink: 'file', maxAgeDays: 7, maxBackups: 3, maxSizeMegabytes: 50 },
});
new TenantControlPlane(cluster, 'p', { ...required, audit: { sink: 'stdout', rules: [{ level: 'Metadata' }] } });
new TenantControlPlane(cluster, 'q', { ...required, audit: false });
// @ts-expect-error nothing is rotated without files
new TenantControlPlane(cluster, 'r', { ...required, audit: { maxAgeDays: 7 } });
// @ts-expect-error nor with the log
new TenantControlPlane(cluster, 's', { ...required, audit: { sink: 'stdout', maxBackups: 3 } });
// @ts-expect-error on is what it is
new TenantControlPlane(cluster, 't', { ...required, audit: true });

// A Deployment of agents needs a number, one on each node has none.
new TenantControlPlane(cluster, 'u', { ...required, konnectivity: { agent: { mode: 'Deployment', replicas: 2 } } });
new TenantControlPlane(cluster, 'v', {
  ...required,
  konnectivity: { agent: { mode: 'DaemonSet', hostNetwork: true } },
});
new TenantControlPlane(cluster, 'w', { ...required, konnectivity: { agent: { hostNetwork: true } } });
new TenantControlPlane(cluster, 'x', { ...required, konnectivity: false });
// @ts-expect-error how many?
new TenantControlPlane(cluster, 'y', { ...required, konnectivity: { agent: { mode: 'Deployment' } } });
// @ts-expect-error one on each node
new TenantControlPlane(cluster, 'z', { ...required, konnectivity: { agent: { mode: 'DaemonSet', replicas: 2 } } });
// @ts-expect-error which is also the default
new TenantControlPlane(cluster, 'aa', { ...required, konnectivity: { agent: { replicas: 2 } } });
// @ts-expect-error on is what it is
new TenantControlPlane(cluster, 'ab', { ...required, konnectivity: true });

// Issuers are reached over TLS.
type Oidc = NonNullable<Props<'authentication'>['oidc']>;
expectTypeOf<{ issuerUrl: 'https://login.example.org'; clientId: 'kubernetes' }>().toExtend<Oidc>();
expectTypeOf<{ issuerUrl: 'http://login.example.org'; clientId: 'kubernetes' }>().not.toExtend<Oidc>();
expectTypeOf<{ issuerUrl: 'https://login.example.org' }>().not.toExtend<Oidc>();

// Encryption has a provider, or is off.
new TenantControlPlane(cluster, 'af', { ...required, encryption: { provider: 'aescbc', resources: ['secrets'] } });
new TenantControlPlane(cluster, 'ag', { ...required, encryption: false });
// @ts-expect-error 'identity' is false
new TenantControlPlane(cluster, 'ah', { ...required, encryption: { provider: 'identity' } });

// A patch is a list of operations or a merge patch, never both and never neither.
const target = { kind: 'Deployment', name: 'kube-apiserver' };
const operations = [{ op: 'remove', path: '/spec/paused' }] as const;
new TenantControlPlane(cluster, 'ai', {
  ...required,
  patches: [
    { target, operations },
    { target, merge: { spec: {} } },
  ],
});
// @ts-expect-error both
new TenantControlPlane(cluster, 'aj', { ...required, patches: [{ target, operations, merge: {} }] });
// @ts-expect-error neither
new TenantControlPlane(cluster, 'ak', { ...required, patches: [{ target }] });
// @ts-expect-error no such operation
new TenantControlPlane(cluster, 'al', { ...required, patches: [{ target, operations: [{ op: 'set', path: '/a' }] }] });

// Arguments, resources and digests by names that exist.
new TenantControlPlane(cluster, 'am', { ...required, extraArgs: { apiServer: { 'event-ttl': '30m' } } });
// @ts-expect-error as upstream writes it
new TenantControlPlane(cluster, 'an', { ...required, extraArgs: { 'kube-apiserver': { v: '2' } } });
// @ts-expect-error values are text
new TenantControlPlane(cluster, 'ao', { ...required, extraArgs: { apiServer: { v: 2 } } });
// @ts-expect-error no such component
new TenantControlPlane(cluster, 'ap', { ...required, resources: { etcd: {} } });
// @ts-expect-error a digest names its algorithm
new TenantControlPlane(cluster, 'aq', { ...required, images: { digests: { kubectl: 'abc' } } });
// @ts-expect-error gates are on or off
new TenantControlPlane(cluster, 'ar', { ...required, featureGates: { ContextualLogging: 'true' } });
