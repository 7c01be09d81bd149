/** Release of kube-vip that is used unless another is named. https://github.com/kube-vip/kube-vip/releases/tag/v1.0.3 */
export const KUBE_VIP_VERSION = '1.0.3';
