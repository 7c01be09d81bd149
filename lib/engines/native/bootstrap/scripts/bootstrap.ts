import { ENDPOINT_FUNCTIONS } from './endpoint';
import type { EndpointEnvironment } from './endpoint';

/** Environment of {@link BOOTSTRAP_SCRIPT}; besides, `JOB` is the name of the Job that runs it. */
export interface BootstrapEnvironment extends EndpointEnvironment {
  /** Host of the endpoint as in a URL, and as it is; empty when the balancer picks the address. */
  readonly ENDPOINT_HOST: string;
  readonly ENDPOINT_ADDRESS: string;
  readonly ENDPOINT_PORT: string;
  /** Empty when no agent can reach a konnectivity server. */
  readonly KONNECTIVITY_PORT: string;
  /** Name under which the tenant's API servers are reached in the management cluster. */
  readonly TENANT_HOST: string;
  readonly TENANT_PORT: string;
  /** Start of the version that the API servers must have, `v1.36.`. */
  readonly VERSION_PREFIX: string;
  /** Seconds to wait for the API servers. */
  readonly WAIT_SECONDS: string;
  /** Label selector of what an earlier version of the tenant had and this one has not. */
  readonly OUTDATED: string;
  /** Changes with the manifests, and so the Job's name with it. */
  readonly MANIFESTS: string;
}

/**
 * Applies what lives inside the tenant, as the tenant's superuser, from `/manifests` with the credentials in `/credentials`.
 *
 * It waits inside, because a pod that fails and comes back would wait for its back-off too. It asks for a TCP connection first:
 * that costs a starting node almost nothing, unlike a kubectl. During an upgrade it waits until the new version answers, because
 * nothing on a node may be newer than its API server.
 */
export const BOOTSTRAP_SCRIPT = `set -euo pipefail
trap 'exit 143' TERM

say() { printf '%(%H:%M:%S)T bootstrap: %s\\n' -1 "$*" >&2; }

tenant() {
  kubectl --server="https://$TENANT_HOST:$TENANT_PORT" --certificate-authority=/credentials/ca.crt \\
    --client-certificate=/credentials/tls.crt --client-key=/credentials/tls.key "$@"
}

${ENDPOINT_FUNCTIONS}
accepts() {
  timeout 3 bash -c ": <>/dev/tcp/$TENANT_HOST/$TENANT_PORT" 2>/dev/null
}

ready() {
  problem='it accepts no connections'
  accepts || return 1
  problem=$(tenant get --request-timeout=10s --raw /readyz 2>&1) || return 1
  problem=$(tenant get --request-timeout=10s --raw /version 2>&1) || return 1
  version=$(jq -r .gitVersion <<<"$problem") || return 1
  problem="it runs $version, and $VERSION_PREFIX* is wanted"
  [[ $version == "$VERSION_PREFIX"* ]]
}

# One answer is enough for a new tenant. While versions change, others may still answer with the old one.
wait_ready() {
  local deadline=$((SECONDS + WAIT_SECONDS)) reported=0 seen=0 wanted=1
  until ((seen >= wanted)); do
    if ready; then
      seen=$((seen + 1))
      continue
    fi
    seen=0
    if [[ $problem == 'it runs '* ]]; then
      wanted=5
    fi
    if ((SECONDS >= deadline)); then
      say "the API server at $TENANT_HOST:$TENANT_PORT was not ready within $WAIT_SECONDS s: $problem"
      return 1
    fi
    if ((SECONDS >= reported)); then
      say "waiting for the API server at $TENANT_HOST:$TENANT_PORT: $problem"
      reported=$((SECONDS + 30))
    fi
    sleep 0.5
  done
}

retry() {
  local attempt output
  for attempt in {1..20}; do
    if output=$("$@" 2>&1); then
      printf '%s\\n' "$output"
      return
    fi
    say "attempt $attempt of 20: $output"
    sleep 2
  done
  say "gave up: $*"
  return 1
}

# Certificates that must carry the balancer's address; API servers start when they are there.
certify() {
  local field=dnsNames file
  if [[ $address == *:* || $address =~ ^[0-9.]+$ ]]; then
    field=ipAddresses
  fi
  mkdir -p /tmp/certificates
  for file in /certificates/*.json; do
    jq --arg field "$field" --arg address "$address" '.spec[$field] = ((.spec[$field] // []) + [$address] | unique)' \\
      "$file" >"/tmp/certificates/\${file##*/}"
  done
  retry timeout 30 kubectl apply --server-side --force-conflicts --field-manager=colonnade --validate=strict \\
    -f /tmp/certificates
}

# Jobs of what the tenant held before: a return to that would find a Job that has run. One that is younger than this one stays.
forget_earlier() {
  local jobs earlier names
  jobs=$(timeout 30 kubectl --namespace="$NAMESPACE" get jobs.batch --selector=app.kubernetes.io/name=bootstrap --output=json) || return
  earlier=$(jq -r --arg own "$JOB" '(.items[] | select(.metadata.name == $own) | .metadata.creationTimestamp) as $since
    | .items[] | select(.metadata.creationTimestamp < $since) | .metadata.name' <<<"$jobs") || return
  [[ -n $earlier ]] || return 0
  mapfile -t names <<<"$earlier"
  timeout 30 kubectl --namespace="$NAMESPACE" delete jobs.batch --ignore-not-found --wait=false "\${names[@]}"
}

find_endpoint "$WAIT_SECONDS"
if [[ -n $ENDPOINT_SERVICE ]]; then
  certify
else
  address=$ENDPOINT_ADDRESS host=$ENDPOINT_HOST
fi
ca=$(base64 -w 0 </credentials/ca.crt)
mkdir -p /tmp/manifests
for file in /manifests/*.yaml; do
  text=$(<"$file")
  text=\${text//__ENDPOINT_PORT__/"$ENDPOINT_PORT"}
  text=\${text//__KONNECTIVITY_PORT__/"$KONNECTIVITY_PORT"}
  compose "$text" >"/tmp/manifests/\${file##*/}"
done

wait_ready
# Without validation, which downloads all schemas of the tenant: half a second of processor time where API servers start.
retry tenant apply --request-timeout=30s --server-side --force-conflicts --field-manager=colonnade --validate=ignore \\
  -f /tmp/manifests
retry tenant delete --request-timeout=30s --ignore-not-found --wait=false --namespace=kube-system --selector="$OUTDATED" \\
  deployments.apps,daemonsets.apps,services,configmaps,serviceaccounts,poddisruptionbudgets.policy,roles.rbac.authorization.k8s.io,rolebindings.rbac.authorization.k8s.io,clusterroles.rbac.authorization.k8s.io,clusterrolebindings.rbac.authorization.k8s.io,validatingadmissionpolicies.admissionregistration.k8s.io,validatingadmissionpolicybindings.admissionregistration.k8s.io
retry forget_earlier
say 'the tenant holds everything it should'
`;
