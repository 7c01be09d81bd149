import { Account } from '@pulumi/gcp/serviceaccount/account';
import { IAMMember } from '@pulumi/gcp/serviceaccount/iammember';
import { Bucket } from '@pulumi/gcp/storage/bucket';
import { BucketIAMMember } from '@pulumi/gcp/storage/bucketIAMMember';
import { interpolate } from '@pulumi/pulumi';
import type { Resource } from '@pulumi/pulumi';
import type { BackupWriter } from '../host';
import type { GcpKeys } from './keys';
import type { GcpScope } from './scope';

/** Where backups go, and who writes them. */
export interface GcpBackups {
  readonly bucket: Bucket;
  /** Kubernetes service accounts that write have the annotation `iam.gke.io/gcp-service-account: <its e-mail address>`. */
  readonly account: Account;
}

/**
 * A bucket in which what is overwritten is kept for a while, and an account that may write there and nowhere else.
 *
 * @param pool - what has to be there before pods of the cluster have identities
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export function gcpBackups(
  { name, settings, parent, labels }: GcpScope,
  { keys, grants }: GcpKeys,
  writers: readonly BackupWriter[],
  pool: Resource,
): GcpBackups {
  const { project, region, backupRetentionDays } = settings;
  const bucket = new Bucket(
    `${name}-backups`,
    {
      project,
      location: region,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: 'enforced',
      versioning: { enabled: true },
      encryption: { defaultKmsKeyName: keys.backups.id },
      lifecycleRules: [
        {
          action: { type: 'Delete' },
          condition: { daysSinceNoncurrentTime: backupRetentionDays, withState: 'ARCHIVED' },
        },
      ],
      labels,
    },
    { parent, dependsOn: [grants.backups] },
  );
  const account = new Account(
    `${name}-backups`,
    { project, displayName: `Backups of management cluster ${name}` },
    { parent },
  );
  new BucketIAMMember(
    `${name}-backups`,
    { bucket: bucket.name, role: 'roles/storage.objectUser', member: interpolate`serviceAccount:${account.email}` },
    { parent },
  );
  for (const { namespace, serviceAccount } of writers) {
    new IAMMember(
      `${name}-backups-${namespace}-${serviceAccount}`,
      {
        serviceAccountId: account.name,
        role: 'roles/iam.workloadIdentityUser',
        member: `serviceAccount:${project}.svc.id.goog[${namespace}/${serviceAccount}]`,
      },
      { parent, dependsOn: [pool] },
    );
  }
  return { bucket, account };
}
