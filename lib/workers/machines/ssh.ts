import type { Carrier, MachineHostModel } from '../../model';
import { carrierFor, commonFacts } from './facts';
import type { MachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Machines that are known one by one. */
export interface SshMachinesProps extends MachineProps {
  /** The machines; as many as are listed are expected. */
  readonly hosts: readonly [SshHost, ...SshHost[]];
  /** User of all hosts that name none; may become root without a password. @default 'root' */
  readonly user?: string;
  /** Port of all hosts that name none. @default 22 */
  readonly port?: number;
  /** Form in which the document is carried to them. @default - a shell script */
  readonly carrier?: Extract<Carrier, 'script' | 'ansible' | 'puppet'>;
}

/** A machine that is reached by SSH. */
export interface SshHost {
  /** Name of the node: an RFC 1123 subdomain. */
  readonly name: string;
  /** IP address or DNS name. @default - the name */
  readonly address?: string;
  /** @default - that of the list */
  readonly user?: string;
  /** @default - that of the list */
  readonly port?: number;
  /** Public key of the machine, as in `known_hosts` without the name. @default - taken from the user's `known_hosts` */
  readonly hostKey?: string;
  /** Labels of this node besides those of the pool. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Machines that are known one by one and reached by SSH: bare metal, single-board computers, virtual machines that stay.
 *
 * @example
 * Machines.ssh({ user: 'admin', hosts: [{ name: 'rack-1', address: '192.0.2.11' }, { name: 'rack-2', address: '192.0.2.12' }] })
 */
export function ssh(machines: SshMachinesProps): MachineSource<'hosts'> {
  const { hosts, user, port, carrier, ...props } = propsOf(machines);
  return sourceOf({
    facts: {
      ...commonFacts(props),
      source: 'ssh',
      // What a careless caller passes instead of a list is reported by the pool, as a list without a host.
      hosts: Array.isArray(hosts) ? hosts.map((host: SshHost) => hostOf(host, user ?? 'root', port ?? 22)) : [],
      firstBoot: { carrier: carrier ?? sshCarrier(props), limitBytes: null },
      scaling: { kind: 'hosts' },
    },
    delivery: { kind: 'single-use' },
  });
}

/** Whatever the system, SSH carries a script; systems that take none have a form of their own. */
function sshCarrier({ operatingSystem }: MachineProps): Carrier {
  return carrierFor(operatingSystem, 'script') === 'native' ? 'native' : 'script';
}

function hostOf(host: SshHost | null, user: string, port: number): MachineHostModel {
  const { name = '', address, hostKey, labels, ...rest } = host ?? { name: '' };
  return {
    user,
    port,
    ...rest,
    name,
    address: address ?? name,
    hostKey: hostKey ?? null,
    labels: labels ?? {},
  };
}
