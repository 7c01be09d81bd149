export { argoCd } from './argo-cd';
export type { ArgoCdDestination, ArgoCdOptions } from './options';
