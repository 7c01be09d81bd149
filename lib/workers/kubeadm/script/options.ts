/** What `--help` prints, and what the options mean. */
export const OPTIONS = `usage() {
  cat <<'END_OF_USAGE'
Makes this machine a node of its pool, or brings a node up to date. Run it as often as you like.

  --credential FILE   join credential; "-": standard input. Otherwise /run/colonnade/join,
                      or the secret store of the pool. Removed when the machine has joined.
  --name NAME         name of the node; otherwise the machine's host name
  --node-ip IP        address of the node, or two with a comma; otherwise the kubelet finds it
  --provider-id ID    spec.providerID of the node; otherwise its cloud controller finds it
  --labels A=B,C=D    labels of this node besides those of the pool
  --no-join           prepare the machine and leave the joining for another run
  --root DIR          write files below DIR, for images and tests: nothing is installed, started or joined

Exit codes: 0 a node, or prepared as asked; 1 something failed, run it again; 2 wrong usage;
3 the machine does not fit; 4 no usable credential; 5 the control plane did not take the machine.
END_OF_USAGE
}

root='' credential='' node_name='' node_ip='' provider_id='' labels='' is_joining=1

# needs OPTION VALUE PATTERN: takes the value of an option when it has the right form.
needs() {
  [ "$2" != '' ] || die 2 "$1 needs a value, see --help"
  matches "$2" "$3" || die 2 "$1 has an unusable value, see --help"
}

parse_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) usage && exit 0 ;;
      --no-join) is_joining='' && shift && continue ;;
      --credential | --name | --node-ip | --provider-id | --labels | --root) ;;
      *) die 2 "unknown option '$1', see --help" ;;
    esac
    [ $# -ge 2 ] || die 2 "$1 needs a value, see --help"
    case $1 in
      --credential) needs "$1" "$2" '.+' && credential=$2 ;;
      --name) needs "$1" "$2" '[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?' && node_name=$2 ;;
      --node-ip) needs "$1" "$2" '[0-9a-fA-F:.]+(,[0-9a-fA-F:.]+)?' && node_ip=$2 ;;
      --provider-id) needs "$1" "$2" '[A-Za-z0-9_.:/-]+' && provider_id=$2 ;;
      --labels) needs "$1" "$2" '[A-Za-z0-9_./-]+=[A-Za-z0-9_.-]*(,[A-Za-z0-9_./-]+=[A-Za-z0-9_.-]*)*' && labels=$2 ;;
      --root) needs "$1" "$2" '.*[^/].*' && root=\${2%/} ;;
    esac
    shift 2
  done
  [ -z "$root" ] || [ -d "$root" ] || die 2 "--root: there is no folder '$root'"
}`;
