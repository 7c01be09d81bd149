import type { NodeModel } from '../../model';
import { nodePart } from './part';
import type { NodePart } from './part';

/**
 * Swap turned off now and at every boot. Where it is `limited` the machine keeps what it has, and the kubelet is told
 * (https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/).
 */
export function swapPart({ swap }: Pick<NodeModel, 'swap'>): NodePart {
  return swap === 'limited' ? nodePart({}) : nodePart({ functions: [SWAP_OFF], steps: ['swap_off'] });
}

/** Everything that brings swap back at boot, fstab, partitions found by type and zram alike, goes through swap.target. */
const SWAP_OFF = `swap_off() {
  line='^[[:space:]]*[^#[:space:]]+[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|$)'
  if [ -f "$root/etc/fstab" ] && grep -Eq "$line" "$root/etc/fstab"; then
    sed -E "s/$line/# off for Kubernetes: &/" "$root/etc/fstab" | put 0644 /etc/fstab
  fi
  [ -z "$root" ] || return 0
  if [ -n "$(tail -n +2 /proc/swaps 2>/dev/null)" ]; then
    swapoff -a || die 3 'swap cannot be turned off: is there enough memory? Set swap: limited in the pool to keep it.'
    did 'turned swap off'
  fi
  if [ ! -e /etc/systemd/system/swap.target ] && [ ! -L /etc/systemd/system/swap.target ]; then
    systemctl mask swap.target >/dev/null 2>&1 || say 'warning: swap.target cannot be masked; swap may be back after a reboot'
  fi
}`;
