export { argoCd } from './argo-cd';
export type { ArgoCdDestination, ArgoCdOptions } from './argo-cd';
export { renderFiles } from '../synth';
export type { ClusterOutput, FleetOutput, LayoutFile, OutputLayout, PartOutput, RenderedFile } from '../synth';
export { flux } from './flux';
export type { FluxGitSource, FluxOciSource, FluxOptions, FluxRemote, FluxSource, FluxSourceReference } from './flux';
