export type { ControlPlaneAssets, FindAssetsOptions } from './assets';
export { findAssets } from './assets';
export type { ApiRequestOptions, ApiResponse } from './client';
export { LocalControlPlane } from './local-control-plane';
export type { LocalControlPlaneOptions, ProgramArgs } from './options';
export { TESTING_PROBLEMS } from './problems';
