export { modelFields } from './model-fields';
export type { ModelFields } from './model-fields';
export { fleetWith } from './fleet-with';
export { DERIVED, POOL_SAMPLES, TENANT_SAMPLES } from './samples';
export type { Sample } from './samples';
