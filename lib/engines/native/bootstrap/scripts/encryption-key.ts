/** Environment of {@link ENCRYPTION_KEY_SCRIPT}. */
export interface EncryptionKeyEnvironment {
  readonly NAMESPACE: string;
  readonly SECRET: string;
  /** What the Secret's annotation must say, for example `secretbox: secrets`. */
  readonly WANTED: string;
  /** An `EncryptionConfiguration` with `__KEY__` where the key goes. */
  readonly CONFIGURATION: string;
  /** The Secret as JSON with `__DATA__` where the configuration goes, in base64. */
  readonly MANIFEST: string;
}

/**
 * Makes the encryption key once. The key exists in shell variables and pipes only: it is in no argument, no environment, no log
 * and no file. One POST, so that it costs a new tenant as little time as possible.
 *
 * A Secret that exists is never changed. When it was made for another provider or other resources, the Job fails with exit
 * code 3, which the Job does not retry.
 */
export const ENCRYPTION_KEY_SCRIPT = `set -euo pipefail
set +x
trap 'exit 143' TERM
secrets="/api/v1/namespaces/$NAMESPACE/secrets"

say() { printf 'encryption-key: %s\\n' "$*" >&2; }

# kubectl uses the pod's own credentials only while no flag such as --request-timeout is set, so timeout(1) bounds it.
# The server answers with the Secret it made: kubectl's output is thrown away because it holds the key.
create() {
  local key file data
  key=$(head -c 32 /dev/urandom | base64 -w 0)
  file=\${CONFIGURATION//__KEY__/"$key"}
  data=$(printf '%s' "$file" | base64 -w 0)
  file=\${MANIFEST//__DATA__/"$data"}
  { printf '%s' "$file" | timeout 10 kubectl create --raw "$secrets" -f - >/dev/null; } 2>&1
}

purpose() {
  timeout 10 kubectl get --raw "$secrets/$SECRET" |
    jq -r '.metadata.annotations["colonnade.dev/encryption"] // ""'
}

for attempt in {1..60}; do
  if problem=$(create); then
    say "made Secret $NAMESPACE/$SECRET for $WANTED"
    exit 0
  fi
  if [[ $problem == *AlreadyExists* ]]; then
    found=$(purpose)
    if [[ -z $found || $found == "$WANTED" ]]; then
      say "Secret $NAMESPACE/$SECRET exists and stays as it is"
      exit 0
    fi
    say "Secret $NAMESPACE/$SECRET encrypts \\"$found\\", but \\"$WANTED\\" is wanted."
    say 'A key is never replaced: data written with it could not be read any more.'
    say 'Set encryption back, or rotate by hand as docs/native-engine.md says.'
    exit 3
  fi
  say "attempt $attempt: $problem"
  sleep 1
done
say 'gave up: the API server of the management cluster refused or did not answer 60 times'
exit 1
`;
