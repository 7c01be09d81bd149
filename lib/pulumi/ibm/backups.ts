import { interpolate } from '@pulumi/pulumi';
import type { CustomResource } from '@pulumi/pulumi';
import type { BackupWriter } from '../host';
import type { IbmScope } from './scope';
import type { IbmCluster, IbmServiceInstance } from './sdk';

/** Where backups go, and who writes them. */
export interface IbmBackups {
  /** Of Cloud Object Storage. */
  readonly instance: IbmServiceInstance;
  /** Its name ends with the beginning of the instance's id, because names of buckets are unique in all of IBM Cloud. */
  readonly bucket: CustomResource;
  /** Pods of the service accounts that write take it with a projected token for the audience `iam`, and no key. */
  readonly profile: CustomResource;
}

const SERVICE = 'cloud-object-storage';

/** List and read, and write: none of them deletes. https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-iam-bucket-permissions */
const ROLES = ['Content Reader', 'Object Writer'];

/**
 * A bucket in which what is overwritten is kept for a while, under the key of the host where there is one, and a trusted profile that may
 * write there and nowhere else.
 *
 * @see https://cloud.ibm.com/docs/containers?topic=containers-pod-iam-identity
 */
export function ibmBackups(scope: IbmScope, cluster: IbmCluster, writers: readonly BackupWriter[]): IbmBackups {
  const { name, settings, sdk, resourceGroup, tags } = scope;
  const own = `${name}-backups`;
  const parent = { parent: scope.parent };
  const instance = new sdk.ResourceInstance(
    own,
    { name: own, service: SERVICE, plan: 'standard', location: 'global', resourceGroupId: resourceGroup, tags },
    parent,
  );
  const bucketName = interpolate`${own}-${instance.guid.apply((guid) => guid.slice(0, 8))}`;
  const bucket = new sdk.CosBucket(
    own,
    {
      bucketName,
      resourceInstanceId: instance.id,
      regionLocation: settings.region,
      storageClass: 'smart',
      ...(settings.encryptionKey !== null && { kmsKeyCrn: settings.encryptionKey.crn }),
      objectVersioning: { enable: true },
      noncurrentVersionExpiration: { enable: true, noncurrentDays: settings.backupRetentionDays },
      forceDelete: false,
    },
    { ...parent, dependsOn: keyReader(scope, instance) },
  );
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
        { name: 'serviceName', value: SERVICE },
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

/** Lets the instance read the key of the host, without which it makes no bucket under it. */
function keyReader({ name, settings, parent, sdk }: IbmScope, instance: IbmServiceInstance): CustomResource[] {
  if (settings.encryptionKey === null) return [];
  const authorization = new sdk.IamAuthorizationPolicy(
    `${name}-backups-key`,
    {
      sourceServiceName: SERVICE,
      sourceResourceInstanceId: instance.guid,
      targetServiceName: settings.encryptionKey.service,
      targetResourceInstanceId: settings.encryptionKey.instanceId,
      roles: ['Reader'],
    },
    { parent },
  );
  return [authorization];
}
