/**
 * Asks the control plane for its version with what the machine has, before anything is changed: kubeadm takes minutes to say that
 * nobody answers, and does not refuse a kubelet that is newer than its API server.
 */
export const CONTROL_PLANE = `# ask_control_plane URL OPTION...: leaves the version in control_plane; empty when it cannot be found out. A token stands in curl.conf,
# because it must not be an argument.
ask_control_plane() {
  control_plane=''
  url=$1
  shift
  command -v curl >/dev/null || return 0
  attempt=1
  while :; do
    status=0
    answer=$(curl -sS --max-time 10 -K "$work/curl.conf" "$@" -o "$work/version" -w '%{http_code}' "$url/version" 2>"$work/curl.log") || status=$?
    case $status in
      0) break ;;
      51 | 60) die 4 "the certificate of $url is not signed by the CA of the credential, or for another name: $(head -n 1 "$work/curl.log")" ;;
    esac
    [ "$attempt" -lt 10 ] || die 5 "$url does not answer: $(tail -n 1 "$work/curl.log"). Is the port open from here, and the control plane ready?"
    attempt=$((attempt + 1))
    sleep 3
  done
  case $answer in
    200) control_plane=$(sed -n 's/.*"gitVersion": *"v\\([0-9.]*\\).*/\\1/p' "$work/version") ;;
    401) die 4 "the control plane does not know the token: it has expired, or was revoked. $HOW_TO_GET" ;;
    *) say "warning: $url/version answered $answer" ;;
  esac
}

minor() { printf '%s' "$1" | cut -d . -f 2; }

check_skew() {
  [ -n "$control_plane" ] || return 0
  if [ "$(minor "$VERSION")" -gt "$(minor "$control_plane")" ]; then
    die 3 "the pool has kubelet $VERSION and its control plane is $control_plane. Workers may be older, never newer. Upgrade the control plane first, or lower the pool's version."
  fi
}`;
