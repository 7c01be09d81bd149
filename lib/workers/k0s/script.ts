import { findScript } from '../credential/find-script';

/** Unit that `k0s install worker` writes. */
export const SERVICE = 'k0sworker.service';

/**
 * Functions of the script that are k0s' own; they use those of `PRELUDE`, `MACHINE_FUNCTIONS` and `WORKSPACE`.
 *
 * k0s reads its token whenever it starts and a kubelet has no certificate yet, so the file stays, with a comment for content, as k0sctl
 * does it too.
 */
export const K0S_FUNCTIONS = `K0S=/usr/local/bin/k0s
TOKEN_FILE=/etc/k0s/token
HOW_TO_GET="Read it from the Secret of the JoinTokenRequest of this pool"

is_joined() { [ -s /var/lib/k0s/kubelet.conf ]; }

installed_k0s() { "$K0S" version 2>/dev/null || true; }

k0s_binary() {
  [ -z "$root" ] || return 0
  [ "$(installed_k0s)" != "v$K0S_VERSION" ] || return 0
  case $(uname -m) in
    x86_64) here=amd64 ;;
    aarch64) here=arm64 ;;
    armv7l | armv8l) here=arm ;;
    *) here=$(uname -m) ;;
  esac
  [ "$here" = "$K0S_ARCHITECTURE" ] || die 3 "this machine is $here, and pool $POOL is for $K0S_ARCHITECTURE"
  command -v curl >/dev/null || die 3 'there is no curl on this machine. Install it, or put k0s into /usr/local/bin of the image.'
  file=k0s-v$K0S_VERSION-$K0S_ARCHITECTURE
  url=$K0S_RELEASE/$(printf '%s' "$file" | sed 's/+/%2B/g')
  retry 5 curl -fsSL --connect-timeout 20 -o "$work/sums" "$K0S_RELEASE/sha256sums.txt" || die 1 "the sums of k0s v$K0S_VERSION cannot be fetched from $K0S_RELEASE"
  sum=$(awk -v name="$file" '$2 == name || $2 == "*" name { print $1 }' "$work/sums")
  [ -n "$sum" ] || die 1 "there is no sum of $file in $K0S_RELEASE/sha256sums.txt"
  mkdir -p "\${K0S%/*}"
  # Beside its place rather than in memory: it is larger than what a small machine has.
  retry 5 curl -fsSL --connect-timeout 20 -o "$K0S.colonnade-new" "$url" || die 1 "k0s cannot be fetched from $url"
  if [ "$(sha256sum <"$K0S.colonnade-new" | cut -d ' ' -f 1)" != "$sum" ]; then
    rm -f "$K0S.colonnade-new"
    die 1 "what came from $url is not what its release says it is"
  fi
  chmod 0755 "$K0S.colonnade-new"
  mv -f "$K0S.colonnade-new" "$K0S"
  did "installed k0s v$K0S_VERSION"
}

${findScript({ noun: 'token', called: 'join token' })}  tr -d '\\r\\n' <"$work/credential" | grep -Eqx -e '[A-Za-z0-9+/]+={0,2}' || die 4 "this is no join token of k0s, which is base64. $HOW_TO_GET"
}

k0s_install() {
  set -- install worker --force --token-file "$TOKEN_FILE"
  all_labels=$LABELS
  if [ -n "$labels" ]; then all_labels=$labels\${LABELS:+,$LABELS}; fi
  args=$KUBELET_ARGS
  [ -z "$node_name" ] || args="$args --hostname-override=$node_name"
  [ -z "$node_ip" ] || args="$args --node-ip=$node_ip"
  [ -z "$provider_id" ] || args="$args --provider-id=$provider_id"
  [ -z "$PROFILE" ] || set -- "$@" --profile "$PROFILE"
  [ -z "$all_labels" ] || set -- "$@" --labels "$all_labels"
  [ -z "$TAINTS" ] || set -- "$@" --taints "$TAINTS"
  [ -z "$args" ] || set -- "$@" --kubelet-extra-args "\${args# }"
  printf '%s\\n' "$K0S_VERSION" "$@" >"$state/k0s-arguments.new"
  if is_joined && cmp -s "$state/k0s-arguments.new" "$state/k0s-arguments"; then
    rm -f "$state/k0s-arguments.new"
    return 1
  fi
  "$K0S" "$@" >"$work/install" 2>&1 || die 1 "k0s install failed: $(tail -n 1 "$work/install")"
  systemctl daemon-reload
}

# What differs from node to node is given at the first run and kept.
k0s_join() {
  if [ -n "$root" ] || [ -z "$is_joining" ]; then return 0; fi
  if is_joined; then
    if [ -f "$state/k0s-node" ]; then
      { IFS= read -r node_name; IFS= read -r node_ip; IFS= read -r provider_id; IFS= read -r labels; } <"$state/k0s-node" || true
    fi
    if k0s_install; then
      systemctl restart ${SERVICE} || die 1 'k0s does not start. See: journalctl -u k0sworker'
      mv -f "$state/k0s-arguments.new" "$state/k0s-arguments"
      did "started k0s v$K0S_VERSION with the settings of the pool"
    fi
    return 0
  fi
  find_token
  mkdir -p "\${TOKEN_FILE%/*}"
  tr -d '\\r\\n' <"$work/credential" >"$TOKEN_FILE"
  chmod 0600 "$TOKEN_FILE"
  k0s_install
  systemctl enable ${SERVICE} >/dev/null 2>&1 || true
  systemctl restart ${SERVICE} || die 1 'k0s does not start. See: journalctl -u k0sworker'
  waited=0
  until is_joined; do
    if [ "$waited" -ge 300 ]; then
      systemctl stop ${SERVICE} || true
      forget_token
      die 5 'the control plane did not take this machine in five minutes. See: journalctl -u k0sworker'
    fi
    sleep 2
    waited=$((waited + 2))
  done
  forget_token
  [ -z "$credential_file" ] || rm -f "$credential_file"
  printf '%s\\n' "$node_name" "$node_ip" "$provider_id" "$labels" >"$state/k0s-node"
  mv -f "$state/k0s-arguments.new" "$state/k0s-arguments"
  did "joined the control plane of pool $POOL"
}

forget_token() { printf '# used\\n' >"$TOKEN_FILE"; }`;
