/**
 * Functions that all steps of the script use, in POSIX shell.
 *
 * What a file is written with is decided by its content, so that a run without changes writes nothing. What has to be restarted is decided
 * by sums of the files that were in force last time, because a carrier may have written them before the script runs.
 */
export const PRELUDE = `say() { printf 'colonnade: %s\\n' "$*" >&2; }

# die CODE MESSAGE
die() {
  code=$1
  shift
  say "error: $*"
  exit "$code"
}

# did WHAT: tells of a change. A file rather than a variable, because pipes have shells of their own.
did() {
  say "$*"
  printf '%s\\n' "$*" >>"$work/changes"
}

# matches TEXT PATTERN: whether an extended regular expression matches the text as a whole.
matches() { printf '%s\\n' "$1" | grep -Eqx -e "$2"; }

# put MODE PATH: writes standard input to a file below the root, when it is not there already.
put() {
  target=$root$2
  (umask 022 && mkdir -p "\${target%/*}") || die 1 "the folder of $2 cannot be made"
  cat >"$target.colonnade-new" || die 1 "$2 cannot be written"
  chmod "$1" "$target.colonnade-new"
  if [ -f "$target" ] && [ "$(sha256sum <"$target")" = "$(sha256sum <"$target.colonnade-new")" ]; then
    chmod "$1" "$target"
    rm -f "$target.colonnade-new"
  else
    mv -f "$target.colonnade-new" "$target" || die 1 "$2 cannot be written"
    did "wrote $2"
  fi
}`;

/** Functions of the script that {@link PRELUDE} does not need and a carrier neither. */
export const MACHINE_FUNCTIONS = `# retry TIMES COMMAND...: with pauses of 2, 4, 8 ... seconds, 30 at most.
retry() {
  left=$1
  pause=2
  shift
  while ! "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep "$pause"
    pause=$((pause * 2))
    [ "$pause" -le 30 ] || pause=30
  done
}

sums() {
  for path in "$@"; do
    if [ -f "$path" ]; then
      printf '%s\\n' "$path"
      cat "$path"
    fi
  done | sha256sum
}

# stale NAME PATH...: whether the files differ from those that were there at the last "fresh NAME".
stale() {
  name=$1
  shift
  sums "$@" >"$work/$name.sum"
  [ "$(cat "$state/$name.sum" 2>/dev/null || true)" != "$(cat "$work/$name.sum")" ]
}

fresh() { cp "$work/$1.sum" "$state/$1.sum"; }

is_joined() { [ -s /etc/kubernetes/kubelet.conf ]; }

installed_kubelet() { kubelet --version 2>/dev/null | cut -d ' ' -f 2; }

installed_kubeadm() { kubeadm version -o short 2>/dev/null || true; }

has_versions() { [ "$(installed_kubelet)" = "v$VERSION" ] && [ "$(installed_kubeadm)" = "v$VERSION" ]; }

# program_path NAME: where it is on the machine, without the root in front.
program_path() {
  if [ -z "$root" ]; then
    command -v "$1" || true
    return 0
  fi
  for folder in /usr/local/bin /usr/bin /opt/bin; do
    if [ -x "$root$folder/$1" ]; then
      printf '%s\\n' "$folder/$1"
      return 0
    fi
  done
}`;
