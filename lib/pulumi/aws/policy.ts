import { output } from '@pulumi/pulumi';
import type { Input, Output } from '@pulumi/pulumi';

/** A statement of a policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service: Input<string> } | { readonly AWS: Input<string> };
  readonly Action: string | readonly string[];
  readonly Resource?: Input<string> | readonly Input<string>[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Input<string> | readonly Input<string>[]>>>>;
}

/** A policy as AWS takes it: JSON. */
export function policy(...statements: readonly Statement[]): Output<string> {
  return output({ Version: '2012-10-17', Statement: [...statements] }).apply((document) => JSON.stringify(document));
}
