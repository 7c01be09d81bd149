import { shellWord } from '../../node';

/**
 * What a machine that is a node already gets: a newer kubelet, another configuration, or nothing.
 *
 * @param ignored - names of preflight checks whose failure is a warning
 */
export function updateFunctions(ignored: readonly string[]): string {
  const options = ignored.length === 0 ? '' : ` --ignore-preflight-errors ${shellWord(ignored.join(','))}`;
  return `KUBELET_CONF=/etc/kubernetes/kubelet.conf

node_server() { sed -n 's/^ *server: *"\\{0,1\\}\\([^" ]*\\).*/\\1/p' "$KUBELET_CONF" | head -n 1; }

# A machine that is a node elsewhere is left alone, and no package is changed before the control plane is known to allow it.
check_node() {
  [ -z "$root" ] && is_joined || return 0
  if [ -n "$SERVER" ] && [ "$(node_server)" != "$SERVER" ]; then
    die 3 "this machine is a node of $(node_server), and $POOL is at $SERVER. To move it, run kubeadm reset first."
  fi
  has_versions && return 0
  : >"$work/curl.conf"
  ask_control_plane "$(node_server)" --cacert /etc/kubernetes/pki/ca.crt --cert /var/lib/kubelet/pki/kubelet-client-current.pem
  check_skew
}

kubelet_is_stale() {
  stale kubelet "$PATCHES/kubeletconfiguration+merge.yaml" /etc/systemd/system/kubelet.service.d/20-colonnade-proxy.conf
  changed=$?
  [ "$changed" = 0 ] || [ "$(cat "$state/version" 2>/dev/null || true)" != "$VERSION" ]
}

in_force() {
  kubelet_is_stale || true
  fresh kubelet
  printf '%s\\n' "$VERSION" >"$state/version"
}

update() {
  rm -f /run/colonnade/join
  if kubelet_is_stale; then
    kubeadm upgrade node --patches "$PATCHES"${options} >"$work/kubeadm.log" 2>&1 </dev/null || {
      sed 's/^/  /' "$work/kubeadm.log" >&2
      die 5 'kubeadm upgrade node failed, see above. The kubelet goes on as it was.'
    }
    systemctl daemon-reload
    systemctl restart kubelet.service || die 1 'the kubelet does not start. See: journalctl -u kubelet'
    in_force
    did "the kubelet runs $VERSION with the configuration of $POOL"
  elif ! systemctl is-active --quiet kubelet.service; then
    systemctl start kubelet.service || die 1 'the kubelet does not start. See: journalctl -u kubelet'
    did 'started the kubelet'
  fi
}`;
}
