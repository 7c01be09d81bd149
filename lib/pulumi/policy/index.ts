export { colonnadePolicies } from './policies';
export type { PolicyOptions } from './policies';
export { colonnadePolicyPack } from './policy-pack';
