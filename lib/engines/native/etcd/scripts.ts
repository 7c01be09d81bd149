/**
 * Scripts of the Jobs that talk to etcd as root. They run in the etcd image, whose `/bin/sh` is a static bash and which holds
 * etcdctl, but no sleep, grep or any other tool. Values come from the environment, so the text never changes.
 */

/** Seconds between two attempts, and how many there are before the pod gives up and the kubelet starts it anew. */
const PAUSE_SECONDS = 1;
const ATTEMPTS = 300;

/**
 * `pause` waits on a pipe that nobody writes to. `settle TEXT COMMAND…` runs a command and takes a failure that says TEXT for
 * success, which makes what was done before done. `attempts FUNCTION` repeats until it succeeds.
 */
const PRELUDE = `set -u
coproc NOBODY { read -r _; }
pause() { read -r -t ${PAUSE_SECONDS} -u "\${NOBODY[0]}" _ || :; }
settle() {
  local done_before=$1 said
  shift
  if said=$("$@" 2>&1); then
    printf '%s\\n' "$said"
    return 0
  fi
  printf '%s: %s\\n' "$*" "$said"
  case $said in *"$done_before"*) return 0 ;; esac
  return 1
}
attempts() {
  local left=${ATTEMPTS}
  until "$1"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { echo "gave up: $1"; exit 1; }
    pause
  done
}
auth_is_on() {
  local said
  said=$(etcdctl auth status 2>&1) || { printf '%s\\n' "$said"; return 1; }
  case $said in *'Authentication Status: true'*) return 0 ;; esac
  return 1
}
`;

/**
 * Makes the user and role `root` and switches authentication on. Does nothing where it is on already, so that the authentication
 * revision stays, which a change raises and every client has to follow.
 */
export const ENABLE_AUTH_SCRIPT = `${PRELUDE}
enable() {
  auth_is_on && return 0
  settle 'user name already exists' etcdctl user add root --no-password &&
    settle 'role name already exists' etcdctl role add root &&
    settle 'nothing to forgive' etcdctl user grant-role root root &&
    settle 'nothing to forgive' etcdctl auth enable &&
    auth_is_on
}
attempts enable
echo 'authentication is on'
`;

/**
 * Makes the user and role of a tenant: `TENANT_USER` may read and write the keys that start with `TENANT_PREFIX` and a slash.
 * Waits until authentication is on, because a role means nothing before.
 */
export const TENANT_USER_SCRIPT = `${PRELUDE}
grant() {
  settle 'role name already exists' etcdctl role add "$TENANT_USER" &&
    settle 'nothing to forgive' etcdctl role grant-permission --prefix=true "$TENANT_USER" readwrite "$TENANT_PREFIX/" &&
    settle 'user name already exists' etcdctl user add "$TENANT_USER" --no-password &&
    settle 'nothing to forgive' etcdctl user grant-role "$TENANT_USER" "$TENANT_USER"
}
attempts auth_is_on
attempts grant
echo "$TENANT_USER has $TENANT_PREFIX/"
`;
