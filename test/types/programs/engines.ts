import { Endpoint, EtcdStore, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Engine } from 'colonnade';
import {
  aws,
  clusterApi,
  k0sControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
} from 'colonnade/engines/cluster-api';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { fleet } from './support';

const host = existing();

declare const external: Parameters<typeof EtcdStore.fromEndpoints>[2];

const usual = { version: '1.35.4', store: 'dedicated', endpoint: Endpoint.clusterIp() } as const;
const corefile = '.:53 {\n}\n';

const onNative = new ManagementCluster(fleet, 'native', { version: '1.36.3', host, engine: native() });
const onKamaji = new ManagementCluster(fleet, 'kamaji', { version: '1.36.3', host, engine: kamaji() });
const onK0smotron = new ManagementCluster(fleet, 'k0smotron', { version: '1.36.3', host, engine: k0smotron() });
const infrastructure = aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } });
const hosted = new ManagementCluster(fleet, 'hosted', {
  version: '1.36.3',
  host,
  engine: clusterApi({ controlPlane: kamajiControlPlane(), infrastructure }),
});
const onMachines = new ManagementCluster(fleet, 'machines', {
  version: '1.36.3',
  host,
  engine: clusterApi({ controlPlane: kubeadmControlPlane({ machines: 'large' }), infrastructure }),
});

// The native engine honours all of them.
new TenantControlPlane(onNative, 'a', {
  ...usual,
  addons: { coreDns: { corefile, replicas: 3 }, kubeProxy: { mode: 'ipvs' } },
  audit: { sink: 'file', maxAgeDays: 3 },
  network: { dnsAddress: '10.96.0.53' },
  scheduling: { priorityClassName: 'own' },
});

// Kamaji puts back its own configuration of the add-ons.
new TenantControlPlane(onKamaji, 'a', { ...usual, addons: { coreDns: false, kubeProxy: false } });
new TenantControlPlane(onKamaji, 'b', { ...usual, addons: { coreDns: { version: '1.14.7' } } });
// @ts-expect-error -- no field for it
new TenantControlPlane(onKamaji, 'c', { ...usual, addons: { coreDns: { corefile } } });
// @ts-expect-error -- no field for it
new TenantControlPlane(onKamaji, 'd', { ...usual, addons: { kubeProxy: { mode: 'iptables' } } });
// @ts-expect-error -- no field for it
new TenantControlPlane(onKamaji, 'e', { ...usual, scheduling: { priorityClassName: 'own' } });
new TenantControlPlane(onKamaji, 'f', { ...usual, scheduling: { spread: 'preferred' } });

// A tenant's own engine decides, not that of the cluster.
new TenantControlPlane(onKamaji, 'g', { ...usual, engine: native(), addons: { coreDns: { corefile } } });
// @ts-expect-error -- Kamaji has no field for it
new TenantControlPlane(onNative, 'h', { ...usual, engine: kamaji(), addons: { coreDns: { corefile } } });

// k0smotron: a datastore for each, standard output alone.
new TenantControlPlane(onK0smotron, 'a', { ...usual, audit: { sink: 'stdout' } });
// @ts-expect-error -- the API server of k0s has no folder to write to
new TenantControlPlane(onK0smotron, 'b', { ...usual, audit: { sink: 'file' } });
// @ts-expect-error -- k0s takes the tenth address
new TenantControlPlane(onK0smotron, 'c', { ...usual, network: { dnsAddress: '10.96.0.53' } });
new TenantControlPlane(onK0smotron, 'd', {
  ...usual,
  // @ts-expect-error -- every Cluster has a datastore of its own
  store: new EtcdStore(onNative, 's', { members: 3, volume: '8Gi' }),
});
new TenantControlPlane(onK0smotron, 'e', { ...usual, store: EtcdStore.dedicated({ members: 3, volume: '8Gi' }) });

// Cluster API: what holds for all control planes, and what this one says.
new TenantControlPlane(hosted, 'a', { ...usual, store: EtcdStore.fromEndpoints(hosted, 's', external) });
// @ts-expect-error -- Kamaji runs no datastores for Cluster API
new TenantControlPlane(hosted, 'b', usual);
// @ts-expect-error -- machines of the template
new TenantControlPlane(onMachines, 'a', { ...usual, size: 'large' });
// @ts-expect-error -- machines of the template
new TenantControlPlane(onMachines, 'b', { ...usual, resources: { apiServer: { requests: { cpu: '1' } } } });
new TenantControlPlane(onMachines, 'c', { ...usual, size: 'small', konnectivity: false });
new ManagementCluster(fleet, 'k0s', {
  version: '1.36.3',
  host,
  engine: clusterApi({ controlPlane: k0sControlPlane({ machines: 'large' }), infrastructure }),
});

// Which engine it is, only the running program knows: CLN3030 asks it then.
declare const some: Engine;
const later = new ManagementCluster(fleet, 'later', { version: '1.36.3', host, engine: some });
new TenantControlPlane(later, 'a', {
  ...usual,
  addons: { coreDns: { corefile } },
  scheduling: { priorityClassName: 'x' },
});
// A cluster of some engine is a cluster.
export const clusters: readonly ManagementCluster[] = [onNative, onKamaji, onK0smotron, hosted, onMachines, later];
