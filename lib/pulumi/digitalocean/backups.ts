import { SpacesBucket } from '@pulumi/digitalocean/spacesBucket';
import { SpacesKey } from '@pulumi/digitalocean/spacesKey';
import type { Secret } from '@pulumi/kubernetes/core/v1/secret';
import type { Provider } from '@pulumi/kubernetes/provider';
import { backupSecret } from '../host';
import type { DigitalOceanScope } from './scope';

/** Where backups go. */
export interface DigitalOceanBackups {
  readonly bucket: SpacesBucket;
  /** May read and write there and nowhere else. Its secret is a secret output. */
  readonly key: SpacesKey;
  /** The key in the management cluster, with the bucket and its endpoint. */
  readonly secret: Secret;
}

/**
 * A private bucket in which what is overwritten is kept for a while, and a key for it in a Secret: DigitalOcean has no identities for pods.
 *
 * Spaces encrypts everything at rest. Source: https://docs.digitalocean.com/products/spaces/details/features/
 */
export function digitalOceanBackups(
  { name, settings, parent }: DigitalOceanScope,
  provider: Provider,
): DigitalOceanBackups {
  const { region, backupRetentionDays } = settings;
  const bucket = new SpacesBucket(
    `${name}-backups`,
    {
      region,
      acl: 'private',
      versioning: { enabled: true },
      lifecycleRules: [
        {
          id: 'overwritten',
          enabled: true,
          noncurrentVersionExpiration: { days: backupRetentionDays },
          abortIncompleteMultipartUploadDays: 1,
        },
      ],
    },
    { parent },
  );
  const key = new SpacesKey(
    `${name}-backups`,
    { grants: [{ bucket: bucket.name, permission: 'readwrite' }] },
    { parent },
  );
  const secret = backupSecret(
    name,
    {
      secretName: 'spaces',
      variables: {
        bucket: bucket.name,
        endpoint: `https://${region}.digitaloceanspaces.com`,
        AWS_ACCESS_KEY_ID: key.accessKey,
        AWS_SECRET_ACCESS_KEY: key.secretKey,
      },
    },
    { parent, provider },
  );
  return { bucket, key, secret };
}
