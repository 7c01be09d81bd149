import type { JsonObject } from '../../kubernetes';
import { cloudConfig } from '../bare-metal/gateway';

/** Who may log in: the image's own user, with this key and nothing else. */
export function access(publicKey: string): JsonObject {
  return { ssh_authorized_keys: [publicKey.trim()], ssh_pwauth: false };
}

/**
 * First-boot document of a machine that k0sctl makes a node of. Its agent tells KubeVirt the addresses that it has inside, which the cloud
 * controller manager of KubeVirt gives to the node.
 *
 * Source: https://kubevirt.io/user-guide/user_workloads/guest_agent_information/
 */
export function machineDocument(publicKey: string): string {
  return cloudConfig({
    ...access(publicKey),
    package_update: true,
    packages: ['qemu-guest-agent', 'unattended-upgrades'],
    runcmd: ['systemctl enable --now qemu-guest-agent'],
  });
}
