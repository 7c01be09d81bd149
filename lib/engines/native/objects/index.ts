export { imageFor } from './images';
export { hashedName, jobObject } from './jobs';
export type { JobOptions } from './jobs';
export {
  clusterOwner,
  labelsFor,
  metadataFor,
  namespaceObject,
  protectionLabel,
  selectorFor,
  storeOwner,
  tenantOwner,
} from './owner';
export type { MetadataOptions, Owner } from './owner';
export { onceForEach } from './once-for-each';
export { withPatches } from './patches';
export { CONTAINER_SECURITY, POD_SECURITY, RUN_AS, podSpecBase, resourcesFor } from './pods';
export type { PodBase } from './pods';
