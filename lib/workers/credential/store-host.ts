import { urlHost } from '../../kubernetes';
import type { SecretStoreModel } from '../../model';

/**
 * Name under which machines reach a cloud's secret store. Regions of AWS in China have a domain of their own.
 *
 * https://docs.aws.amazon.com/general/latest/gr/asm.html, https://cloud.google.com/secret-manager/docs/reference/rest,
 * https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers
 */
export function storeHost({ kind, location }: Pick<SecretStoreModel, 'kind' | 'location'>): string {
  switch (kind) {
    case 'aws-secrets-manager':
      return `secretsmanager.${location}.amazonaws.com${location.startsWith('cn-') ? '.cn' : ''}`;
    case 'gcp-secret-manager':
      return 'secretmanager.googleapis.com';
    case 'azure-key-vault':
      return urlHost(location)?.host ?? location;
  }
}
