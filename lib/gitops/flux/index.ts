export { flux } from './flux';
export type { FluxGitSource, FluxOciSource, FluxOptions, FluxRemote, FluxSource, FluxSourceReference } from './options';
