export { chartInstallation } from './chart';
export { kustomizeInstallation } from './kustomize';
export type { GitManifests } from './kustomize';
export type { InstallationOptions } from './options';
