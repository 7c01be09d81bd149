/** Environment of {@link USED_TOKENS_SCRIPT}. */
export interface UsedTokensEnvironment {
  /** Name under which the tenant's API servers are reached in the management cluster. */
  readonly TENANT_HOST: string;
  readonly TENANT_PORT: string;
  /** A line for each machine: name of the node and name of the Secret of its token. */
  readonly MACHINES: string;
  /** Seconds to go on trying: a control plane that starts answers only after a while. */
  readonly WAIT_SECONDS: string;
}

/**
 * Removes the single-use token of every machine that is a node by now. It reads no Secret: names of tokens follow from names of
 * machines. A node that is there without being Ready has joined all the same.
 */
export const USED_TOKENS_SCRIPT = `set -euo pipefail
trap 'exit 143' TERM

say() { printf '%(%H:%M:%S)T used-join-tokens: %s\\n' -1 "$*" >&2; }

tenant() {
  kubectl --server="https://$TENANT_HOST:$TENANT_PORT" --certificate-authority=/credentials/ca.crt \\
    --client-certificate=/credentials/tls.crt --client-key=/credentials/tls.key --request-timeout=10s "$@"
}

remove_used() {
  local node token answer
  problem=
  while read -r node token; do
    if ! answer=$(tenant get --raw "/api/v1/nodes/$node" 2>&1 >/dev/null); then
      [[ $answer == *NotFound* ]] || problem="node $node: $answer"
    elif answer=$(tenant delete --raw "/api/v1/namespaces/kube-system/secrets/$token" 2>&1 >/dev/null); then
      say "machine $node has joined; its token is removed"
    elif [[ $answer != *NotFound* ]]; then
      problem="token of machine $node: $answer"
    fi
  done <<<"$MACHINES"
  [[ -z $problem ]]
}

reported=
until remove_used; do
  # The same problem is said once.
  if [[ $problem != "$reported" ]]; then
    say "$problem"
    reported=$problem
  fi
  if ((SECONDS >= WAIT_SECONDS)); then
    say "gave up after $SECONDS s: $problem"
    exit 1
  fi
  sleep 5
done
`;
