import { ENDPOINT_FUNCTIONS } from './endpoint';
import type { EndpointEnvironment } from './endpoint';

/** Environment of {@link ADMIN_KUBECONFIG_SCRIPT}. */
export interface AdminKubeconfigEnvironment extends EndpointEnvironment {
  readonly SECRET: string;
  /** Seconds to wait for the balancer's address. */
  readonly WAIT_SECONDS: string;
  readonly TENANT_NAME: string;
  /** `https://host:port` of the API server for people; the host may be a placeholder. */
  readonly EXTERNAL_SERVER: string;
  /** The same for programs in the management cluster. */
  readonly INTERNAL_SERVER: string;
  /** A kubeconfig with placeholders for server, name, CA, certificate and key. */
  readonly TEMPLATE: string;
  /** The Secret as JSON with `__EXTERNAL__` and `__INTERNAL__` where the kubeconfigs go, in base64. */
  readonly MANIFEST: string;
}

/**
 * Composes the administrators' kubeconfigs from the certificate in `/credentials` and writes them when they differ from what is
 * there. The key exists in shell variables and pipes only.
 */
export const ADMIN_KUBECONFIG_SCRIPT = `set -euo pipefail
set +x
trap 'exit 143' TERM

say() { printf 'admin-kubeconfig: %s\\n' "$*" >&2; }

${ENDPOINT_FUNCTIONS}
kubeconfig() {
  local text
  text=\${TEMPLATE//__SERVER__/"$1"}
  text=\${text//__TENANT_NAME__/"$TENANT_NAME"}
  text=$(compose "$text")
  text=\${text//__CERTIFICATE_DATA__/"$certificate"}
  text=\${text//__KEY_DATA__/"$key"}
  printf '%s\\n' "$text" | base64 -w 0
}

present() {
  timeout 10 kubectl get --raw "/api/v1/namespaces/$NAMESPACE/secrets/$SECRET" |
    jq -r '"\\(.data.kubeconfig) \\(.data["kubeconfig-internal"])"'
}

# Without validation: for a Secret it is not worth the download of all schemas, on a node where API servers start.
write() {
  { printf '%s' "$document" | timeout 30 kubectl apply --server-side --force-conflicts --field-manager=colonnade \\
    --validate=ignore -f - >/dev/null; } 2>&1
}

find_endpoint "$WAIT_SECONDS"
ca=$(base64 -w 0 </credentials/ca.crt)
certificate=$(base64 -w 0 </credentials/tls.crt)
key=$(base64 -w 0 </credentials/tls.key)
external=$(kubeconfig "$EXTERNAL_SERVER")
internal=$(kubeconfig "$INTERNAL_SERVER")
document=\${MANIFEST//__EXTERNAL__/"$external"}
document=\${document//__INTERNAL__/"$internal"}

if [[ $(present 2>/dev/null || true) == "$external $internal" ]]; then
  say "Secret $NAMESPACE/$SECRET is up to date"
  exit 0
fi
for attempt in {1..30}; do
  if problem=$(write); then
    say "wrote Secret $NAMESPACE/$SECRET"
    exit 0
  fi
  say "attempt $attempt of 30: $problem"
  sleep 2
done
say 'gave up: the API server of the management cluster refused or did not answer 30 times'
exit 1
`;
