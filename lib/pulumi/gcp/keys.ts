import { CryptoKey } from '@pulumi/gcp/kms/cryptoKey';
import { CryptoKeyIAMMember } from '@pulumi/gcp/kms/cryptoKeyIAMMember';
import { KeyRing } from '@pulumi/gcp/kms/keyRing';
import { getProjectOutput } from '@pulumi/gcp/organizations/getProject';
import { interpolate } from '@pulumi/pulumi';
import { recordOf } from '../host';
import type { GcpScope } from './scope';

const PURPOSES = ['disks', 'secrets', 'backups'] as const;

/** What a key is for. */
export type GcpKeyPurpose = (typeof PURPOSES)[number];

/** Keys of a management cluster, and who may use them. */
export interface GcpKeys {
  readonly ring: KeyRing;
  readonly keys: Readonly<Record<GcpKeyPurpose, CryptoKey>>;
  /** What has to be there before a key can be used. */
  readonly grants: Readonly<Record<GcpKeyPurpose, CryptoKeyIAMMember>>;
}

/**
 * Google's own accounts that encrypt and decrypt, each with the one key that it needs.
 * Source: https://cloud.google.com/iam/docs/service-agents
 */
const AGENTS: Readonly<Record<GcpKeyPurpose, string>> = {
  disks: 'compute-system',
  secrets: 'container-engine-robot',
  backups: 'gs-project-accounts',
};

/** A key for disks, one for the Secrets of the management cluster and one for backups, each rotated every 90 days. */
export function gcpKeys({ name, settings, parent, labels }: GcpScope): GcpKeys {
  const { project, region } = settings;
  const { number } = getProjectOutput({ projectId: project }, { parent });
  const ring = new KeyRing(name, { project, location: region, name: settings.keyRing }, { parent });
  const keys = recordOf(
    PURPOSES,
    (purpose) =>
      new CryptoKey(
        `${name}-${purpose}`,
        { keyRing: ring.id, name: purpose, purpose: 'ENCRYPT_DECRYPT', rotationPeriod: '7776000s', labels },
        { parent },
      ),
  );
  const grants = recordOf(
    PURPOSES,
    (purpose) =>
      new CryptoKeyIAMMember(
        `${name}-${purpose}`,
        {
          cryptoKeyId: keys[purpose].id,
          role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
          member: interpolate`serviceAccount:service-${number}@${AGENTS[purpose]}.iam.gserviceaccount.com`,
        },
        { parent },
      ),
  );
  return { ring, keys, grants };
}
