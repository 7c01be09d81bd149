export { onFargate, onVirtualNodes } from './clusterless';
export type { ClusterlessProps } from './clusterless';
