import { Endpoint, Machines, TenantControlPlane, WorkerPool } from 'colonnade';
import type { MachineSource, WorkerPoolProps } from 'colonnade';
import { expectTypeOf } from 'expect-type';
import { store, withAddresses as cluster } from './support';

const team = new TenantControlPlane(cluster, 'pools', { version: '1.36.3', store, endpoint: Endpoint.clusterIp() });
const machines = Machines.existing();
const group = Machines.awsAutoScalingGroup({ region: 'eu-central-1', zones: ['eu-central-1a'], spot: { percent: 50 } });
const instances = Machines.awsInstances({ region: 'eu-central-1' });
const hosts = Machines.ssh({ user: 'admin', hosts: [{ name: 'rack-1', address: '192.0.2.11' }] });
const infrastructure = { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1', kind: 'XTemplate', name: 'workers' };
const autoscaler = { kind: 'cluster-autoscaler' } as const;

// A source says how its number of machines changes, and that is part of its type.
expectTypeOf(machines).toEqualTypeOf<MachineSource<'manual'>>();
expectTypeOf(hosts).toEqualTypeOf<MachineSource<'hosts'>>();
expectTypeOf(group).toEqualTypeOf<MachineSource<'group'>>();
expectTypeOf(instances).toEqualTypeOf<MachineSource<'instances'>>();
expectTypeOf(Machines.clusterApi({ infrastructure })).toEqualTypeOf<MachineSource<'group'>>();

// Listed machines are as many as are listed.
new WorkerPool(team, 'a', { machines: hosts });
// @ts-expect-error the size is the number of hosts
new WorkerPool(team, 'a', { machines: hosts, size: 1 });
// @ts-expect-error nothing makes further machines
new WorkerPool(team, 'a', { machines: hosts, autoscaling: autoscaler });
// @ts-expect-error a list of hosts has one at least
Machines.ssh({ hosts: [] });
// @ts-expect-error a host has a name
Machines.ssh({ hosts: [{ address: '192.0.2.11' }] });

// Machines that people make are not repaired or scaled by anybody.
new WorkerPool(team, 'b', { machines, size: { min: 1, max: 3 } });
// @ts-expect-error nothing makes further machines
new WorkerPool(team, 'b', { machines, size: { min: 1, max: 3 }, autoscaling: autoscaler });
// @ts-expect-error nothing replaces machines
new WorkerPool(team, 'b', { machines, size: 3, repair: {} });
// @ts-expect-error no size
new WorkerPool(team, 'b', { machines });

// An autoscaler moves in a range.
new WorkerPool(team, 'c', { machines: group, size: 3, repair: { unhealthySeconds: 600 } });
new WorkerPool(team, 'c', { machines: group, size: { min: 0, max: 5 }, autoscaling: autoscaler });
new WorkerPool(team, 'c', { machines: group, size: { min: 0, max: 5 }, autoscaling: { kind: 'cloud' } });
// @ts-expect-error a fixed size is not scaled
new WorkerPool(team, 'c', { machines: group, size: 3, autoscaling: autoscaler });
// @ts-expect-error Karpenter knows no groups
new WorkerPool(team, 'c', { machines: group, size: { min: 0, max: 5 }, autoscaling: { kind: 'karpenter' } });

// Karpenter makes machines one by one, and has no fewest.
new WorkerPool(team, 'd', { machines: instances, size: { max: 5 }, autoscaling: { kind: 'karpenter', budget: '20%' } });
// @ts-expect-error nobody else makes them
new WorkerPool(team, 'd', { machines: instances, size: { max: 5 } });
// @ts-expect-error no number of replicas
new WorkerPool(team, 'd', { machines: instances, size: 3, autoscaling: { kind: 'karpenter' } });
// @ts-expect-error no fewest
new WorkerPool(team, 'd', { machines: instances, size: { min: 2, max: 5 }, autoscaling: { kind: 'karpenter' } });
// @ts-expect-error nodes that are disrupted at once: a number or a percentage
new WorkerPool(team, 'd', { machines: instances, size: { max: 5 }, autoscaling: { kind: 'karpenter', budget: 'all' } });

/** Programs that differ in one property. */
const pool = (props: Partial<Extract<WorkerPoolProps, { machines: MachineSource<'manual'> }>>) =>
  new WorkerPool(team, 'e', { machines, size: 3, ...props });

// Each way to become a node asks for what it needs.
pool({ bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: ['Swap', 'FileExisting-socat'] } });
pool({ bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0' } });
pool({ bootstrap: { kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' } });
pool({ bootstrap: { kind: 'bottlerocket' } });
// @ts-expect-error never all of them
pool({ bootstrap: { kind: 'kubeadm', ignorePreflightErrors: ['all'] } });
// @ts-expect-error the CA is always checked
pool({ bootstrap: { kind: 'kubeadm', discovery: 'none' } });
// @ts-expect-error a release of k0s
pool({ bootstrap: { kind: 'k0s' } });
// @ts-expect-error a Kubernetes version is no release of k0s
pool({ bootstrap: { kind: 'k0s', version: '1.35.4' } });
// @ts-expect-error a disk to install to
pool({ bootstrap: { kind: 'talos', version: '1.13.2' } });
// @ts-expect-error kubeadm has no profiles
pool({ bootstrap: { kind: 'kubeadm', profile: 'default' } });
// @ts-expect-error RKE2 needs a supervisor
pool({ bootstrap: { kind: 'rke2' } });
// @ts-expect-error K3s needs a supervisor
pool({ bootstrap: { kind: 'k3s' } });
// @ts-expect-error nodeadm joins EKS alone
pool({ bootstrap: { kind: 'nodeadm' } });

// A window is for reboots.
pool({ node: { updates: { reboot: 'window', window: { start: '03:00', days: ['Sat'] } } } });
pool({ node: { updates: false, timeServers: false, swap: 'limited' } });
// @ts-expect-error when?
pool({ node: { updates: { reboot: 'window' } } });
// @ts-expect-error nothing reboots
pool({ node: { updates: { window: { start: '03:00' } } } });
// @ts-expect-error no such day
pool({ node: { updates: { reboot: 'window', window: { start: '03:00', days: ['Saturday'] } } } });
// @ts-expect-error no day at all
pool({ node: { updates: { reboot: 'window', window: { start: '03:00', days: [] } } } });

// Amounts have units, paths begin at the root.
pool({ node: { kubelet: { kubeReserved: { memory: '1Gi', cpu: '200m', pid: '2000' } } } });
pool({ node: { files: [{ path: '/etc/motd', mode: '0644', content: 'hello' }] } });
// @ts-expect-error a unit
pool({ node: { kubelet: { kubeReserved: { memory: 1024 } } } });
// @ts-expect-error nothing else is reserved
pool({ node: { kubelet: { kubeReserved: { disk: '1Gi' } } } });
// @ts-expect-error from the root
pool({ node: { files: [{ path: 'etc/motd', content: 'hello' }] } });
// @ts-expect-error no other format
pool({ node: { containerd: { configVersion: 1 } } });
// @ts-expect-error misspelt
pool({ node: { kubelet: { maxPod: 10 } } });

// Credentials are delivered in one way, and only a Secret is renewed.
pool({ join: { tokenMinutes: 60, delivery: { kind: 'secret', everyMinutes: 25, store: false } } });
// @ts-expect-error a person brings one
pool({ join: { delivery: { kind: 'person', everyMinutes: 25 } } });
// @ts-expect-error a store has a place
pool({ join: { delivery: { kind: 'secret', store: { kind: 'aws-secrets-manager' } } } });

// Sources ask for what they cannot know.
// @ts-expect-error a region
Machines.awsAutoScalingGroup({});
// @ts-expect-error a project
Machines.gcpInstanceGroup({ machineType: 'n2-standard-4' });
// @ts-expect-error a vault, by its URL
Machines.azureScaleSet({ vault: 'acme' });
// @ts-expect-error a template
Machines.clusterApi({});
// @ts-expect-error no spot market
Machines.hetzner({ spot: { percent: 50 } });
// @ts-expect-error no such system
Machines.existing({ operatingSystem: 'windows' });
// @ts-expect-error memory has a unit
Machines.existing({ capacity: { cpu: '4', memory: '8' } });

// Anybody can make a source: facts, and how credentials get there.
const own: MachineSource<'group'> = {
  ...group,
  facts: { ...group.facts, source: 'own' },
  delivery: { kind: 'person' },
};
new WorkerPool(team, 'f', { machines: own, size: 3 });
// @ts-expect-error a word is no source
new WorkerPool(team, 'f', { machines: 'existing', size: 3 });
// @ts-expect-error facts alone do not say how credentials get there
new WorkerPool(team, 'f', { machines: { facts: machines.facts }, size: 3 });
