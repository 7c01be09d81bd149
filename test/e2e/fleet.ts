import { Endpoint, EtcdStore, Fleet, FleetApp, Machines, TenantControlPlane, WorkerPool } from '../../lib';
import type { AddonsProps, CommonPoolProps, ManualPoolProps, TenantControlPlaneProps } from '../../lib';
import { testbedCluster } from './management-cluster';

/** Tenants of the fleet under test, by name, with the Kubernetes version each runs. */
export const TENANTS = { 'team-a': '1.36.3', 'team-b': '1.35.4' } as const;

/** Namespace of the shared store. */
export const STORE_NAMESPACE = 'etcd-shared';

/** Range of the pods of each tenant. */
export const TENANT_POD_CIDR = '10.244.0.0/16';

/** Taint of the nodes behind NAT: nothing that others need is put there. */
export const EDGE_TAINT = { key: 'testbed.invalid/edge', value: 'true', effect: 'NoSchedule' } as const;

/** Nodes of team-b, which has the size class for them. All but a few are kwok's. */
export const MANY_NODES = 500;

/** Requests of processor time that fit onto one small node beside everything else. Limits are those of the size class. */
const LITTLE_PROCESSOR: NonNullable<TenantControlPlaneProps['resources']> = {
  apiServer: { requests: { cpu: '200m' } },
  controllerManager: { requests: { cpu: '50m' } },
  scheduler: { requests: { cpu: '20m' } },
  konnectivityServer: { requests: { cpu: '10m' } },
};

/** What a scenario may change in the fleet. */
export interface FleetOptions {
  /** API servers of team-a. @default 2 */
  readonly replicas?: number;
  /** Whether team-a has the pool `spare`. @default true */
  readonly spare?: boolean;
}

/** The limit of connections belongs to the whole machine; only its own kernel's owner may change it. */
export const ADDONS: AddonsProps = { kubeProxy: { config: { conntrack: { maxPerCore: 0, min: 0 } } } };

/** What is on every machine of the testbed: containerd and Kubernetes, and cgroups of version 1 below them. */
const KUBEADM = { kind: 'kubeadm', installPackages: false, ignorePreflightErrors: ['SystemVerification'] } as const;

/** What machines of the testbed need besides, because they have no systemd and no disk of their own. */
const ON_MACHINES: CommonPoolProps = {
  bootstrap: KUBEADM,
  node: {
    kubelet: {
      cgroupDriver: 'cgroupfs',
      // The machine's disk is not the cluster's; nothing is evicted because of it.
      evictionHard: { 'nodefs.available': '1%', 'imagefs.available': '1%' },
      config: { failCgroupV1: false },
    },
    timeServers: false,
    updates: false,
  },
};

/** Machines of the testbed as people make and join them. */
export const MACHINES: Omit<ManualPoolProps, 'size'> = {
  ...ON_MACHINES,
  machines: Machines.existing({ operatingSystem: 'debian' }),
};

/** The one machine of team-a's pool `fixed`. */
export const LISTED = { name: 'fixed1', address: '172.30.0.27' } as const;

/**
 * The quickstart's fleet on the testbed's one node: a shared etcd of three members and two tenants on two Kubernetes minors.
 * What differs from the quickstart is what one small node cannot give: spread over nodes is preferred, not required; and pools of
 * machines that are no more than namespaces.
 */
export function fleetUnderTest(outdir: string, { replicas = 2, spare = true }: FleetOptions = {}): FleetApp {
  const app = new FleetApp({ outdir });
  const fleet = new Fleet(app, 'acme');
  const eu = testbedCluster(fleet);
  const store = new EtcdStore(eu, 'shared', {
    members: 3,
    volume: '2Gi',
    resources: { requests: { cpu: '50m' } },
    scheduling: { spread: 'preferred' },
  });
  const a = new TenantControlPlane(eu, 'team-a', {
    version: TENANTS['team-a'],
    store,
    replicas,
    endpoint: Endpoint.loadBalancer({ address: '172.31.0.10' }),
    addons: ADDONS,
  });
  if (replicas === 1) a.acknowledge('CLN2107', 'a control plane is scaled while workers are connected');
  new WorkerPool(a, 'general', { ...MACHINES, size: 2, labels: { 'testbed.invalid/pool': 'general' } });
  new WorkerPool(a, 'edge', {
    ...MACHINES,
    machines: Machines.existing({ operatingSystem: 'debian', reachable: false }),
    size: 1,
    taints: [EDGE_TAINT],
  });
  new WorkerPool(a, 'group', {
    ...MACHINES,
    size: 1,
    // As short as is allowed, so that there are several during one run.
    join: { tokenMinutes: 10, delivery: { kind: 'secret', everyMinutes: 5, store: false } },
  });
  new WorkerPool(a, 'fixed', {
    ...ON_MACHINES,
    machines: Machines.ssh({ operatingSystem: 'debian', hosts: [LISTED] }),
    bootstrap: { ...KUBEADM, discovery: 'token' },
  });
  if (spare) new WorkerPool(a, 'spare', { ...MACHINES, size: 1 });
  const b = new TenantControlPlane(eu, 'team-b', {
    version: TENANTS['team-b'],
    store,
    replicas: 1,
    size: 'large',
    resources: LITTLE_PROCESSOR,
    endpoint: Endpoint.loadBalancer({ address: '172.31.0.11' }),
    network: { podCidrs: ['10.240.0.0/14'] },
    addons: ADDONS,
  });
  b.acknowledge('CLN2107', 'one API server shows that a single replica works');
  new WorkerPool(b, 'general', { ...MACHINES, size: MANY_NODES });
  return app;
}
