import { SpacesBucket } from '@pulumi/digitalocean/spacesBucket';
import { SpacesKey } from '@pulumi/digitalocean/spacesKey';
import type { Provider } from '@pulumi/kubernetes/provider';
import { logStore } from '../../hosts/logging';
import { logCollector } from '../host';
import type { LogCollector } from '../host';
import type { DigitalOceanScope } from './scope';

/** Where logs go, and what collects them. */
export interface DigitalOceanLogs {
  readonly bucket: SpacesBucket;
  /** May read and write there and nowhere else, which is the least that a key at Spaces can. Its secret is a secret output. */
  readonly key: SpacesKey;
  readonly collector: LogCollector;
}

/**
 * A private bucket for the logs of nodes and pods, which forgets them after some days, and Fluent Bit on every node: DigitalOcean has no
 * service that keeps logs of Kubernetes.
 *
 * Source of the endpoint and of what is signed for: https://docs.digitalocean.com/reference/api/spaces/
 */
export function digitalOceanLogs(
  { name, settings, parent }: DigitalOceanScope,
  provider: Provider,
): DigitalOceanLogs | undefined {
  const { region, logs, logRetentionDays } = settings;
  if (!logs) return undefined;
  const bucket = new SpacesBucket(
    `${name}-logs`,
    {
      region,
      acl: 'private',
      lifecycleRules: [
        { id: 'old', enabled: true, expiration: { days: logRetentionDays }, abortIncompleteMultipartUploadDays: 1 },
      ],
    },
    { parent },
  );
  const key = new SpacesKey(`${name}-logs`, { grants: [{ bucket: bucket.name, permission: 'readwrite' }] }, { parent });
  const endpoint = `https://${region}.digitaloceanspaces.com` as const;
  const collector = logCollector(
    name,
    {
      store: logStore({ bucket: null, endpoint, region, secret: 'spaces' }),
      variables: { bucket: bucket.name, AWS_ACCESS_KEY_ID: key.accessKey, AWS_SECRET_ACCESS_KEY: key.secretKey },
    },
    { parent, provider },
  );
  return { bucket, key, collector };
}
