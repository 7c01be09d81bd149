import type {
  KubeletModel,
  MachinesModel,
  NodeModel,
  TenantModel,
  WorkerPoolModel,
  WorkerSupportModel,
} from '../../lib/model';

/** What may differ from {@link aPool}: whole properties, or some of those inside machines and node. */
export interface PoolOverrides extends Partial<Omit<WorkerPoolModel, 'machines' | 'node'>> {
  readonly machines?: Partial<MachinesModel>;
  readonly node?: Partial<Omit<NodeModel, 'kubelet' | 'containerd'>> & {
    readonly kubelet?: Partial<KubeletModel>;
    readonly containerd?: Partial<NodeModel['containerd']>;
  };
}

const MACHINES: MachinesModel = {
  source: 'existing',
  architecture: 'amd64',
  operatingSystem: 'ubuntu',
  capacity: null,
  gpu: null,
  hosts: [],
  firstBoot: { carrier: 'script', limitBytes: null },
  scaling: { kind: 'manual' },
  zones: [],
  reachable: true,
  cloud: null,
  spot: null,
  options: {},
};

const NODE: NodeModel = {
  kubelet: {
    maxPods: 110,
    cgroupDriver: 'systemd',
    kubeReserved: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi', pid: '1000' },
    systemReserved: {},
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '10%',
      'nodefs.inodesFree': '5%',
      'imagefs.available': '15%',
      'imagefs.inodesFree': '5%',
    },
    shutdown: { graceSeconds: 60, criticalSeconds: 20 },
    imageGc: { highPercent: 85, lowPercent: 80 },
    serverCertificates: true,
    podPidsLimit: 4096,
    containerLogs: { maxSize: '10Mi', maxFiles: 5 },
    config: {},
    extraArgs: {},
  },
  containerd: {
    configVersion: 2,
    sandboxImage: 'registry.k8s.io/pause:3.10.2',
    mirrors: {},
    mirrorsOnly: false,
    runtimes: {},
  },
  modules: ['overlay', 'br_netfilter', 'nf_conntrack', 'nf_tables'],
  sysctls: {
    'net.ipv4.ip_forward': '1',
    'net.bridge.bridge-nf-call-iptables': '1',
    'net.bridge.bridge-nf-call-ip6tables': '1',
    'vm.overcommit_memory': '1',
    'kernel.panic': '10',
    'kernel.panic_on_oops': '1',
    'fs.inotify.max_user_instances': '8192',
    'fs.inotify.max_user_watches': '524288',
  },
  swap: 'off',
  timeServers: [],
  proxy: null,
  trustedCertificates: [],
  packageMirror: null,
  updates: {
    reboot: 'never',
    window: { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], start: '03:00', minutes: 60 },
  },
  files: [],
  commands: { before: [], after: [] },
};

const SUPPORT: WorkerSupportModel = { support: 'native', note: '' };

/** A pool as a program describes it that says nothing but `machines: Machines.existing(), size: 3`. */
export function aPool({ machines, node, ...overrides }: PoolOverrides = {}): WorkerPoolModel {
  return {
    name: 'general',
    path: 'acme/eu-1/team-a/general',
    version: '1.36.3',
    machines: { ...MACHINES, ...machines },
    size: { min: 3, max: 3 },
    zones: [],
    labels: {},
    taints: [],
    bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: true },
    support: SUPPORT,
    node: {
      ...NODE,
      ...node,
      kubelet: { ...NODE.kubelet, ...node?.kubelet },
      containerd: { ...NODE.containerd, ...node?.containerd },
    },
    join: {
      group: 'system:bootstrappers:colonnade:general',
      tokenMinutes: 60,
      delivery: { kind: 'person' },
    },
    rollout: { maxSurge: 0, maxUnavailable: 1, drainSeconds: 900, volumeDetachSeconds: 300, deletionSeconds: 60 },
    repair: null,
    autoscaling: null,
    ...overrides,
  };
}

const resources = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: null, memory: '1Gi' } };

/** A tenant on the native engine behind a load balancer with a fixed address, with one pool. */
export function aTenant(overrides: Partial<TenantModel> = {}): TenantModel {
  return {
    name: 'team-a',
    path: 'acme/eu-1/team-a',
    namespace: 'tenant-team-a',
    version: '1.36.3',
    engine: { name: 'native', options: {} },
    replicas: 2,
    size: 'small',
    store: { kind: 'shared', name: 'shared', prefix: '/tenants/tenant-team-a', user: 'tenant-team-a' },
    endpoint: {
      kind: 'loadBalancer',
      port: 6443,
      extraSans: [],
      annotations: {},
      address: '203.0.113.10',
      hostname: null,
      sourceRanges: [],
      loadBalancerClass: null,
    },
    network: {
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['10.96.0.0/16'],
      nodeCidrs: [],
      clusterDomain: 'cluster.local',
      dnsAddress: '10.96.0.10',
      nodeCidrMaskSizes: { ipv4: 24, ipv6: 64 },
      sharedNetwork: null,
    },
    admission: { enable: [], disable: [] },
    authentication: { anonymous: 'clusterInfo', jwt: [] },
    audit: {
      enabled: true,
      rules: [{ level: 'Metadata' }],
      omitStages: ['RequestReceived'],
      sink: 'stdout',
      maxAgeDays: 7,
      maxBackups: 3,
      maxSizeMegabytes: 100,
    },
    encryption: { provider: 'secretbox', resources: ['secrets'] },
    featureGates: {},
    extraArgs: { apiServer: {}, controllerManager: {}, scheduler: {} },
    resources: {
      apiServer: resources,
      controllerManager: resources,
      scheduler: resources,
      konnectivityServer: resources,
    },
    scheduling: {
      zones: ['a', 'b', 'c'],
      spread: 'preferred',
      nodeSelector: {},
      tolerations: [],
      priorityClassName: null,
    },
    konnectivity: {
      enabled: true,
      version: '0.36.0',
      port: 8132,
      agent: {
        mode: 'DaemonSet',
        replicas: null,
        hostNetwork: false,
        tolerations: [{ operator: 'Exists' }],
        resources,
      },
    },
    addons: {
      kubeProxy: { mode: 'nftables', config: {} },
      coreDns: { version: '1.14.7', replicas: 2, corefile: null, resources },
    },
    images: { registry: 'registry.k8s.io', digests: {}, pullSecrets: [] },
    labels: {},
    annotations: {},
    deletionProtection: 'enabled',
    patches: [],
    workerPools: [aPool()],
    ...overrides,
  };
}
