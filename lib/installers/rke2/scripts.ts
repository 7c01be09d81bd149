import { PATHS } from './config';

/** Kernel parameters that RKE2 asks for with `profile: cis`; it does not start otherwise. https://docs.rke2.io/security/hardening_guide#set-kernel-parameters */
export const CIS_SYSCTLS = `vm.panic_on_oom=0
vm.overcommit_memory=1
kernel.panic=10
kernel.panic_on_oops=1
`;

/** Makes a server ready for its first start: the user of etcd, the parameters of the kernel and, on the first server, both tokens. */
export function prepareScript({ makesTokens, cis }: { readonly makesTokens: boolean; readonly cis: boolean }): string {
  const parts = [
    `#!/bin/sh
# Prepares a server for its first start, as root. May be run again: what is there stays.
set -eu
umask 077
[ "$(id -u)" = 0 ] || { echo 'run this as root' >&2; exit 1; }`,
    ...(cis
      ? [
          `getent passwd etcd >/dev/null || useradd --system --user-group --no-create-home --shell /usr/sbin/nologin --comment 'etcd user' etcd
sysctl --quiet --load ${PATHS.sysctl}`,
        ]
      : []),
    ...(makesTokens
      ? [
          `for file in ${PATHS.token} ${PATHS.agentToken}; do
  [ -s "$file" ] || head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' >"$file"
done`,
        ]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}
