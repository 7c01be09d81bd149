import type { Provider } from '@pulumi/kubernetes/provider';
import { secret } from '@pulumi/pulumi';
import { logStore } from '../../hosts/logging';
import { logCollector } from '../host';
import type { LogCollector } from '../host';
import { objectStore } from './object-store';
import type { IbmObjectStore } from './object-store';
import type { IbmScope } from './scope';
import type { IbmResourceKey } from './sdk';

/** Where logs of nodes and of the pods on them go, and what collects them. */
export interface IbmLogs extends Pick<IbmObjectStore, 'instance' | 'bucket'> {
  /** May upload objects to this instance, and neither reads nor lists nor deletes them. */
  readonly key: IbmResourceKey;
  readonly collector: LogCollector;
}

/**
 * A bucket that forgets logs after some days, and Fluent Bit on every node. It signs with an HMAC key, because S3 of IBM takes no other from it.
 *
 * Sources: https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-uhc-hmac-credentials-main for the key,
 * https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-endpoints for the endpoint that is for machines in a VPC.
 *
 * @returns `undefined` where the host has none
 */
export function ibmLogs(scope: IbmScope, provider: Provider): IbmLogs | undefined {
  const { name, settings, parent, sdk, tags } = scope;
  const { region, logs, logRetentionDays } = settings;
  if (!logs) return undefined;
  const own = `${name}-logs`;
  const { instance, bucket, bucketName } = objectStore(scope, own, {
    expireRules: [{ ruleId: 'old', enable: true, days: logRetentionDays }],
  });
  const key = new sdk.ResourceKey(
    own,
    { name: own, resourceInstanceId: instance.id, role: 'Object Writer', parameters: { HMAC: 'true' }, tags },
    { parent, additionalSecretOutputs: ['credentials', 'credentialsJson'] },
  );
  const hmac = (part: string) =>
    secret(key.credentials.apply((credentials) => credentials[`cos_hmac_keys.${part}`] ?? ''));
  const endpoint = `https://s3.direct.${region}.cloud-object-storage.appdomain.cloud` as const;
  const collector = logCollector(
    name,
    {
      store: logStore({ bucket: null, endpoint, region, secret: 'cos' }),
      variables: {
        bucket: bucketName,
        AWS_ACCESS_KEY_ID: hmac('access_key_id'),
        AWS_SECRET_ACCESS_KEY: hmac('secret_access_key'),
      },
    },
    { parent, provider },
  );
  return { instance, bucket, key, collector };
}
