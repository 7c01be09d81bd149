import { shared } from '../../kubernetes';
import type { KubeletModel, NodeModel, OperatingSystem, TenantModel, UpdatesModel } from '../../model';
import { EMPTY, NONE } from '../defaults';

/** Source: https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds */
export const EVICTION_HARD = shared({
  'memory.available': '100Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'imagefs.available': '15%',
  'imagefs.inodesFree': '5%',
});

/** What a machine of unknown size keeps for itself. */
const RESERVED_OF_UNKNOWN = { cpu: '100m', memory: '256Mi' } as const;

/** What every machine keeps for itself, whatever its size. Sources: the bootstrap of EKS images; kubelet's documentation of process ids. */
export const RESERVED_ALWAYS = { 'ephemeral-storage': '1Gi', pid: '1000' } as const;

/** The kubelet of a machine of unknown size in a pod range that gives each node enough addresses. */
export const KUBELET: KubeletModel = shared({
  maxPods: 110,
  cgroupDriver: 'systemd',
  kubeReserved: { ...RESERVED_OF_UNKNOWN, ...RESERVED_ALWAYS },
  systemReserved: NONE,
  evictionHard: EVICTION_HARD,
  shutdown: { graceSeconds: 60, criticalSeconds: 20 },
  imageGc: { highPercent: 85, lowPercent: 80 },
  serverCertificates: true,
  podPidsLimit: 4096,
  containerLogs: { maxSize: '10Mi', maxFiles: 5 },
  config: NONE,
  extraArgs: NONE,
});

/** Sandbox image of all supported minors; kubeadm of Kubernetes 1.36 would use it. */
export const PAUSE_VERSION = '3.10.2';

type ProxyMode = NonNullable<TenantModel['addons']['kubeProxy']>['mode'];

const NETWORK_MODULES = ['overlay', 'br_netfilter', 'nf_conntrack'] as const;

/** Modules by what handles Services. Source: https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-modes */
export const MODULES: Readonly<Record<ProxyMode | 'none', readonly string[]>> = shared({
  none: ['overlay', 'br_netfilter'],
  iptables: NETWORK_MODULES,
  nftables: [...NETWORK_MODULES, 'nf_tables'],
  ipvs: [...NETWORK_MODULES, 'ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh'],
});

/**
 * Forwarding and bridge filtering; what the kubelet sets itself unless it must not (`protectKernelDefaults`); watches enough for many pods, as images of
 * EKS have them. Source: https://kubernetes.io/docs/setup/production-environment/container-runtimes/
 */
const SYSCTLS = {
  'net.ipv4.ip_forward': '1',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.bridge.bridge-nf-call-ip6tables': '1',
  'vm.overcommit_memory': '1',
  'kernel.panic': '10',
  'kernel.panic_on_oops': '1',
  'fs.inotify.max_user_instances': '8192',
  'fs.inotify.max_user_watches': '524288',
} as const;

/** Kernel settings by whether pods have IPv6 addresses. A machine that forwards IPv6 ignores router advertisements unless told to take them. */
export const SYSCTLS_BY_FAMILY: Readonly<Record<'ipv4' | 'ipv6', Readonly<Record<string, string>>>> = shared({
  ipv4: SYSCTLS,
  ipv6: {
    ...SYSCTLS,
    'net.ipv6.conf.all.forwarding': '1',
    'net.ipv6.conf.all.accept_ra': '2',
    'net.ipv6.conf.default.accept_ra': '2',
  },
});

/** Systems that bring containerd 2.x, or take it from Docker's repository. The others have 1.x in their stable releases. */
export const CONTAINERD_2: readonly OperatingSystem[] = Object.freeze(['rhel', 'flatcar', 'fedora-coreos']);

/** Systems whose packages can be updated one by one. The others are replaced as a whole. */
export const UPDATED_BY_PACKAGE: readonly OperatingSystem[] = Object.freeze(['debian', 'ubuntu', 'rhel']);

/** Security updates that never reboot. */
export const UPDATES: UpdatesModel = shared({
  reboot: 'never',
  window: { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], start: '03:00', minutes: 60 },
});

/** What the kubelet asks for when it is not asked for more. */
export const NO_COMMANDS: NodeModel['commands'] = shared({ before: EMPTY, after: EMPTY });
