/** Environment of {@link ENDPOINT_FUNCTIONS}. */
export interface EndpointEnvironment {
  /** Service whose balancer's address is not known before it exists; empty when the address is known. */
  readonly ENDPOINT_SERVICE: string;
  readonly NAMESPACE: string;
}

/**
 * Shell functions that put what exists in the cluster only into a text: the CA and, when the balancer picks it, the address.
 *
 * `find_endpoint SECONDS` sets `address` (as it is) and `host` (as in a URL) and fails after that time. `compose` reads a text
 * from its first argument and prints it with the placeholders replaced; expects `ca`, `address` and `host`.
 */
export const ENDPOINT_FUNCTIONS = `address='' host=''
find_endpoint() {
  if [[ -z $ENDPOINT_SERVICE ]]; then
    return
  fi
  local deadline=$((SECONDS + $1))
  until address=$(timeout 10 kubectl get --raw "/api/v1/namespaces/$NAMESPACE/services/$ENDPOINT_SERVICE" |
    jq -r '.status.loadBalancer.ingress[0] | .ip // .hostname // ""') && [[ -n $address ]]; do
    if ((SECONDS >= deadline)); then
      say "Service $NAMESPACE/$ENDPOINT_SERVICE got no address from its load balancer within $1 s"
      return 1
    fi
    sleep 2
  done
  # A trailing colon would make a mapping of a line of YAML.
  if [[ $address == *:: ]]; then
    address+=0
  fi
  host=$address
  if [[ $address == *:* ]]; then
    host="[$address]"
  fi
  say "the load balancer answers on $address"
}

compose() {
  local text=$1
  text=\${text//__TENANT_CA_DATA__/"$ca"}
  text=\${text//__ENDPOINT_ADDRESS__/"$address"}
  text=\${text//__ENDPOINT_HOST__/"$host"}
  printf '%s\\n' "$text"
}
`;
