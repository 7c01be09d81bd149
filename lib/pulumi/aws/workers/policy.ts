import type { Input } from '@pulumi/pulumi';
import type { Statement } from '../policy';

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
