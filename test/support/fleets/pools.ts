import { Machines } from 'colonnade';
import type {
  BootstrapProps,
  CapacityProps,
  GroupAutoscalingProps,
  JoinProps,
  KarpenterProps,
  KubernetesVersion,
  MachineProps,
  MachineSource,
  NodeProps,
  RepairProps,
  RolloutProps,
  WorkerPoolProps,
} from 'colonnade';
import fc from 'fast-check';
import type { PoolData } from './data';
import { idTail, partial } from './values';

/** Worker pools: what is drawn for each without looking at its tenant, and how that becomes a valid pool at its place. */

/** Kubernetes versions of tenants and management clusters, newest first: a pool may run any at or behind its tenant's place. */
export const VERSIONS = ['1.36.3', '1.36.0', '1.35.4', '1.34.4', '1.33.13'] as const;

const SYSTEMS = ['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'talos', 'bottlerocket', 'other'] as const;

const machine: fc.Arbitrary<Omit<MachineProps, 'reachable'>> = partial({
  architecture: fc.constantFrom('amd64' as const, 'arm64' as const),
  operatingSystem: fc.constantFrom(...SYSTEMS),
  capacity: fc.constantFrom<CapacityProps>(
    { cpu: '2', memory: '4Gi' },
    { cpu: '3500m', memory: '16G', ephemeralStorage: '100Gi' },
    { cpu: '64', memory: '512Gi' },
  ),
  gpu: fc.constant({ vendor: 'nvidia' as const, count: 2 }),
});

const node: fc.Arbitrary<Omit<NodeProps, 'updates'>> = partial({
  kubelet: partial({
    maxPods: fc.integer({ min: 4, max: 12 }),
    cgroupDriver: fc.constantFrom('systemd' as const, 'cgroupfs' as const),
    kubeReserved: fc.constantFrom({}, { cpu: '150m' as const }, { memory: '300Mi' as const, pid: '500' as const }),
    systemReserved: fc.constantFrom({}, { memory: '100Mi' as const }),
    evictionHard: fc.constantFrom({}, { 'memory.available': '5%' }, { 'pid.available': '10%' }),
    shutdown: fc.constantFrom({}, { graceSeconds: 90, criticalSeconds: 30 }),
    imageGc: fc.constantFrom({}, { highPercent: 70, lowPercent: 60 }),
    serverCertificates: fc.boolean(),
    podPidsLimit: fc.constantFrom(-1, 1024),
    containerLogs: fc.constantFrom({}, { maxSize: '20Mi' as const, maxFiles: 3 }),
    config: fc.constantFrom({}, { serializeImagePulls: false, maxParallelImagePulls: 4 }),
    extraArgs: fc.constantFrom<Record<string, string>>({}, { v: '4' }),
  }),
  containerd: fc.constantFrom<NonNullable<NodeProps['containerd']>>(
    {},
    { configVersion: 3, sandboxImage: 'registry.example.org/pause:3.10.2' },
    {
      mirrorsOnly: true,
      sandboxImage: 'registry.k8s.io/pause:3.10.2',
      mirrors: {
        'registry.k8s.io': [{ url: 'https://mirror.example.org/k8s', overridePath: true }],
        'docker.io': [
          { url: 'https://mirror.example.org', ca: '/etc/ssl/mirror.pem' },
          { url: 'http://192.0.2.5:5000' },
        ],
      },
    },
    { runtimes: { kata: { binary: '/opt/kata/bin/containerd-shim-kata-v2' } } },
  ),
  modules: fc.constantFrom([], ['wireguard'], ['overlay', 'dm_crypt']),
  sysctls: fc.constantFrom<Record<string, string>>({}, { 'vm.max_map_count': '262144' }),
  swap: fc.constantFrom('off' as const, 'limited' as const),
  timeServers: fc.constantFrom(false as const, [], ['ntp.example.org', '192.0.2.1']),
  proxy: fc.constantFrom({}, { http: 'http://proxy.example.org:3128', noProxy: ['.example.org', '192.0.2.0/24'] }),
  trustedCertificates: fc.constantFrom([], ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n']),
  packageMirror: fc.constant('https://packages.example.org'),
  files: fc.constantFrom(
    [],
    [
      { path: '/etc/motd' as const, content: "it's #1\n" },
      { path: '/opt/a b' as const, mode: '0755' as const, content: '' },
    ],
  ),
  commands: fc.constantFrom({}, { before: ['true'], after: ['echo "$HOME"', "printf '%s' done"] }),
});

const rollout: fc.Arbitrary<RolloutProps> = partial({
  maxSurge: fc.constantFrom(1, 3, '25%' as const),
  maxUnavailable: fc.constantFrom(1, '10%' as const),
  drainSeconds: fc.constantFrom(0, 60),
  volumeDetachSeconds: fc.constantFrom(0, 30),
  deletionSeconds: fc.constantFrom(0, 10),
});

const repair: fc.Arbitrary<RepairProps | false> = fc.oneof(
  fc.constant(false as const),
  partial({
    unhealthySeconds: fc.constant(600),
    startupSeconds: fc.constant(900),
    maxUnhealthy: fc.constantFrom(2, '20%' as const),
  }),
);

const groupAutoscaling: fc.Arbitrary<GroupAutoscalingProps | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ kind: 'cloud' as const }),
  partial({
    scaleDownUnneededSeconds: fc.constant(120),
    scaleDownUtilizationPercent: fc.constantFrom(0, 70),
  }).map((props) => ({ ...props, kind: 'cluster-autoscaler' as const })),
);

const karpenter: fc.Arbitrary<KarpenterProps> = partial({
  nodeClass: fc.constant('general'),
  consolidateAfterSeconds: fc.constantFrom(0, 300),
  expireAfterSeconds: fc.constantFrom(false as const, 86_400),
  budget: fc.constantFrom(1, '20%' as const),
}).map((props) => ({ ...props, kind: 'karpenter' as const }));

const SOURCES = ['existing', 'openstack', 'ssh', 'aws', 'gcp', 'azure', 'hetzner', 'clusterApi', 'karpenter'] as const;

/** What is drawn for a pool. */
export const poolDraw = fc.record({
  id: idTail,
  // Most pools are plain, as most programs have them.
  source: fc.oneof(
    { weight: 1, arbitrary: fc.constant('existing' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...SOURCES) },
  ),
  machine,
  zones: fc.option(fc.constantFrom(['a'], ['a', 'b'], []), { nil: undefined }),
  reachable: fc.boolean(),
  cloudController: fc.constantFrom('external' as const, 'none' as const, undefined),
  spot: fc.option(fc.constantFrom({}, { percent: 100 }), { nil: undefined }),
  behind: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  hosts: fc.integer({ min: 1, max: 3 }),
  count: fc.integer({ min: 0, max: 5 }),
  range: fc.option(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 3, max: 5 })), { nil: undefined }),
  discovery: fc.constantFrom('file' as const, 'token' as const),
  bootstrap: fc.option(fc.constantFrom('kubeadm' as const, 'k0s' as const), { nil: undefined }),
  ignored: fc.constantFrom([], ['Swap' as const, 'FileExisting-socat' as const]),
  node: fc.option(node, { nil: undefined }),
  updates: fc.constantFrom(
    undefined,
    false as const,
    {},
    { reboot: 'window' as const, window: { start: '04:30' as const, days: ['Sat' as const, 'Sun' as const] as const } },
  ),
  tokenMinutes: fc.constantFrom(undefined, 60, 120),
  secret: fc.constantFrom(undefined, 20),
  rollout: fc.option(rollout, { nil: undefined }),
  repair: fc.option(repair, { nil: undefined }),
  groupAutoscaling,
  karpenter,
  rest: partial({
    labels: fc.constantFrom<Record<string, string>>({ 'example.org/pool': 'general' }, {}, { gpu: 'true' }),
    taints: fc.constantFrom<NonNullable<WorkerPoolProps['taints']>>(
      [{ key: 'gpu', value: 'true', effect: 'NoSchedule' }],
      [],
      [
        { key: 'example.org/batch', value: '', effect: 'NoExecute' },
        { key: 'b', value: 'x', effect: 'PreferNoSchedule' },
      ],
    ),
  }),
});

export type PoolDraw = typeof poolDraw extends fc.Arbitrary<infer T> ? T : never;

/** What a pool depends on. */
export interface PoolPlace {
  readonly version: KubernetesVersion;
  /** Different for every tenant of the fleet, imported ones too. */
  readonly index: number;
  /** Whether the engine is unknown, so that it takes workers of every kind. */
  readonly anyKind: boolean;
  /** Whether strangers may read `cluster-info`. */
  readonly tellsStrangers: boolean;
  readonly tunnel: boolean;
}

export function settlePools(draws: readonly PoolDraw[], place: PoolPlace): PoolData[] {
  return draws.map((draw, slot) => ({ id: `p${slot}${draw.id}`, props: settlePool(draw, slot, place) }));
}

function settlePool(draw: PoolDraw, slot: number, place: PoolPlace): WorkerPoolProps {
  const { source, rest } = draw;
  const system = draw.machine.operatingSystem ?? 'ubuntu';
  const machine: MachineProps = { ...draw.machine, ...(place.tunnel ? { reachable: draw.reachable } : {}) };
  const common = {
    ...rest,
    ...optionally('version', versionOf(draw, system, place)),
    ...optionally('bootstrap', bootstrapOf(draw, system, place)),
    ...optionally('node', nodeOf(draw, system)),
    ...optionally('rollout', draw.rollout),
    ...optionally('join', joinOf(draw)),
  };
  const zones = optionally('zones', draw.zones);
  const cloud = { ...machine, ...zones, ...optionally('cloudController', draw.cloudController) };
  const size = draw.range === undefined ? draw.count : { min: draw.range[0], max: draw.range[1] };
  const group = (machines: MachineSource<'group'>): WorkerPoolProps => {
    const made = { ...common, machines, ...optionally('repair', draw.repair) };
    return typeof size === 'number'
      ? { ...made, size }
      : { ...made, size, ...optionally('autoscaling', draw.groupAutoscaling) };
  };
  const spot = optionally('spot', draw.spot);
  switch (source) {
    case 'existing':
      return { ...common, ...zones, machines: Machines.existing(machine), size };
    case 'openstack':
      return { ...common, machines: Machines.openstack({ ...cloud, flavor: 'm1.large' }), size };
    case 'ssh':
      return {
        ...common,
        machines: Machines.ssh({ ...machine, user: 'admin', hosts: hostsOf(draw.hosts, slot, place) }),
      };
    case 'aws':
      return group(Machines.awsAutoScalingGroup({ ...cloud, ...spot, region: 'eu-central-1' }));
    case 'gcp':
      return group(Machines.gcpInstanceGroup({ ...cloud, ...spot, project: 'acme-prod' }));
    case 'azure':
      return group(Machines.azureScaleSet({ ...cloud, ...spot, vault: 'https://acme.vault.azure.net' }));
    case 'hetzner':
      return group(Machines.hetzner({ ...cloud, ...toldToAutoscaler(draw) }));
    case 'clusterApi':
      return group(Machines.clusterApi({ ...machine, ...zones, infrastructure: INFRASTRUCTURE }));
    case 'karpenter':
      return {
        ...common,
        machines: Machines.awsInstances({ ...cloud, region: 'eu-central-1' }),
        size: { max: draw.count },
        autoscaling: draw.karpenter,
      };
  }
}

/** What cluster-autoscaler has to know where it makes servers itself. */
function toldToAutoscaler({ groupAutoscaling, zones = [] }: PoolDraw) {
  if (groupAutoscaling?.kind !== 'cluster-autoscaler') return {};
  return { serverType: 'cpx31', zones: zones.length > 0 ? zones : ['a'] };
}

const INFRASTRUCTURE = {
  apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
  kind: 'OpenStackMachineTemplate',
  name: 'workers',
};

function hostsOf(count: number, slot: number, { index }: PoolPlace) {
  const host = (number: number) => ({
    name: `rack-${slot}-${number}.example.org`,
    address: `198.51.${100 + index}.${slot * 10 + number + 1}`,
    ...(number === 1 ? { port: 2222, labels: { 'example.org/rack': 'b' } } : {}),
  });
  return [host(0), ...Array.from({ length: count - 1 }, (_, number) => host(number + 1))] as const;
}

/** Talos and Bottlerocket know their own kind alone. */
function bootstrapOf(draw: PoolDraw, system: string, place: PoolPlace): BootstrapProps | undefined {
  if (system === 'talos') return { kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' };
  if (system === 'bottlerocket' || draw.bootstrap === undefined) return undefined;
  if (draw.bootstrap === 'k0s' && place.anyKind) return { kind: 'k0s', version: `${place.version}+k0s.0` };
  const discovery = place.tellsStrangers ? draw.discovery : 'file';
  return { kind: 'kubeadm', discovery, ignorePreflightErrors: draw.ignored };
}

/** A version some places behind the tenant's in the list of versions, the oldest at most; k0s says its own. */
function versionOf(draw: PoolDraw, system: string, place: PoolPlace): KubernetesVersion | undefined {
  if (draw.behind === undefined || bootstrapOf(draw, system, place)?.kind === 'k0s') return undefined;
  const at = VERSIONS.findIndex((version) => version === place.version);
  return VERSIONS[Math.min(at + draw.behind, VERSIONS.length - 1)] ?? place.version;
}

function nodeOf({ node: props, updates }: PoolDraw, system: string): NodeProps | undefined {
  const byPackage = ['debian', 'ubuntu', 'rhel'].includes(system);
  const allowed = updates === undefined || (!byPackage && updates !== false) ? {} : { updates };
  return props === undefined && Object.keys(allowed).length === 0 ? undefined : { ...props, ...allowed };
}

/** Hetzner's machines wait for a person unless something else takes the Secret. */
function joinOf({ source, tokenMinutes, secret }: PoolDraw): JoinProps | undefined {
  const life = optionally('tokenMinutes', tokenMinutes);
  if (source === 'hetzner' || secret !== undefined)
    return { ...life, delivery: { kind: 'secret', store: false, ...optionally('everyMinutes', secret) } };
  return tokenMinutes === undefined ? undefined : life;
}

function optionally<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  // A computed key of a generic type is a string to the compiler.
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}
