/**
 * Shell functions that read DER, because the image has nothing that reads certificates. `der` is what they read, in hexadecimal;
 * positions count its digits. Everything is strict: what is not the one DER form of what is expected is a failure.
 *
 * - `load_base64 TEXT`, `load_pem FILE` (its first certificate) set `der`;
 * - `element POSITION END` sets `tag`, and `from` and `to` of what the element holds; `expect TAG POSITION END` also compares the tag;
 * - `walk_certificate` sets `info` (its public key info, in hexadecimal), `dns` and `ips` (its alternative names; addresses in
 *   hexadecimal);
 * - `general_names POSITION END` sets `dns` and `ips` of a list of DNS names and IP addresses, and fails when there is anything else.
 */
export const DER_FUNCTIONS = `der='' tag='' from=0 to=0 info='' dns=() ips=()
load_base64() {
  der=$(base64 -d <<<"$1" 2>/dev/null | od -An -v -tx1 | tr -d ' \\n') && [[ -n $der ]]
}

load_pem() {
  load_base64 "$(sed -n '/^-----BEGIN CERTIFICATE-----$/,/^-----END/{/^-----/!p};/^-----END/q' "$1")"
}

element() {
  local position=$1 end=$2 length count
  ((position + 4 <= end)) || return 1
  tag=\${der:position:2}
  length=$((16#\${der:position+2:2}))
  from=$((position + 4))
  if ((length >= 128)); then
    count=$((length - 128))
    ((count >= 1 && count <= 2 && from + 2 * count <= end)) || return 1
    length=$((16#\${der:from:2*count}))
    # A length has one form, the shortest.
    ((length >= (count == 1 ? 128 : 256))) || return 1
    from=$((from + 2 * count))
  fi
  to=$((from + 2 * length))
  ((to <= end))
}

expect() {
  element "$2" "$3" && [[ $tag == "$1" ]]
}

# DNS names of lower-case letters, digits, hyphens and dots; IPv4 and IPv6 addresses.
general_names() {
  local position=$1 end=$2 name
  dns=() ips=()
  while ((position < end)); do
    element "$position" "$end" || return 1
    name=\${der:from:to-from}
    if [[ $tag == 82 && $name =~ ^(2a2e)?(2d|2e|3[0-9]|6[1-9a-f]|7[0-9a])+$ ]]; then
      dns+=("$(printf '%b' "$(sed 's/../\\\\x&/g' <<<"$name")")")
    elif [[ $tag == 87 && ( \${#name} == 8 || \${#name} == 32 ) ]]; then
      ips+=("$name")
    else
      return 1
    fi
    position=$to
  done
}

walk_certificate() {
  local position end extensions _
  info='' dns=() ips=()
  expect 30 0 "\${#der}" && expect 30 "$from" "$to" || return 1
  position=$from end=$to
  element "$position" "$end" || return 1
  if [[ $tag == a0 ]]; then
    position=$to
  fi
  for _ in serial signature issuer validity subject; do
    element "$position" "$end" || return 1
    position=$to
  done
  expect 30 "$position" "$end" || return 1
  info=\${der:position:to-position}
  position=$to
  while ((position < end)); do
    element "$position" "$end" || return 1
    position=$to
    [[ $tag != a3 ]] || break
  done
  [[ $tag == a3 ]] && expect 30 "$from" "$to" || return 0
  position=$from extensions=$to
  while ((position < extensions)); do
    expect 30 "$position" "$extensions" || return 1
    position=$to
    # Object identifier 2.5.29.17, then what may say that it is critical.
    if [[ \${der:from:10} == 0603551d11 ]]; then
      end=$to
      element "$((from + 10))" "$end" || return 1
      if [[ $tag == 01 ]]; then
        element "$to" "$end" || return 1
      fi
      [[ $tag == 04 ]] && expect 30 "$from" "$to" || return 1
      general_names "$from" "$to"
      return
    fi
  done
}
`;
