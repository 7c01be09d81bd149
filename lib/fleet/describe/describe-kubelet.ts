import { MAX_PODS, parseCidr, podAddresses, reservedResources } from '../../kubernetes';
import type { KubeletModel, MachinesModel, TenantNetworkModel } from '../../model';
import type { KubeletProps } from '../props/kubelet-props';
import { EVICTION_HARD, KUBELET, RESERVED_ALWAYS } from './node-defaults';
import { describeMap } from './describe-common';
import { copyOf } from './freeze';

/** Settings of the kubelet, sized by the machine and by the pod range of a node. */
export function describeKubelet(
  props: KubeletProps | undefined,
  machines: MachinesModel,
  network: TenantNetworkModel | null,
): KubeletModel {
  const maxPods = props?.maxPods ?? podsOf(network);
  const kubeReserved = reservedOf(machines);
  if (props === undefined && kubeReserved === KUBELET.kubeReserved && maxPods === KUBELET.maxPods) return KUBELET;
  const { shutdown, imageGc, containerLogs } = props ?? {};
  return {
    maxPods,
    cgroupDriver: props?.cgroupDriver ?? KUBELET.cgroupDriver,
    kubeReserved: { ...kubeReserved, ...copyOf(props?.kubeReserved) },
    systemReserved: props?.systemReserved === undefined ? KUBELET.systemReserved : { ...copyOf(props.systemReserved) },
    evictionHard: props?.evictionHard === undefined ? EVICTION_HARD : { ...EVICTION_HARD, ...props.evictionHard },
    shutdown: {
      graceSeconds: shutdown?.graceSeconds ?? KUBELET.shutdown.graceSeconds,
      criticalSeconds: shutdown?.criticalSeconds ?? KUBELET.shutdown.criticalSeconds,
    },
    imageGc: {
      highPercent: imageGc?.highPercent ?? KUBELET.imageGc.highPercent,
      lowPercent: imageGc?.lowPercent ?? KUBELET.imageGc.lowPercent,
    },
    serverCertificates: props?.serverCertificates ?? KUBELET.serverCertificates,
    podPidsLimit: props?.podPidsLimit ?? KUBELET.podPidsLimit,
    containerLogs: {
      maxSize: containerLogs?.maxSize ?? KUBELET.containerLogs.maxSize,
      maxFiles: containerLogs?.maxFiles ?? KUBELET.containerLogs.maxFiles,
    },
    config: props?.config === undefined ? KUBELET.config : copyOf(props.config),
    extraArgs: describeMap(props?.extraArgs),
  };
}

function reservedOf({ capacity, operatingSystem }: MachinesModel): Readonly<Record<string, string>> {
  const computed = capacity === null ? undefined : reservedResources(capacity);
  const all = computed === undefined ? KUBELET.kubeReserved : { ...computed, ...RESERVED_ALWAYS };
  if (operatingSystem !== 'bottlerocket') return all;
  // Bottlerocket has no setting for process ids.
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'pid'));
}

/** As many pods as a node's part of every pod range has addresses for. */
function podsOf(network: TenantNetworkModel | null): number {
  if (network === null) return MAX_PODS;
  return network.podCidrs.reduce((pods, text) => {
    const range = parseCidr(text);
    if (!range.ok) return pods;
    const { family } = range.value;
    const mask = network.nodeCidrMaskSizes[family === 4 ? 'ipv4' : 'ipv6'];
    // A mask that leaves nothing is another finding; the kubelet takes no less than one pod.
    return Math.min(pods, Math.max(1, podAddresses(family, mask)));
  }, MAX_PODS);
}
