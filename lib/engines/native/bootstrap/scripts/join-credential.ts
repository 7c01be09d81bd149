import { DER_FUNCTIONS } from './der';
import { ENDPOINT_FUNCTIONS } from './endpoint';
import type { EndpointEnvironment } from './endpoint';

/** Environment of {@link JOIN_CREDENTIAL_SCRIPT}. */
export interface JoinCredentialEnvironment extends EndpointEnvironment {
  /** Name under which the tenant's API servers are reached in the management cluster. */
  readonly TENANT_HOST: string;
  readonly TENANT_PORT: string;
  /** Seconds to wait for the tenant in one try. */
  readonly WAIT_SECONDS: string;
  /** Seconds that a token lives. */
  readonly LIFE_SECONDS: string;
  /** The token's Secret as JSON, with placeholders for the token and its end. */
  readonly TOKEN: string;
  /** The credential's text with placeholders. */
  readonly CREDENTIAL: string;
  /** Name of the CronJob and of the Secret that it keeps. */
  readonly NAME: string;
  /** The Secret as JSON, with placeholders for the credential in base64, the public half of the token and its end. */
  readonly MANIFEST: string;
  /** Folder in which the next container finds the credential in base64; empty: there is none. */
  readonly HANDOVER: string;
}

/** What {@link JOIN_CREDENTIAL_SCRIPT} replaces, besides what `compose` does. */
export const JOIN_PLACEHOLDERS = {
  tokenId: '__TOKEN_ID__',
  tokenSecret: '__TOKEN_SECRET__',
  expires: '__EXPIRES__',
  caHash: '__CA_HASH__',
  credential: '__CREDENTIAL__',
  owner: '__OWNER_UID__',
} as const;

/**
 * Makes a bootstrap token of one pool in the tenant and writes the credential with it into Secret `$NAME` beside the control plane.
 * The token exists in shell variables and pipes only: it is in no argument, no environment, no log, and in a file only for the next
 * container, in memory. What is left of a try that failed in between is a token that nobody knows and that ends.
 *
 * The Secret belongs to the CronJob of the same name, so it is gone when that is.
 */
export const JOIN_CREDENTIAL_SCRIPT = `set -euo pipefail
set +x
umask 027
trap 'exit 143' TERM

say() { printf '%(%H:%M:%S)T join-credential: %s\\n' -1 "$*" >&2; }

tenant() {
  kubectl --server="https://$TENANT_HOST:$TENANT_PORT" --certificate-authority=/credentials/ca.crt \\
    --client-certificate=/credentials/tls.crt --client-key=/credentials/tls.key --request-timeout=10s "$@"
}

${ENDPOINT_FUNCTIONS}
${DER_FUNCTIONS}
# The server answers with the Secret that it made: kubectl's output is thrown away because it holds the token.
make_token() {
  local text
  if ! timeout 3 bash -c ": <>/dev/tcp/$TENANT_HOST/$TENANT_PORT" 2>/dev/null; then
    printf 'it accepts no connections'
    return 1
  fi
  text=\${TOKEN//__TOKEN_ID__/"$id"}
  text=\${text//__TOKEN_SECRET__/"$secret"}
  text=\${text//__EXPIRES__/"$expires"}
  { printf '%s' "$text" | tenant create --raw /api/v1/namespaces/kube-system/secrets -f - >/dev/null; } 2>&1
}

# Before the bootstrap Job is done, the tenant knows no right to make tokens.
mint() {
  local deadline=$((SECONDS + WAIT_SECONDS)) reported=0 random
  while :; do
    random=$(head -c 1024 /dev/urandom | LC_ALL=C tr -dc a-z0-9)
    ((\${#random} >= 22))
    id=\${random:0:6} secret=\${random:6:16}
    expires=$(date -u -d "+$LIFE_SECONDS seconds" +%Y-%m-%dT%H:%M:%SZ)
    if problem=$(make_token); then
      say "made token $id, which ends at $expires"
      return
    fi
    if ((SECONDS >= deadline)); then
      say "the tenant at $TENANT_HOST:$TENANT_PORT took no token within $WAIT_SECONDS s: $problem"
      return 1
    fi
    if ((SECONDS >= reported)); then
      say "waiting for the tenant at $TENANT_HOST:$TENANT_PORT: $problem"
      reported=$((SECONDS + 30))
    fi
    sleep 2
  done
}

# Without validation: for a Secret it is not worth the download of all schemas.
write() {
  local owner text
  owner=$(timeout 10 kubectl get --raw "/apis/batch/v1/namespaces/$NAMESPACE/cronjobs/$NAME" | jq -er .metadata.uid) || return 1
  text=\${MANIFEST//__OWNER_UID__/"$owner"}
  text=\${text//__TOKEN_ID__/"$id"}
  text=\${text//__EXPIRES__/"$expires"}
  text=\${text//__CREDENTIAL__/"$encoded"}
  { printf '%s' "$text" | timeout 30 kubectl apply --server-side --force-conflicts --field-manager=colonnade-join \\
    --validate=ignore -f - >/dev/null; } 2>&1
}

find_endpoint "$WAIT_SECONDS"
ca=$(base64 -w 0 </credentials/ca.crt)
if ! load_pem /credentials/ca.crt || ! walk_certificate || [[ -z $info ]]; then
  say 'ca.crt holds no certificate that can be read'
  exit 1
fi
hash=$(printf '%b' "$(sed 's/../\\\\x&/g' <<<"$info")" | sha256sum)
mint
credential=$(compose "$CREDENTIAL")
credential=\${credential//__CA_HASH__/"\${hash%% *}"}
credential=\${credential//__TOKEN_ID__/"$id"}
credential=\${credential//__TOKEN_SECRET__/"$secret"}
credential=\${credential//__EXPIRES__/"$expires"}
encoded=$(printf '%s\\n' "$credential" | base64 -w 0)

for attempt in {1..15}; do
  if problem=$(write 2>&1); then
    say "wrote Secret $NAMESPACE/$NAME, good until $expires"
    if [[ -n $HANDOVER ]]; then
      printf '%s' "$encoded" >"$HANDOVER/credential"
      printf '%s' "$expires" >"$HANDOVER/expires"
    fi
    exit 0
  fi
  say "attempt $attempt of 15: $problem"
  sleep 2
done
say 'gave up: the API server of the management cluster refused or did not answer 15 times'
exit 1
`;
