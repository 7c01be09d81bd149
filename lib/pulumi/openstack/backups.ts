import type { Secret } from '@pulumi/kubernetes/core/v1/secret';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ApplicationCredential } from '@pulumi/openstack/identity/applicationCredential';
import { Container } from '@pulumi/openstack/objectstorage/container';
import type { Input } from '@pulumi/pulumi';
import { backupSecret } from '../host';
import type { OpenStackScope } from './scope';

/** Where backups go. */
export interface OpenStackBackups {
  /** In Swift; what is overwritten is kept. */
  readonly container: Container;
  /** May read and write there and nowhere else, and delete nothing. Its secret is a secret output. */
  readonly credential: ApplicationCredential;
  /** The credential in the management cluster, as clients of OpenStack read it from their environment, with the name of the container. */
  readonly secret: Secret;
}

/** How objects are listed, read and written. */
const METHODS = ['GET', 'HEAD', 'PUT', 'POST'] as const;

/**
 * A private container that keeps versions, and an application credential for it in a Secret: OpenStack has no identities for pods. Its access
 * rules hold where the cloud has told Swift the type of its service, which is up to the operator; elsewhere Swift refuses the credential.
 *
 * Sources: https://docs.openstack.org/keystone/latest/user/application_credentials.html#access-rules,
 * https://docs.openstack.org/swift/latest/api/object_versioning.html
 */
export function openStackBackups(
  { name, settings, parent }: OpenStackScope,
  authUrl: Input<string>,
  provider: Provider,
): OpenStackBackups {
  const { region } = settings;
  const containerName = `${name}-backups`;
  const container = new Container(
    containerName,
    {
      region,
      name: containerName,
      versioning: true,
      metadata: { 'management-cluster': name, 'managed-by': 'colonnade' },
    },
    { parent },
  );
  const credential = new ApplicationCredential(
    containerName,
    {
      region,
      description: `Backups of management cluster ${name}`,
      roles: ['member'],
      unrestricted: false,
      accessRules: [`/v1/*/${containerName}`, `/v1/*/${containerName}/**`].flatMap((path) =>
        METHODS.map((method) => ({ service: 'object-store', method, path })),
      ),
    },
    { parent, additionalSecretOutputs: ['secret'] },
  );
  const secret = backupSecret(
    name,
    {
      secretName: 'swift',
      variables: {
        OS_AUTH_TYPE: 'v3applicationcredential',
        OS_AUTH_URL: authUrl,
        OS_REGION_NAME: region,
        OS_APPLICATION_CREDENTIAL_ID: credential.id,
        OS_APPLICATION_CREDENTIAL_SECRET: credential.secret,
        container: container.name,
      },
    },
    { parent, provider },
  );
  return { container, credential, secret };
}
