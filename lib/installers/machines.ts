import {
  dns1123LabelProblem,
  dnsNameProblem,
  isKubeletLabel,
  labelKeyProblem,
  labelValueProblem,
  parseIp,
} from '../kubernetes';
import { INSTALLER_PROBLEMS } from './problems';
import type { Problems } from './problems';

/** A machine of a management cluster. */
export interface Machine {
  /** Name of the machine and of its node: a DNS name in lower case. */
  readonly name: string;
  /** IP address at which the other machines reach it. */
  readonly address: string;
}

/** A taint that a node has from its first moment on. */
export interface NodeTaint {
  readonly key: string;
  /** @default '' */
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** What nodes are told apart by. */
export interface NodeMarks {
  /** @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default [] */
  readonly taints?: readonly NodeTaint[];
}

/** A machine that runs pods, for example those of tenants' control planes or of their etcd. */
export interface WorkerMachine extends Machine, NodeMarks {}

/** A machine that an installer reaches by SSH, with the keys of the person who runs it. */
export interface SshAccess {
  /** User that may become root without a password. @default 'root' */
  readonly user?: string;
  /** @default 22 */
  readonly port?: number;
  /** Address for SSH where it is another than {@link Machine.address}. @default - the address of the machine */
  readonly sshAddress?: string;
}

/** What is wrong with the name of a cluster, which becomes part of names of files and of other objects. */
export function checkClusterName(problems: Problems, name: string): void {
  const problem = dns1123LabelProblem(name, 40);
  if (problem === undefined) return;
  problems.add(INSTALLER_PROBLEMS.name, 'name', {
    message: `'${name}' ${problem}.`,
    fix: 'a name of lower-case letters, digits and hyphens.',
  });
}

/** One, three, five or seven machines with an etcd. */
export function checkQuorum(problems: Problems, property: string, members: number): void {
  if (members % 2 === 1 && members <= 7) return;
  problems.add(INSTALLER_PROBLEMS.quorum, property, {
    message: `${String(members)} members of etcd ${members > 7 ? 'agree slowly' : `survive no more losses than ${String(Math.max(members - 1, 0))}`}.`,
    fix: `${property}: three, or five.`,
  });
}

/** Names and addresses of all machines of a cluster: what each may be, and that no two are the same. */
export function checkMachines(problems: Problems, lists: Readonly<Record<string, readonly Machine[]>>): void {
  const names = new Set<string>();
  const addresses = new Set<string>();
  for (const [property, machines] of Object.entries(lists)) {
    for (const [index, { name, address }] of machines.entries()) {
      const at = `${property}[${String(index)}]`;
      const impossible = dnsNameProblem(name);
      if (impossible !== undefined || names.has(name)) {
        problems.add(INSTALLER_PROBLEMS.name, `${at}.name`, {
          message: `'${name}' ${impossible ?? 'is the name of two machines'}.`,
          fix: "a DNS name of its own, for example 'node-1'.",
        });
      }
      const ip = parseIp(address);
      if (!ip.ok || addresses.has(address)) {
        problems.add(INSTALLER_PROBLEMS.address, `${at}.address`, {
          message: ip.ok ? `two machines have the address ${address}.` : `${ip.problem}.`,
          fix: 'the IP address at which other machines reach this one.',
        });
      }
      names.add(name);
      addresses.add(address);
    }
  }
}

/** Labels that a kubelet may give its node, and taints that an API server takes. */
export function checkMarks(problems: Problems, property: string, { labels = {}, taints = [] }: NodeMarks): void {
  const wrong = (where: string, message: string) => {
    problems.add(INSTALLER_PROBLEMS.label, `${property}.${where}`, {
      message,
      fix: "a key such as 'example.com/role' with a value of letters, digits, dots, hyphens and underscores.",
    });
  };
  for (const [key, value] of Object.entries(labels)) {
    const problem =
      labelKeyProblem(key) ??
      labelValueProblem(value) ??
      (isKubeletLabel(key) ? undefined : 'is a label that a kubelet may not give itself');
    if (problem !== undefined) wrong('labels', `${key}=${value} ${problem}.`);
  }
  for (const { key, value = '' } of taints) {
    const problem = labelKeyProblem(key) ?? labelValueProblem(value);
    if (problem !== undefined) wrong('taints', `${key}=${value} ${problem}.`);
  }
}

/** Users, ports and addresses for SSH that can be, none of which a shell or a template would read as anything else. */
export function checkSsh(problems: Problems, property: string, machines: readonly SshAccess[]): void {
  for (const [index, { user = 'root', port = 22, sshAddress }] of machines.entries()) {
    const at = `${property}[${String(index)}]`;
    if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(user)) {
      problems.add(INSTALLER_PROBLEMS.name, `${at}.user`, {
        message: `'${user}' is no name of a user.`,
        fix: "user: 'admin'.",
      });
    }
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      problems.add(INSTALLER_PROBLEMS.address, `${at}.port`, {
        message: `${String(port)} is no port.`,
        fix: 'port: 22.',
      });
    }
    if (sshAddress !== undefined && !parseIp(sshAddress).ok && dnsNameProblem(sshAddress) !== undefined) {
      problems.add(INSTALLER_PROBLEMS.address, `${at}.sshAddress`, {
        message: `'${sshAddress}' is neither an IP address nor a DNS name.`,
        fix: "for example '198.51.100.7'.",
      });
    }
  }
}
