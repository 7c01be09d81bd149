import { nodePart } from './part';
import type { NodePart } from './part';

/**
 * Machines cloned from an image share its machine-id unless somebody empties it; leases, logs and some network plugins take them for
 * one machine then. What an image was built with is remembered in it by `--root`.
 */
export const MACHINE_ID_PART: NodePart = nodePart({
  functions: [
    `check_machine_id() {
  if [ -n "$root" ]; then
    [ ! -s "$root/etc/machine-id" ] || put 0644 /opt/colonnade/image-machine-id <"$root/etc/machine-id"
    return 0
  fi
  id=$(cat /etc/machine-id 2>/dev/null || true)
  how='Empty /etc/machine-id in the image, or here run: rm -f /etc/machine-id && systemd-machine-id-setup, and reboot.'
  case $id in
    '' | uninitialized | *[!0-9a-f]*) die 3 "/etc/machine-id holds no id. $how" ;;
  esac
  [ -n "$(printf '%s' "$id" | tr -d 0)" ] || die 3 "/etc/machine-id is all zero. $how"
  if [ -f /opt/colonnade/image-machine-id ] && [ "$(cat /opt/colonnade/image-machine-id)" = "$id" ]; then
    die 3 "/etc/machine-id is that of the image, so that other machines have the same. $how"
  fi
}`,
  ],
  steps: ['check_machine_id'],
});
