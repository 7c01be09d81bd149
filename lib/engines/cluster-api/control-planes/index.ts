export { k0sControlPlane } from './k0s';
export type { K0sControlPlaneCapabilities, K0sControlPlaneOptions } from './k0s';
export { k0smotronControlPlane } from './k0smotron';
export type { K0smotronControlPlaneCapabilities, K0smotronControlPlaneOptions } from './k0smotron';
export { kamajiControlPlane } from './kamaji';
export type { KamajiControlPlaneCapabilities, KamajiControlPlaneOptions } from './kamaji';
export { kubeadmControlPlane } from './kubeadm';
export type { KubeadmControlPlaneCapabilities, KubeadmControlPlaneOptions } from './kubeadm';
