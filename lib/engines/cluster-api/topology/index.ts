export { clusterClass } from './cluster-class';
export { clusterTopology } from './cluster-topology';
export type { TopologyOptions } from './options';
export { placeOfClass, sharedClassObjects } from './place';
