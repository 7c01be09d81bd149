import type { JsonObject } from '../../kubernetes';
import type { NodeModel } from '../../model';

/**
 * The pool's settings of the kubelet as a merge patch over the tenant's `kubelet-config`. `kubelet.config` comes last and replaces
 * fields as a whole; a field that is `null` there is removed.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 * @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/control-plane-flags/#patches
 */
export function kubeletPatch({ kubelet, swap }: Pick<NodeModel, 'kubelet' | 'swap'>): JsonObject {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    cgroupDriver: kubelet.cgroupDriver,
    maxPods: kubelet.maxPods,
    podPidsLimit: kubelet.podPidsLimit,
    kubeReserved: { ...kubelet.kubeReserved },
    systemReserved: { ...kubelet.systemReserved },
    evictionHard: { ...kubelet.evictionHard },
    shutdownGracePeriod: `${String(kubelet.shutdown.graceSeconds)}s`,
    shutdownGracePeriodCriticalPods: `${String(kubelet.shutdown.criticalSeconds)}s`,
    imageGCHighThresholdPercent: kubelet.imageGc.highPercent,
    imageGCLowThresholdPercent: kubelet.imageGc.lowPercent,
    containerLogMaxSize: kubelet.containerLogs.maxSize,
    containerLogMaxFiles: kubelet.containerLogs.maxFiles,
    serverTLSBootstrap: kubelet.serverCertificates,
    failSwapOn: swap === 'off',
    ...(swap === 'limited' ? { memorySwap: { swapBehavior: 'LimitedSwap' } } : {}),
    ...kubelet.config,
  };
}
