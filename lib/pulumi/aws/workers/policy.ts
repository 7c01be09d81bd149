import { output } from '@pulumi/pulumi';
import type { Input, Output } from '@pulumi/pulumi';

/** A statement of an IAM policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly Service: string };
  readonly Action: readonly string[];
  readonly Resource?: Input<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Input<string>>>>>;
}

/** A policy as IAM takes it. */
export function policy(...statements: readonly Statement[]): Output<string> {
  return output({ Version: '2012-10-17', Statement: [...statements] }).apply((document) => JSON.stringify(document));
}

/** What a key of one's own has to allow besides, for secrets only. */
export function secretKeyStatement(actions: readonly string[], keyArn: Input<string>, region: string): Statement {
  return {
    Sid: 'SecretKey',
    Effect: 'Allow',
    Action: actions,
    Resource: keyArn,
    Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
  };
}
