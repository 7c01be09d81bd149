import { Namespace } from '@pulumi/kubernetes/core/v1/namespace';
import { Secret } from '@pulumi/kubernetes/core/v1/secret';
import type { Provider } from '@pulumi/kubernetes/provider';
import type { ComponentResource, Input } from '@pulumi/pulumi';
import { secretData } from '../secret-data';

/** Namespace of what writes backups where pods have no identity in the cloud. */
const NAMESPACE = 'colonnade-backups';

/** A key for backups in a management cluster. */
export interface BackupSecretArgs {
  /** Name of the Secret there. */
  readonly secretName: string;
  /** What a pod reads as its environment. */
  readonly variables: Readonly<Record<string, Input<string>>>;
}

/** The key of a bucket as a Secret in the management cluster, for places that have no identities for pods. */
export function backupSecret(
  name: string,
  { secretName, variables }: BackupSecretArgs,
  { parent, provider }: { readonly parent: ComponentResource; readonly provider: Provider },
): Secret {
  const namespace = new Namespace(`${name}-backups`, { metadata: { name: NAMESPACE } }, { parent, provider });
  return new Secret(
    `${name}-backups`,
    { metadata: { name: secretName, namespace: namespace.metadata.name }, data: secretData(variables) },
    { parent, provider, additionalSecretOutputs: ['data', 'stringData'] },
  );
}
