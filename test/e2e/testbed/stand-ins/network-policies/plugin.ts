import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where a node's network plugin and the stand-in for an enforcer talk to each other. */
export interface Desk {
  /** One file for each sandbox: its address, namespace and pod. The plugin writes them. */
  readonly announced: string;
  /** One empty file for each sandbox whose policies are enforced. */
  readonly enforced: string;
  /** There since the first rules are. */
  readonly ready: string;
  /** The upstream plugin. */
  readonly plugin: string;
  /** The script in its place. */
  readonly script: string;
}

/** Where containerd looks for the plugin that gives pods their network. */
export const PLUGIN = '/usr/lib/cni/ptp';

/** The desk of a testbed. @param state - the folder that is removed with it */
export function deskOf(state: string): Desk {
  const folder = join(state, 'network-policies');
  const at = (name: string): string => join(folder, name);
  return {
    announced: at('announced'),
    enforced: at('enforced'),
    ready: at('ready'),
    plugin: at('ptp'),
    script: at('ptp.sh'),
  };
}

/** Makes its folders, and copies the upstream plugin before anything stands in its place. */
export function furnish(desk: Desk): void {
  for (const folder of [desk.announced, desk.enforced]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  copyFileSync(PLUGIN, desk.plugin);
}

/**
 * A CNI plugin that calls the upstream one, announces the address, and returns when policies are enforced on it: as real
 * network plugins do, a pod's programs start with their policies in place. After ten seconds it returns all the same; an address
 * that nobody knows is closed.
 */
export function pluginScript({ announced, enforced, plugin }: Desk): string {
  return `#!/bin/sh
set -eu
argument() { printf '%s' ";\${CNI_ARGS:-};" | sed -n "s/.*;$1=\\([^;]*\\);.*/\\1/p"; }
case $CNI_COMMAND in
  ADD)
    code=0
    result=$('${plugin}') || code=$?
    if [ "$code" = 0 ]; then
      address=$(printf '%s' "$result" | tr -d '\\n' | sed -n 's/.*"ips": *\\[ *{[^}]*"address": *"\\([^"/]*\\).*/\\1/p')
      printf '%s\\n' "$address $(argument K8S_POD_NAMESPACE) $(argument K8S_POD_NAME)" >'${announced}/.'"$CNI_CONTAINERID"
      mv '${announced}/.'"$CNI_CONTAINERID" '${announced}/'"$CNI_CONTAINERID"
      waited=0
      while [ ! -e '${enforced}/'"$CNI_CONTAINERID" ] && [ "$waited" -lt 200 ]; do
        sleep 0.05
        waited=$((waited + 1))
      done
    fi
    printf '%s\\n' "$result"
    exit "$code"
    ;;
  DEL)
    rm -f '${announced}/'"$CNI_CONTAINERID"
    exec '${plugin}'
    ;;
  *) exec '${plugin}' ;;
esac
`;
}

/** Reads what the plugin announced; undefined where it wrote something else. */
export function parseAnnouncement(text: string): { address: string; namespace: string; name: string } | undefined {
  const [address, namespace, name] = text.trim().split(' ');
  return address !== undefined && namespace !== undefined && name !== undefined && name !== ''
    ? { address, namespace, name }
    : undefined;
}
