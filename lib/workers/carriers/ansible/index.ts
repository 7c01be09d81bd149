import { emitYaml } from '../../../kubernetes';
import type { JsonObject } from '../../../kubernetes';
import type { MachineHostModel } from '../../../model';
import type { MachinePlan } from '../../machine-plan';
import type { DocumentFile } from '../document';
import { inventory, knownHosts } from './inventory';
import { playbook } from './playbook';
import type { PlaybookOptions } from './playbook';

export { groupName } from './inventory';

/** What Ansible is told besides the plan. */
export interface AnsibleOptions extends PlaybookOptions {
  /** Machines of the pool. Empty: the inventory has the group without hosts. */
  readonly hosts: readonly MachineHostModel[];
}

/**
 * A playbook with its inventory and the files it copies; only modules of `ansible.builtin`, from ansible-core 2.14 on.
 *
 * Runs again without changing anything. A credential goes from the command that makes it to the standard input of the script: it is
 * in no file, no variable of the inventory and no log.
 *
 * @returns `playbook.yaml`, `inventory.yaml`, the plan's files below `files/`, and `known_hosts` when host keys are known
 * @see https://docs.ansible.com/ansible/latest/collections/ansible/builtin/
 */
export function ansible(plan: MachinePlan, options: AnsibleOptions): readonly [DocumentFile, ...DocumentFile[]] {
  const pool = `${options.tenant}/${options.pool}`;
  const known = knownHosts(options.hosts);
  return [
    document('playbook.yaml', pool, [playbook(plan, options)]),
    document('inventory.yaml', pool, inventory(options, options.hosts)),
    ...(known === '' ? [] : [{ name: 'known_hosts', content: known }]),
    ...plan.files.map(({ path, content }) => ({ name: `files${path}`, content })),
  ];
}

function document(name: string, pool: string, value: JsonObject | readonly JsonObject[]): DocumentFile {
  return { name, content: `# Nodes of ${pool}. Made by colonnade; holds no secret.\n---\n${emitYaml(value)}` };
}
