import { findScript } from '../../credential/find-script';

/** A machine whose identity may read the secret of its pool. */
const FROM_STORE = `  elif [ -n "$STORE" ]; then
    fetch_credential || die 4 "no credential came from $STORE. Does the machine's identity have access, and is the CronJob of the pool running?"
`;

/** The join credential: where it is found, and whether it can be used. */
export const CREDENTIAL = `HOW_TO_GET="Get one with: npx colonnade join-token $(printf '%s' "$POOL" | tr / ' ')"

${findScript({ noun: 'credential', called: 'join credential', orElse: FROM_STORE })}}

# Builtins only from here on, because arguments of programs can be seen by everybody on the machine.
read_credential() {
  mark='' server='' ca='' ca_hash='' token='' expires='' pool=''
  cr=$(printf '\\r')
  while IFS= read -r line || [ -n "$line" ]; do
    line=\${line%"$cr"}
    value=\${line#*=}
    case $line in
      colonnade-join/v1) mark=1 ;;
      server=*) server=$value ;;
      ca=*) ca=$value ;;
      ca-hash=*) ca_hash=$value ;;
      token=*) token=$value ;;
      expires=*) expires=$value ;;
      pool=*) pool=$value ;;
    esac
  done <"$work/credential"
  [ -n "$mark" ] || die 4 "this is no join credential: its first line is not colonnade-join/v1. $HOW_TO_GET"
  for part in server ca ca_hash token expires pool; do
    eval "[ -n \\"\\$$part\\" ]" || die 4 "the credential has no $(printf '%s' "$part" | tr _ -). $HOW_TO_GET"
  done
  matches "$server" 'https://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}' || die 4 'the server of the credential is no https://host:port'
  matches "$ca" '[A-Za-z0-9+/]+={0,2}' || die 4 'the ca of the credential is no base64 on one line'
  matches "$ca_hash" 'sha256:[0-9a-f]{64}' || die 4 'the ca-hash of the credential is no sha256:<64 hexadecimal digits>'
  matches "$token" '[a-z0-9]{6}\\.[a-z0-9]{16}' || die 4 'the token of the credential is no bootstrap token'
  matches "$expires" '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z' || die 4 'expires of the credential is no time such as 2026-11-21T16:00:00Z'
  [ "$pool" = "$POOL" ] || die 4 "the credential is for pool $pool, and this machine is prepared for $POOL. $HOW_TO_GET"
  if [ "$(printf '%s' "$expires" | tr -cd 0-9)" -le "$(date -u +%Y%m%d%H%M%S)" ]; then
    die 4 "the credential expired at $expires, and here it is $(date -u +%Y-%m-%dT%H:%M:%SZ). $HOW_TO_GET"
  fi
  printf '%s' "$ca" | base64 -d >"$work/ca.crt" 2>/dev/null || die 4 'the ca of the credential is no base64'
  check_ca_hash
}

# A bundle of several CAs is left to kubeadm.
check_ca_hash() {
  command -v openssl >/dev/null && [ "$(grep -c BEGIN "$work/ca.crt")" = 1 ] || return 0
  actual=$(openssl x509 -in "$work/ca.crt" -noout -pubkey 2>/dev/null | openssl pkey -pubin -outform der 2>/dev/null | sha256sum | cut -d ' ' -f 1)
  [ "sha256:$actual" = "$ca_hash" ] || die 4 "the ca-hash of the credential is not that of its ca (sha256:$actual). $HOW_TO_GET"
}`;
