import { DER_FUNCTIONS } from './der';

/** Environment of {@link KUBELET_APPROVER_SCRIPT}. */
export interface KubeletApproverEnvironment {
  /** Name under which the tenant's API servers are reached in the management cluster. */
  readonly TENANT_HOST: string;
  readonly TENANT_PORT: string;
  /** Ranges that no kubelet has an address of, as `<address in hexadecimal>/<bits>`, with blanks in between. */
  readonly FORBIDDEN_RANGES: string;
  /** Ends of DNS names that no kubelet has, with their dot, with blanks in between. */
  readonly FORBIDDEN_SUFFIXES: string;
  /** Longest life that a certificate may be asked for, in seconds. */
  readonly MOST_SECONDS: string;
  /** Seconds after which requests that wait are looked at again. */
  readonly AGAIN_SECONDS: string;
}

/**
 * Approves kubelets' requests for serving certificates, one by one, or denies them with the reason.
 *
 * Whoever holds a certificate of the tenant's CA with the name of an API server is one to every client, so a request is
 * approved only when all of this holds:
 *
 * - a node asks, for itself: the API server's word for who asks is `system:node:NAME` of group `system:nodes`, and the subject says the same;
 * - it asks for a serving certificate and nothing else, for no longer than allowed;
 * - the request holds alternative names and no other extension; they are DNS names and IP addresses;
 * - DNS names are the node's name, or begin with it and a dot and are among the addresses of the Node;
 * - IP addresses are among those of the Node, and of no other Node;
 * - none of them is a name or an address of the API servers' own certificate, of a Service, of the machine itself.
 *
 * What cannot be read for sure is denied. What may be true in a moment (a Node without addresses yet) stays pending and is looked at
 * again, at the latest when the watch begins anew. The object that was looked at is sent back with its version, so that nothing else is approved.
 */
export const KUBELET_APPROVER_SCRIPT = `set -uo pipefail
set -f
trap 'kill "$watch" 2>/dev/null; exit 0' TERM INT
watch=''

say() { printf '%(%H:%M:%S)T kubelet-serving-approver: %s\\n' -1 "$*" >&2; }

tenant() {
  timeout 70 kubectl --server="https://$TENANT_HOST:$TENANT_PORT" --certificate-authority=/credentials/ca.crt \\
    --client-certificate=/credentials/tls.crt --client-key=/credentials/tls.key "$@"
}

${DER_FUNCTIONS}
hex() {
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \\n'
}

# One attribute of a subject, as a set of its own: type in hexadecimal, value as text. Sets position to what follows.
attribute() {
  local end=$2 value
  expect 31 "$position" "$end" || return 1
  end=$to
  position=$to
  expect 30 "$from" "$end" && ((to == end)) || return 1
  [[ \${der:from:10} == "0603$1" ]] || return 1
  element "$((from + 10))" "$end" && ((to == end)) || return 1
  [[ $tag == 13 || $tag == 0c ]] || return 1
  value=$(hex "$3")
  [[ \${der:from:to-from} == "$value" ]]
}

# A request of this user with nothing but alternative names; sets dns and ips.
walk_request() {
  local end position subject
  dns=() ips=()
  expect 30 0 "\${#der}" && ((to == \${#der})) || return 1
  expect 30 "$from" "$to" || return 1
  position=$from end=$to
  [[ \${der:position:6} == 020100 ]] || return 1
  expect 30 "$((position + 6))" "$end" || return 1
  position=$from subject=$to
  attribute 55040a "$subject" system:nodes || return 1
  attribute 550403 "$subject" "$1" || return 1
  ((position == subject)) || return 1
  expect 30 "$subject" "$end" || return 1
  expect a0 "$to" "$end" && ((to == end)) || return 1
  expect 30 "$from" "$end" && ((to == end)) || return 1
  [[ \${der:from:22} == 06092a864886f70d01090e ]] || return 1
  expect 31 "$((from + 22))" "$end" && ((to == end)) || return 1
  expect 30 "$from" "$end" && ((to == end)) || return 1
  expect 30 "$from" "$end" && ((to == end)) || return 1
  [[ \${der:from:10} == 0603551d11 ]] || return 1
  expect 04 "$((from + 10))" "$end" && ((to == end)) || return 1
  expect 30 "$from" "$end" && ((to == end)) || return 1
  general_names "$from" "$end" && ((\${#dns[@]} + \${#ips[@]} > 0))
}

# An address as text, in hexadecimal; nothing for what is none.
address_hex() {
  local text=$1 part head tail missing=0 parts=() IFS
  if [[ $text =~ ^[0-9]{1,3}(\\.[0-9]{1,3}){3}$ ]]; then
    IFS=.
    for part in $text; do
      ((10#$part <= 255)) || return 1
      printf '%02x' "$((10#$part))"
    done
    return
  fi
  [[ $text =~ ^[0-9a-fA-F:]+$ && $text == *:*:* ]] || return 1
  IFS=:
  if [[ $text == *::* ]]; then
    head=\${text%%::*} tail=\${text#*::}
    parts=($head $tail)
    missing=$((8 - \${#parts[@]}))
    ((missing >= 1)) || return 1
    parts=($head)
    for ((; missing > 0; missing--)); do parts+=(0); done
    parts+=($tail)
  else
    parts=($text)
  fi
  ((\${#parts[@]} == 8)) || return 1
  for part in "\${parts[@]}"; do
    [[ $part =~ ^[0-9a-fA-F]{1,4}$ ]] || return 1
    printf '%04x' "$((16#$part))"
  done
}

# Whether an address lies in a range, both in hexadecimal.
within() {
  local address=$1 base=\${2%/*} bits=\${2#*/} digits rest
  ((\${#address} == \${#base})) || return 1
  digits=$((bits / 4)) rest=$((bits % 4))
  [[ \${address:0:digits} == "\${base:0:digits}" ]] || return 1
  ((rest == 0)) || (((16#\${address:digits:1} >> (4 - rest)) == (16#\${base:digits:1} >> (4 - rest))))
}

among() {
  local wanted=$1 item
  shift
  for item in "$@"; do
    [[ $item != "$wanted" ]] || return 0
  done
  return 1
}

# What the API servers are called is read each time: the certificate is renewed, and may have another address then.
own_names() {
  load_pem /api-server/tls.crt && walk_certificate && ((\${#dns[@]} > 0)) || return 1
  own_dns=("\${dns[@]}") own_ips=("\${ips[@]}")
}

# Addresses of this Node, and in hexadecimal the IP addresses of it and of all others.
node_addresses() {
  local nodes text
  nodes=$(tenant get --request-timeout=20s nodes -o json) || return 1
  mapfile -t known < <(jq -r --arg node "$node" '.items[] | select(.metadata.name == $node) | .status.addresses[]?.address' <<<"$nodes")
  known_ips=() other_ips=' '
  mapfile -t other_names < <(jq -r --arg node "$node" '.items[].metadata.name | select(. != $node)' <<<"$nodes")
  for text in "\${known[@]}"; do
    text=$(address_hex "$text") && known_ips+=("$text")
  done
  while read -r text; do
    text=$(address_hex "$text") && other_ips+="$text "
  done < <(jq -r --arg node "$node" '.items[] | select(.metadata.name != $node) | .status.addresses[]? | select(.type == "InternalIP" or .type == "ExternalIP") | .address' <<<"$nodes")
  ((\${#known[@]} > 0))
}

# Sets verdict (approve, deny or pending) and why.
judge() {
  local user name address range suffix
  verdict=deny
  user=$(jq -r '.spec.username' <<<"$request")
  node=\${user#system:node:}
  if [[ $user != "system:node:$node" || ! $node =~ ^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$ ]]; then
    why='it does not come from a node'
    return
  fi
  if ! jq -e --argjson most "$MOST_SECONDS" '
    (.spec.groups // [] | index("system:nodes") != null)
    and .spec.signerName == "kubernetes.io/kubelet-serving"
    and (.spec.usages // [] | index("server auth") != null)
    and (.spec.usages - ["server auth", "digital signature", "key encipherment"] == [])
    and ((.spec.expirationSeconds // 0) <= $most)' <<<"$request" >/dev/null; then
    why='it asks for more than a serving certificate'
    return
  fi
  if ! load_base64 "$(jq -r '.spec.request' <<<"$request" | base64 -d 2>/dev/null |
    sed -n '/^-----BEGIN CERTIFICATE REQUEST-----$/,/^-----END/{/^-----/!p};/^-----END/q')" || ! walk_request "$user"; then
    why="it is not a request of $user with alternative names alone"
    return
  fi
  local wanted_dns=("\${dns[@]}") wanted_ips=("\${ips[@]}")
  verdict=pending
  if ! own_names; then
    why='the certificate of the API servers cannot be read'
    return
  fi
  if ! node_addresses; then
    why="Node $node has no addresses yet"
    return
  fi
  verdict=deny
  for name in "\${wanted_dns[@]}"; do
    why="$name is not the name of the node"
    [[ $name =~ ^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$ ]] || return
    [[ $name == "$node" ]] || { [[ $name == "$node".* ]] && among "$name" "\${known[@]}"; } || return
    why="$name is the name of another Node"
    ! among "$name" "\${other_names[@]}" || return
    why="$name is a name of the control plane"
    ! among "$name" "\${own_dns[@]}" || return
    for suffix in $FORBIDDEN_SUFFIXES; do
      [[ $name != *"$suffix" ]] || return
    done
  done
  for address in "\${wanted_ips[@]}"; do
    why="$address (in hexadecimal) is an address of the control plane, of a Service or of the machine itself"
    ! among "$address" "\${own_ips[@]}" || return
    for range in $FORBIDDEN_RANGES; do
      ! within "$address" "$range" || return
    done
    why="$address (in hexadecimal) is an address of another Node too"
    [[ $other_ips != *" $address "* ]] || return
  done
  for address in "\${wanted_ips[@]}"; do
    if ! among "$address" "\${known_ips[@]}"; then
      verdict=pending
      why="$address (in hexadecimal) is not among the addresses of Node $node"
      return
    fi
  done
  verdict=approve
  why="names and addresses are those of Node $node"
}

decide() {
  local type reason problem
  if [[ $verdict == approve ]]; then
    type=Approved reason=KubeletServing
  else
    type=Denied reason=KubeletServingRefused
  fi
  if problem=$(jq -c --arg type "$type" --arg reason "$reason" --arg message "$why" --arg now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \\
    '.status.conditions = [{type: $type, status: "True", reason: $reason, message: $message, lastUpdateTime: $now}]' <<<"$request" |
    tenant replace --request-timeout=20s --raw "/apis/certificates.k8s.io/v1/certificatesigningrequests/$csr/approval" -f - 2>&1 >/dev/null); then
    say "$type $csr of $node: $why"
  else
    say "$csr of $node: $problem"
  fi
}

consider() {
  local try
  csr=$(jq -r .metadata.name <<<"$request")
  [[ $csr =~ ^[a-z0-9][-a-z0-9.]*$ ]] || return
  for try in 1 2 3; do
    judge
    [[ $verdict == pending ]] || break
    ((try == 3)) || sleep 1
  done
  if [[ $verdict == pending ]]; then
    say "$csr of $node waits: $why"
  else
    decide
  fi
}

while :; do
  started=$SECONDS
  exec 3< <(
    exec timeout "$AGAIN_SECONDS" kubectl --server="https://$TENANT_HOST:$TENANT_PORT" --certificate-authority=/credentials/ca.crt \\
      --client-certificate=/credentials/tls.crt --client-key=/credentials/tls.key get certificatesigningrequests \\
      --field-selector=spec.signerName=kubernetes.io/kubelet-serving --watch -o json 2>/tmp/watch-problem
  )
  watch=$!
  while IFS= read -r request; do
    consider
  done < <(jq --unbuffered -c 'select(.kind == "CertificateSigningRequest" and (.status.conditions // [] | length) == 0 and .status.certificate == null)' <&3)
  wait "$watch" 2>/dev/null
  watch=''
  touch /tmp/alive
  if ((SECONDS - started < AGAIN_SECONDS - 1)); then
    say "cannot watch: $(tail -n 1 /tmp/watch-problem)"
    sleep 5
  fi
done
`;
