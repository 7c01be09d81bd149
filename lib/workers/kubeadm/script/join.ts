/** Puts values in the place of marks with builtins alone: arguments of programs can be seen by everybody on the machine. */
export const SHELL_REPLACE = `# replace MARK TEXT: in the variable line.
replace() {
  case $line in
    *"$1"*) line=\${line%%"$1"*}$2\${line#*"$1"} ;;
  esac
}`;

/** Joins: kubeadm's configuration is put together in memory, and what kubeadm says is put in words of the person who runs this. */
export function joinFunctions({ asksProviderId }: { readonly asksProviderId: boolean }): string {
  return `${SHELL_REPLACE}

# fill: standard input with values for marks. Marks stand in quotes, and no value can hold one.
fill() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      *__COLONNADE_NODE_ARGS__*) node_args "\${line%%-*}" && continue ;;
    esac
    replace __COLONNADE_LABELS__ "\${labels:+$labels,}"
    replace __COLONNADE_FOLDER__ "$work"
    replace __COLONNADE_NODE_NAME__ "$node_name"
    replace __COLONNADE_SERVER__ "$server"
    replace __COLONNADE_ENDPOINT__ "\${server#https://}"
    replace __COLONNADE_CA__ "$ca"
    replace __COLONNADE_CA_HASH__ "$ca_hash"
    replace __COLONNADE_TOKEN__ "$token"
    printf '%s\\n' "$line"
  done
}

# node_args INDENTATION: arguments of this kubelet besides those of its pool.
node_args() {
  [ -z "$node_ip" ] || printf '%s- name: node-ip\\n%s  value: "%s"\\n' "$1" "$1" "$node_ip"
  [ -z "$provider_id" ] || printf '%s- name: provider-id\\n%s  value: "%s"\\n' "$1" "$1" "$provider_id"
  if [ -n "$labels" ] && ! grep -q __COLONNADE_LABELS__ "$JOIN_TEMPLATE"; then
    printf '%s- name: node-labels\\n%s  value: "%s"\\n' "$1" "$1" "$labels"
  fi
}

# Lines with the token are left out, though kubeadm prints none.
kubeadm_log() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      *"$token"*) ;;
      *) printf '  %s\\n' "$line" >&2 ;;
    esac
  done <"$work/kubeadm.log"
}

said() { grep -Eq -e "$1" "$work/kubeadm.log"; }

explain_failure() {
  kubeadm_log
  if said 'cluster CA found in .* is invalid|none of the public keys'; then
    die 4 "the control plane has another CA than the ca-hash of the credential says. $HOW_TO_GET"
  elif said 'signed by unknown authority|x509: '; then
    die 4 "the control plane's certificate is not signed by the CA of the credential. $HOW_TO_GET"
  elif said 'is invalid for this cluster or it has expired|JWS signature|Unauthorized'; then
    die 4 "the control plane does not know the token: it has expired, or was revoked. $HOW_TO_GET"
  elif said 'higher than the control plane version|only supports deploying clusters with the control plane version'; then
    die 3 "the pool has kubelet $VERSION, which does not fit its control plane. Workers may be older, never newer."
  elif said 'is forbidden: User'; then
    die 4 "the control plane knows the token and lets no machine of $POOL in: was the pool removed? $HOW_TO_GET"
  elif said 'already exists in the cluster'; then
    die 5 "there is a node named $node_name that is Ready. Is it another machine? Use --name, or delete that node."
  elif said '\\[ERROR '; then
    die 3 "kubeadm's checks failed, see the lines with ERROR above. A check that does not matter here can be named in bootstrap.ignorePreflightErrors of the pool."
  elif said 'kubelet is not healthy|waiting for the kubelet|TLS bootstrap'; then
    die 5 'the kubelet does not come up, or gets no certificate. See: journalctl -u kubelet'
  fi
  die 5 "kubeadm join failed. $server has to be reachable from here. Run this again when the cause is gone."
}

join() {
  [ -n "$node_name" ] || node_name=$(uname -n | tr '[:upper:]' '[:lower:]')
  matches "$node_name" '[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?' || die 3 "the host name '$node_name' cannot be the name of a node. Set another one, or use --name."
  find_credential
  read_credential
  printf 'header = "Authorization: Bearer %s"\\n' "$token" >"$work/curl.conf"
  ask_control_plane "$server" --cacert "$work/ca.crt"
  check_skew
  # What an attempt that failed has left would stop the next one.
  systemctl stop kubelet.service >/dev/null 2>&1 || true
  rm -f /etc/kubernetes/bootstrap-kubelet.conf /etc/kubernetes/pki/ca.crt
  [ ! -f "$DISCOVERY_TEMPLATE" ] || fill <"$DISCOVERY_TEMPLATE" >"$work/discovery.yaml"
${asksProviderId ? '  find_provider_id\n' : ''}  fill <"$JOIN_TEMPLATE" >"$work/join.yaml"
  say "joining $server as $node_name; this takes up to five minutes"
  kubeadm join --config "$work/join.yaml" >"$work/kubeadm.log" 2>&1 </dev/null || explain_failure
  is_joined || explain_failure
  [ -z "$credential_file" ] || rm -f "$credential_file"
  in_force
  did "$node_name is a node of $POOL"
}`;
}
