import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NETWORK, NODE } from '../plan';
import type { Places } from '../plan';
import type { Kubectl } from '../kubectl';
import { until, writeIfOther } from '../shell';
import type { Binaries } from './binaries';
import { runIn, runsIn, startIn } from './cell';
import type { Cell } from './cell';

/** Image that holds a pod's namespaces open; the testbed builds it. */
export const PAUSE_IMAGE = 'registry.k8s.io/pause:3.10.2';

/** Starts containerd, and returns when it answers. */
export async function startContainerd(cell: Cell): Promise<void> {
  const { places } = cell;
  const cni = join(places.state, 'cni');
  mkdirSync(cni, { recursive: true });
  writeIfOther(join(cni, '10-testbed.conflist'), JSON.stringify(cniConfiguration(places), undefined, 2));
  const config = join(places.state, 'containerd.toml');
  writeIfOther(config, containerdConfiguration(places, cni));
  if (!(await runsIn(cell, 'containerd'))) startIn(cell, 'containerd', 'containerd', ['--config', config]);
  await until('containerd', async () => (await ctr(cell, ['version'])) !== '', { seconds: 120 });
}

/** Runs ctr against the node's containerd, in the namespace of the kubelet's images. */
export function ctr(cell: Cell, args: readonly string[], timeoutSeconds = 60): Promise<string> {
  return runIn(cell, 'ctr', ['--address', cell.places.containerdSocket, '-n', 'k8s.io', ...args], timeoutSeconds);
}

/** Starts the kubelet, and returns when its node is ready. */
export async function startKubelet(cell: Cell, binaries: Binaries, kubectl: Kubectl): Promise<void> {
  const { places } = cell;
  // No resolver of this machine: what the testbed does not know has no address. 198.51.100.0/24 is for documentation.
  writeIfOther(join(places.state, 'resolv.conf'), 'nameserver 198.51.100.1\n');
  const config = join(places.state, 'kubelet.json');
  writeIfOther(config, JSON.stringify(kubeletConfiguration(places), undefined, 2));
  if (!(await runsIn(cell, 'kubelet'))) {
    startIn(cell, 'kubelet', binaries.kubelet, [
      `--config=${config}`,
      `--kubeconfig=${join(places.state, 'kubeconfig', 'kubelet.conf')}`,
      `--root-dir=${join(places.state, 'kubelet')}`,
      `--cert-dir=${join(places.state, 'kubelet-pki')}`,
      `--hostname-override=${NODE.name}`,
      `--node-ip=${NODE.address}`,
      `--node-labels=topology.kubernetes.io/zone=${NODE.zone},topology.kubernetes.io/region=${NODE.region}`,
    ]);
  }
  const ready = '-o=jsonpath={.status.conditions[?(@.type=="Ready")].status}';
  await until('the node', async () => (await kubectl(['get', 'node', NODE.name, ready])) === 'True', { seconds: 300 });
}

/** Starts kube-proxy. */
export async function startKubeProxy(cell: Cell, binaries: Binaries): Promise<void> {
  const { places } = cell;
  const config = join(places.state, 'kube-proxy.json');
  const configuration = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    clusterCIDR: NETWORK.podCidr,
    hostnameOverride: NODE.name,
    bindAddress: NODE.address,
    healthzBindAddress: '127.0.0.1:10256',
    metricsBindAddress: '127.0.0.1:10249',
    clientConnection: { kubeconfig: places.kubeconfig, qps: 100, burst: 200 },
    // The limit belongs to the whole machine.
    conntrack: { maxPerCore: 0, min: 0 },
    nftables: { minSyncPeriod: '100ms' },
  };
  writeIfOther(config, JSON.stringify(configuration, undefined, 2));
  if (!(await runsIn(cell, 'kube-proxy'))) startIn(cell, 'kube-proxy', binaries.kubeProxy, [`--config=${config}`]);
}

function cniConfiguration(places: Places): object {
  return {
    cniVersion: '1.0.0',
    name: 'testbed',
    plugins: [
      {
        // Each pod on its own wire: all its traffic is routed by the node, where policies can be enforced.
        type: 'ptp',
        ipMasq: false,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: NETWORK.nodePodCidr }]],
          routes: [{ dst: '0.0.0.0/0' }],
          dataDir: join(places.state, 'cni-addresses'),
        },
      },
    ],
  };
}

function containerdConfiguration(places: Places, cni: string): string {
  return `version = 2
root = "${join(places.state, 'containerd')}"
state = "${join(places.state, 'containerd-run')}"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]
[grpc]
  address = "${places.containerdSocket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  # Lowering the score below the own one needs a capability that sandboxed machines do not give.
  restrict_oom_score_adj = true
  tolerate_missing_hugetlb_controller = true
  disable_apparmor = true
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${cni}"
`;
}

function kubeletConfiguration(places: Places): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: NODE.address,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: join(places.pki, 'ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    clusterDomain: NETWORK.clusterDomain,
    clusterDNS: [NETWORK.dnsAddress],
    resolvConf: join(places.state, 'resolv.conf'),
    containerRuntimeEndpoint: `unix://${places.containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${places.cgroup}`,
    failCgroupV1: false,
    failSwapOn: false,
    localStorageCapacityIsolation: false,
    enforceNodeAllocatable: [],
    maxPods: 250,
    kubeAPIQPS: 200,
    kubeAPIBurst: 400,
    eventRecordQPS: 0,
    serializeImagePulls: false,
    healthzBindAddress: '127.0.0.1',
    staticPodPath: '',
    volumePluginDir: join(places.state, 'kubelet-plugins'),
    podLogsDir: join(places.state, 'pod-logs'),
    // The machine's disk is not the cluster's; nothing is evicted or collected because of it.
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    containerLogMaxSize: '20Mi',
  };
}
