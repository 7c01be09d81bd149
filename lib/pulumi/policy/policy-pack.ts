import { PolicyPack } from '@pulumi/policy';
import { colonnadePolicies } from './policies';
import type { PolicyOptions } from './policies';

/**
 * A policy pack of CrossGuard with {@link colonnadePolicies}. It is all that the program of a policy pack has to make.
 *
 * @example
 * // index.ts, beside a PulumiPolicy.yaml with `runtime: nodejs`; then: pulumi preview --policy-pack <folder>
 * colonnadePolicyPack({ mandatory: ['CLN2107'] });
 */
export function colonnadePolicyPack(options: PolicyOptions = {}): PolicyPack {
  return new PolicyPack('colonnade', { policies: [...colonnadePolicies(options)] });
}
