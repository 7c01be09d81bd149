import { emitYaml } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';

/** Release of k0sctl on gateways. https://github.com/k0sproject/k0sctl/releases/tag/v0.32.2 */
export const K0SCTL_VERSION = '0.32.2';

const RELEASES = 'https://github.com/k0sproject/k0sctl/releases/download';

/** What is fetched is compared with the sums of its release. */
const INSTALL_K0SCTL = `#!/bin/sh
set -eu
case $(uname -m) in
  x86_64) file=k0sctl-linux-amd64 ;;
  aarch64) file=k0sctl-linux-arm64 ;;
  *) echo "no k0sctl for $(uname -m)" >&2; exit 1 ;;
esac
cd "$(mktemp -d)"
curl -fsSL --retry 5 -O "${RELEASES}/v${K0SCTL_VERSION}/$file" -O "${RELEASES}/v${K0SCTL_VERSION}/checksums.txt"
grep " [*]\\{0,1\\}$file\\$" checksums.txt | sha256sum -c -
install -m 0755 "$file" /usr/local/bin/k0sctl
`;

/**
 * First-boot document of a machine in front of a private network: it forwards what goes out, and runs k0sctl. It holds no secret.
 *
 * @param cidr - range of the private network
 * @param more - further fields of the document
 */
export function gatewayDocument(cidr: string, more: JsonObject = {}): string {
  return cloudConfig({
    ...more,
    package_update: true,
    packages: ['curl', 'nftables', 'unattended-upgrades'],
    write_files: [
      { path: '/etc/sysctl.d/90-forward.conf', content: 'net.ipv4.ip_forward = 1\n' },
      {
        path: '/etc/nftables.conf',
        permissions: '0644',
        content: `#!/usr/sbin/nft -f
flush ruleset
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr ${cidr} ip daddr != ${cidr} masquerade
  }
}
`,
      },
      { path: '/usr/local/sbin/install-k0sctl', permissions: '0755', content: INSTALL_K0SCTL },
    ],
    runcmd: ['sysctl --system', 'systemctl enable --now nftables', '/usr/local/sbin/install-k0sctl'],
  });
}

/** A cloud-init document. */
export function cloudConfig(document: JsonObject): string {
  return `#cloud-config\n${emitYaml(document)}`;
}

/** Waits until a machine has done what its first-boot document says. */
export const FIRST_BOOT_IS_DONE = 'cloud-init status --wait && command -v k0sctl';
