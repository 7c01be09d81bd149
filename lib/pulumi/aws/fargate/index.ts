export { AwsFargateProfile } from './fargate-profile';
export type { AwsFargateProfileArgs } from './fargate-profile';
