/**
 * A folder in memory for what is secret, gone when the script ends; one run at a time; files of an earlier plan that this one has not.
 */
export const WORKSPACE = `in_memory() {
  case $(stat -f -c %T "$1" 2>/dev/null) in
    tmpfs | ramfs) [ -w "$1" ] ;;
    *) return 1 ;;
  esac
}

leave() {
  [ -z "$work" ] || rm -rf "$work"
  [ -z "$lock" ] || rm -rf "$lock"
}

work='' lock='' state=''

make_workspace() {
  trap leave EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  state=$root/var/lib/colonnade
  mkdir -p "$state"
  if [ -n "$root" ]; then
    work=$(mktemp -d)
    return 0
  fi
  [ "$(id -u)" = 0 ] || die 2 'run this as root'
  memory=/run
  in_memory /run || { in_memory /dev/shm && memory=/dev/shm; } || true
  mkdir -p "$memory/colonnade"
  if ! mkdir "$memory/colonnade/lock" 2>/dev/null; then
    other=$(cat "$memory/colonnade/lock/pid" 2>/dev/null || echo 0)
    if [ "$other" != 0 ] && kill -0 "$other" 2>/dev/null; then die 1 "process $other is doing this already"; fi
    rm -rf "$memory/colonnade/lock" "$memory"/colonnade/work.*
    mkdir "$memory/colonnade/lock" || die 1 "another run has just started"
  fi
  lock=$memory/colonnade/lock
  echo $$ >"$lock/pid"
  work=$(mktemp -d "$memory/colonnade/work.XXXXXX")
}

# Files that an earlier plan wrote and this one does not.
remove_outdated() {
  list="$work/files"
  plan_files >"$list"
  if [ -f "$state/files" ]; then
    while IFS= read -r path; do
      if [ -n "$path" ] && [ -f "$root$path" ] && ! grep -Fqx -e "$path" "$list"; then
        rm -f "$root$path"
        did "removed $path"
      fi
    done <"$state/files"
  fi
  cp "$list" "$state/files"
}`;
