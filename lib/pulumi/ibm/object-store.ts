import { interpolate } from '@pulumi/pulumi';
import type { CustomResource, Output } from '@pulumi/pulumi';
import type { IbmScope } from './scope';
import type { IbmBucketArgs, IbmServiceInstance } from './sdk';

/** A bucket in an instance of its own, so that who may use the instance reaches nothing else. */
export interface IbmObjectStore {
  /** Of Cloud Object Storage. */
  readonly instance: IbmServiceInstance;
  /** Its name ends with the beginning of the instance's id, because names of buckets are unique in all of IBM Cloud. */
  readonly bucket: CustomResource;
  readonly bucketName: Output<string>;
}

/** What policies call Cloud Object Storage. */
export const OBJECT_STORAGE = 'cloud-object-storage';

/**
 * A bucket in the region of the cluster, under the key of the host where there is one. It is not deleted while something is in it.
 *
 * @param own - name of the instance, and the beginning of that of the bucket
 * @param kept - how long what is in it is kept
 */
export function objectStore(
  { settings, parent, sdk, resourceGroup, tags }: Omit<IbmScope, 'name'>,
  own: string,
  kept: Pick<IbmBucketArgs, 'objectVersioning' | 'noncurrentVersionExpiration' | 'expireRules'>,
): IbmObjectStore {
  const key = settings.encryptionKey;
  const instance = new sdk.ResourceInstance(
    own,
    { name: own, service: OBJECT_STORAGE, plan: 'standard', location: 'global', resourceGroupId: resourceGroup, tags },
    { parent },
  );
  // Without it, the instance makes no bucket under the key.
  const keyReader =
    key === null
      ? []
      : [
          new sdk.IamAuthorizationPolicy(
            `${own}-key`,
            {
              sourceServiceName: OBJECT_STORAGE,
              sourceResourceInstanceId: instance.guid,
              targetServiceName: key.service,
              targetResourceInstanceId: key.instanceId,
              roles: ['Reader'],
            },
            { parent },
          ),
        ];
  const bucketName = interpolate`${own}-${instance.guid.apply((guid) => guid.slice(0, 8))}`;
  const bucket = new sdk.CosBucket(
    own,
    {
      bucketName,
      resourceInstanceId: instance.id,
      regionLocation: settings.region,
      storageClass: 'smart',
      ...(key !== null && { kmsKeyCrn: key.crn }),
      ...kept,
      forceDelete: false,
    },
    { parent, dependsOn: keyReader },
  );
  return { instance, bucket, bucketName };
}
