export { openshift } from './openshift';
export { OPENSHIFT_FACTS } from './facts';
export { OPENSHIFT_PROBLEMS } from './problems';
export type { OpenShiftHost, OpenShiftPlatform, OpenShiftProps, OpenShiftVcenter, OpenShiftVips } from './props';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { Machine } from '../machines';
