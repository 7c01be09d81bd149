import type { JsonObject } from '../../../kubernetes';
import type { MachineHostModel } from '../../../model';

/** A pool by the names of its tenant and its own. */
export interface PoolName {
  readonly tenant: string;
  readonly pool: string;
}

/** Only the key of the file beside the inventory is taken for a machine. */
const STRICT_SSH = "-o UserKnownHostsFile='{{ inventory_dir }}/known_hosts' -o StrictHostKeyChecking=yes";

/** Group of a pool's machines, for example `team_a__general`: names of groups are Python identifiers. */
export function groupName({ tenant, pool }: PoolName): string {
  return `${tenant}__${pool}`.replaceAll(/[^A-Za-z0-9_]/g, '_');
}

/** The inventory of a pool: one group with its machines. */
export function inventory(pool: PoolName, hosts: readonly MachineHostModel[]): JsonObject {
  const entries = hosts.map(({ name, address, port, user, hostKey, labels }): [string, JsonObject] => [
    name,
    {
      ansible_host: address,
      ansible_port: port,
      ansible_user: user,
      colonnade_node_arguments: ['--name', name, ...labelArguments(labels)],
      ...(hostKey === null ? {} : { ansible_ssh_common_args: STRICT_SSH }),
    },
  ]);
  return { all: { children: { [groupName(pool)]: { hosts: Object.fromEntries(entries) } } } };
}

/** Lines of `known_hosts` for machines whose key is known; empty when there is none. */
export function knownHosts(hosts: readonly MachineHostModel[]): string {
  return hosts
    .flatMap(({ address, port, hostKey }) =>
      hostKey === null ? [] : [`${port === 22 ? address : `[${address}]:${port}`} ${hostKey}\n`],
    )
    .join('');
}

function labelArguments(labels: Readonly<Record<string, string>>): readonly string[] {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? [] : ['--labels', pairs.join(',')];
}
