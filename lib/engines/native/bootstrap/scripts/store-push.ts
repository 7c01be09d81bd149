import type { SecretStoreModel } from '../../../../model';

/** Environment of the scripts in {@link STORE_SCRIPTS}. */
export interface StoreEnvironment {
  /** Name of the secret. */
  readonly SECRET: string;
  /** AWS region, GCP project, or name of the Azure vault. */
  readonly LOCATION: string;
}

const PRELUDE = `set -eu
say() { echo "join-store: $*" >&2; }
`;

/**
 * Puts the credential, in base64 on one line, from `/handover` into the cloud's secret store, with the identity of the pod. The value
 * is in no argument, and what the tools print is thrown away. POSIX sh, because the images differ.
 */
export const STORE_SCRIPTS: Readonly<Record<SecretStoreModel['kind'], string>> = Object.freeze({
  // Earlier versions keep no label, and AWS removes what has none. Both versions of the tool take these arguments.
  'aws-secrets-manager': `${PRELUDE}
aws secretsmanager put-secret-value --region "$LOCATION" --secret-id "$SECRET" \\
  --secret-string file:///handover/credential --output text --query VersionId >/dev/null
say "wrote $SECRET, good until $(cat /handover/expires)"
`,
  // Versions stay until somebody destroys them; machines read the latest, and one before it may be on its way.
  'gcp-secret-manager': `${PRELUDE}
gcloud secrets versions add "$SECRET" --project="$LOCATION" --data-file=/handover/credential --quiet >/dev/null
say "wrote $SECRET, good until $(cat /handover/expires)"
gcloud secrets versions list "$SECRET" --project="$LOCATION" --filter=state=ENABLED --sort-by=~createTime \\
  --format='value(name)' --quiet | tail -n +3 | while read -r version; do
  gcloud secrets versions destroy "$version" --secret="$SECRET" --project="$LOCATION" --quiet >/dev/null
done
`,
  'azure-key-vault': `${PRELUDE}
az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" \\
  --federated-token "$(cat "$AZURE_FEDERATED_TOKEN_FILE")" --allow-no-subscriptions --output none >/dev/null
az keyvault secret set --vault-name "$LOCATION" --name "$SECRET" --file /handover/credential --encoding utf-8 \\
  --expires "$(cat /handover/expires)" --output none >/dev/null
say "wrote $SECRET, good until $(cat /handover/expires)"
`,
});
