import { posix } from 'node:path';
import type { JsonObject } from '../../../kubernetes';
import type { MachinePlan } from '../../machine-plan';
import { isUnitPath } from '../unit-path';
import { groupName } from './inventory';
import type { PoolName } from './inventory';

/** Where the credential of a machine comes from. */
export interface PlaybookOptions extends PoolName {
  readonly credential: 'controller' | 'machine';
}

/** Written by `kubeadm join` when the machine is a node. */
const NODE_FILE = '/etc/kubernetes/kubelet.conf';

/** The command that joins, as an expression: machines that are not of our inventory are named as they are there. */
const JOIN = "colonnade_command + colonnade_node_arguments | default(['--name', inventory_hostname])";

/**
 * The one play of a pool.
 *
 * `colonnade_root` puts everything below another folder than `/`, for images that are built in a chroot; a machine is then prepared and
 * not joined.
 */
export function playbook(plan: MachinePlan, options: PlaybookOptions): JsonObject {
  const onlyPrepared = "colonnade_root != ''";
  return {
    name: `Nodes of ${options.tenant}/${options.pool}`,
    hosts: groupName(options),
    become: true,
    gather_facts: false,
    vars: {
      colonnade_root: '',
      colonnade_command: command(plan),
      // Nothing of a task is written to the machine but what the task is about.
      ansible_pipelining: true,
      ...(options.credential === 'controller'
        ? { colonnade_join_command: `npx colonnade join-token ${options.tenant} ${options.pool}` }
        : {}),
    },
    tasks: [
      ...fileTasks(plan),
      {
        name: 'Look whether the machine is a node',
        'ansible.builtin.stat': { path: `{{ colonnade_root }}${NODE_FILE}`, get_checksum: false },
        register: 'colonnade_node',
      },
      {
        name: 'Prepare the machine below another root',
        'ansible.builtin.command': { argv: "{{ colonnade_command + ['--root', colonnade_root] }}" },
        when: [onlyPrepared, 'colonnade_files is changed'],
      },
      {
        name: 'Bring a node up to date',
        'ansible.builtin.command': { argv: '{{ colonnade_command }}' },
        when: ["colonnade_root == ''", 'colonnade_node.stat.exists', 'colonnade_files is changed'],
      },
      ...joinTasks(options),
    ],
  };
}

function fileTasks({ files }: MachinePlan): readonly JsonObject[] {
  const folders = [...new Set(files.map(({ path }) => posix.dirname(path)))].sort();
  const units = files.some(({ path }) => isUnitPath(path));
  return [
    {
      name: 'Make folders',
      'ansible.builtin.file': { path: '{{ colonnade_root }}{{ item }}', state: 'directory' },
      loop: folders.map(literal),
    },
    {
      name: 'Write files',
      'ansible.builtin.copy': {
        src: 'files{{ item.path }}',
        dest: '{{ colonnade_root }}{{ item.path }}',
        owner: 'root',
        group: 'root',
        mode: '{{ item.mode }}',
      },
      loop: files.map(({ path, mode }) => ({ path: literal(path), mode })),
      loop_control: { label: '{{ item.path }}' },
      register: 'colonnade_files',
    },
    ...(units
      ? [
          {
            name: 'Read units again',
            'ansible.builtin.systemd': { daemon_reload: true },
            when: ["colonnade_root == ''", 'colonnade_files is changed'],
          },
        ]
      : []),
  ];
}

/** A failed join says what the script said; the tasks that see a credential say nothing. */
function joinTasks({ credential }: PlaybookOptions): readonly JsonObject[] {
  const join = { creates: NODE_FILE };
  const missing = ["colonnade_root == ''", 'not colonnade_node.stat.exists'];
  if (credential === 'machine') {
    return [
      {
        name: 'Join',
        'ansible.builtin.command': { argv: `{{ ${JOIN} }}`, ...join },
        when: missing,
      },
    ];
  }
  return [
    {
      name: 'Make a credential for this machine',
      'ansible.builtin.command': { cmd: '{{ colonnade_join_command }}' },
      delegate_to: 'localhost',
      become: false,
      when: missing,
      no_log: true,
      changed_when: false,
      failed_when: false,
      register: 'colonnade_credential',
    },
    {
      name: 'Say why there is no credential',
      'ansible.builtin.fail': { msg: '{{ colonnade_credential.stderr | default(colonnade_credential.msg, true) }}' },
      when: [...missing, 'not ansible_check_mode', 'colonnade_credential.rc | default(1) != 0'],
    },
    {
      name: 'Join',
      'ansible.builtin.command': {
        argv: `{{ ${JOIN} + ['--credential', '-'] }}`,
        stdin: '{{ colonnade_credential.stdout }}',
        ...join,
      },
      when: [...missing, 'not ansible_check_mode'],
      no_log: true,
      failed_when: false,
      register: 'colonnade_join',
    },
    {
      name: 'Say why the machine did not join',
      'ansible.builtin.fail': { msg: '{{ colonnade_join.stderr | default(colonnade_join.msg, true) }}' },
      when: [...missing, 'not ansible_check_mode', 'colonnade_join.rc | default(1) != 0'],
    },
  ];
}

function command({ script }: MachinePlan): string[] {
  return ['/bin/sh', `{{ colonnade_root }}${literal(script.path)}`, ...script.args.map(literal)];
}

/** Text that Ansible takes as it is: what would start an expression is made by one. */
function literal(text: string): string {
  return /\{[{%#]/.test(text) ? text.replaceAll('{', "{{ '{' }}") : text;
}
