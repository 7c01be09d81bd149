export { k0sControlPlane } from './k0s';
export type { K0sControlPlaneOptions } from './k0s';
export { k0smotronControlPlane } from './k0smotron';
export type { K0smotronControlPlaneOptions } from './k0smotron';
export { kamajiControlPlane } from './kamaji';
export type { KamajiControlPlaneOptions } from './kamaji';
export { kubeadmControlPlane } from './kubeadm';
export type { KubeadmControlPlaneOptions } from './kubeadm';
