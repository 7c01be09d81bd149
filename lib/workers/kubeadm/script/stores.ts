import type { SecretStoreModel } from '../../../model';
import { storeHost } from '../../credential';
import { shellWord } from '../../node';

/** How a machine fetches its credential from a cloud's secret store with its own identity. */
export function fetchFunctions(store: SecretStoreModel): string {
  return `${REQUESTS[store.kind](store)}

# What is stored is the credential in base64 on one line.
fetch_credential() {
  retry 8 fetch_secret && base64 -d <"$work/secret" >"$work/credential" 2>/dev/null
}`;
}

/** What a person calls a store, for messages. */
export function storeName(store: SecretStoreModel): string {
  return `${store.kind} ${store.location} ${store.secret}`;
}

const REQUESTS: Readonly<Record<SecretStoreModel['kind'], (store: SecretStoreModel) => string>> = {
  'aws-secrets-manager': aws,
  'gcp-secret-manager': gcp,
  'azure-key-vault': azure,
};

/**
 * IMDSv2, then a signed request. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
function aws(store: SecretStoreModel): string {
  const { location, secret } = store;
  const url = `https://${storeHost(store)}/`;
  return `fetch_secret() {
  curl --help all 2>/dev/null | grep -q -e --aws-sigv4 || die 3 'curl 7.75 or newer is needed to read AWS Secrets Manager'
  imds=$(printf 'request = PUT\\nheader = "X-aws-ec2-metadata-token-ttl-seconds: 60"\\n' | metadata /latest/api/token) || return 1
  imds_header=$(printf 'header = "X-aws-ec2-metadata-token: %s"' "$imds")
  role=$(printf '%s\\n' "$imds_header" | metadata /latest/meta-data/iam/security-credentials/ | head -n 1) || return 1
  [ -n "$role" ] || { say 'this machine has no instance profile' && return 1; }
  printf '%s\\n' "$imds_header" | metadata "/latest/meta-data/iam/security-credentials/$role" >"$work/identity" || return 1
  printf 'user = "%s:%s"\\nheader = "X-Amz-Security-Token: %s"\\n' "$(json_text AccessKeyId <"$work/identity")" \\
    "$(json_text SecretAccessKey <"$work/identity")" "$(json_text Token <"$work/identity")" |
    curl -fsS --max-time 20 -K - --aws-sigv4 ${shellWord(`aws:amz:${location}:secretsmanager`)} \\
      -H 'Content-Type: application/x-amz-json-1.1' -H 'X-Amz-Target: secretsmanager.GetSecretValue' \\
      -d ${shellWord(JSON.stringify({ SecretId: secret }))} ${shellWord(url)} >"$work/answer" || return 1
  json_text SecretString <"$work/answer" >"$work/secret"
  [ -s "$work/secret" ]
}`;
}

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access */
function gcp(store: SecretStoreModel): string {
  const { location, secret } = store;
  const name = `projects/${encodeURIComponent(location)}/secrets/${encodeURIComponent(secret)}/versions/latest:access`;
  return `fetch_secret() {
  printf 'header = "Metadata-Flavor: Google"\\n' | metadata /computeMetadata/v1/instance/service-accounts/default/token >"$work/identity" || return 1
  printf 'header = "Authorization: Bearer %s"\\n' "$(json_text access_token <"$work/identity")" |
    curl -fsS --max-time 20 -K - ${shellWord(`https://${storeHost(store)}/v1/${name}`)} >"$work/answer" || return 1
  json_text data <"$work/answer" | base64 -d >"$work/secret" 2>/dev/null
  [ -s "$work/secret" ]
}`;
}

/** https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret */
function azure({ location, secret }: SecretStoreModel): string {
  const vault = location.replace(/\/+$/, '');
  // The audience is the name that all vaults of a cloud have in common, for example https://vault.azure.net.
  const audience = vault.replace(/^https:\/\/[^.]+\./, 'https://');
  const token = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${encodeURIComponent(audience)}`;
  return `fetch_secret() {
  printf 'header = "Metadata: true"\\n' | metadata ${shellWord(token)} >"$work/identity" || return 1
  printf 'header = "Authorization: Bearer %s"\\n' "$(json_text access_token <"$work/identity")" |
    curl -fsS --max-time 20 -K - ${shellWord(`${vault}/secrets/${encodeURIComponent(secret)}?api-version=7.4`)} >"$work/answer" || return 1
  json_text value <"$work/answer" >"$work/secret"
  [ -s "$work/secret" ]
}`;
}
