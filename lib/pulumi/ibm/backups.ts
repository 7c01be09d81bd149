import type { CustomResource } from '@pulumi/pulumi';
import type { BackupWriter } from '../host';
import { OBJECT_STORAGE, objectStore } from './object-store';
import type { IbmObjectStore } from './object-store';
import type { IbmScope } from './scope';
import type { IbmCluster } from './sdk';

/** Where backups go, and who writes them. */
export interface IbmBackups extends Pick<IbmObjectStore, 'instance' | 'bucket'> {
  /** Pods of the service accounts that write take it with a projected token for the audience `iam`, and no key. */
  readonly profile: CustomResource;
}

/** List and read, and write: none of them deletes. https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-iam-bucket-permissions */
const ROLES = ['Content Reader', 'Object Writer'];

/**
 * A bucket in which what is overwritten is kept for a while, under the key of the host where there is one, and a trusted profile that may
 * write there and nowhere else.
 *
 * @see https://cloud.ibm.com/docs/containers?topic=containers-pod-iam-identity
 */
export function ibmBackups(scope: IbmScope, cluster: IbmCluster, writers: readonly BackupWriter[]): IbmBackups {
  const { name, settings, sdk } = scope;
  const own = `${name}-backups`;
  const parent = { parent: scope.parent };
  const { instance, bucket, bucketName } = objectStore(scope, own, {
    objectVersioning: { enable: true },
    noncurrentVersionExpiration: { enable: true, noncurrentDays: settings.backupRetentionDays },
  });
  const profile = new sdk.IamTrustedProfile(
    own,
    { name: own, description: `Backups of management cluster ${name}` },
    parent,
  );
  new sdk.IamTrustedProfilePolicy(
    own,
    {
      profileId: profile.id,
      roles: ROLES,
      resourceAttributes: [
        { name: 'serviceName', value: OBJECT_STORAGE },
        { name: 'serviceInstance', value: instance.guid },
        { name: 'resourceType', value: 'bucket' },
        { name: 'resource', value: bucketName },
      ],
    },
    parent,
  );
  for (const { namespace, serviceAccount } of writers) {
    const writer = `${own}-${namespace}-${serviceAccount}`;
    new sdk.IamTrustedProfileLink(
      writer,
      {
        profileId: profile.id,
        name: writer,
        crType: 'IKS_SA',
        link: { crn: cluster.crn, namespace, name: serviceAccount },
      },
      parent,
    );
  }
  return { instance, bucket, profile };
}
