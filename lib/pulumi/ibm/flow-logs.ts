import type { CustomResource } from '@pulumi/pulumi';
import { OBJECT_STORAGE, objectStore } from './object-store';
import type { IbmObjectStore } from './object-store';
import type { IbmScope } from './scope';

/** Where the flows of a network are written down, and who does it. */
export interface IbmFlowLogs extends Pick<IbmObjectStore, 'instance' | 'bucket'> {
  /** Of the whole VPC. */
  readonly flowLog: CustomResource;
}

/**
 * Which address spoke to which in a VPC, in a bucket that forgets it after some days: what there is to look at afterwards.
 *
 * @returns `undefined` where the host has none
 * @see https://cloud.ibm.com/docs/vpc?topic=vpc-ordering-flow-log-collector
 */
export function ibmFlowLogs(scope: IbmScope, vpc: CustomResource): IbmFlowLogs | undefined {
  const { name, settings, parent, sdk, resourceGroup, tags } = scope;
  if (!settings.flowLogs) return undefined;
  const own = `${name}-flows`;
  const { instance, bucket, bucketName } = objectStore(scope, own, {
    expireRules: [{ ruleId: 'old', enable: true, days: settings.logRetentionDays }],
  });
  // The collector is there only after it may write, so the policy cannot name it: it is for this instance, which has nothing else.
  const writer = new sdk.IamAuthorizationPolicy(
    own,
    {
      sourceServiceName: 'is',
      sourceResourceType: 'flow-log-collector',
      targetServiceName: OBJECT_STORAGE,
      targetResourceInstanceId: instance.guid,
      roles: ['Writer'],
    },
    { parent },
  );
  const flowLog = new sdk.IsFlowLog(
    own,
    { name: own, target: vpc.id, storageBucket: bucketName, active: true, resourceGroup, tags },
    { parent, dependsOn: [writer, bucket] },
  );
  return { flowLog, instance, bucket };
}
