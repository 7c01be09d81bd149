export { HostProblems } from './host-problems';
export { ANYWHERE, NO_FURTHER_FACTS } from './no-facts';
export { ROLE_LABEL, placementOn, roleTaint } from './placement';
export { profileOf } from './profile';
export { storageClass } from './storage-class';
export type { Host, HostArtefact } from './host';
export type { StorageClassProps } from './storage-class';
