/** A way that firewalls have to leave open. Answers to what is let through come back by themselves. */
export interface FirewallRule {
  /** Construct path of the management cluster or tenant that needs it. */
  readonly path: string;
  /** Who opens the connection. */
  readonly source: FirewallParty;
  readonly destination: FirewallParty;
  readonly protocol: 'TCP' | 'UDP';
  /** Ports of the destination: numbers and ranges such as `30000-32767`, in ascending order. */
  readonly ports: readonly string[];
  /** `always`: without it the cluster does not work. `depends`: only where `why` says so. */
  readonly need: 'always' | 'depends';
  /** What it is for: a phrase. */
  readonly why: string;
}

/** One end of a connection. */
export interface FirewallParty {
  /** In words, for example `workers of team-a`. */
  readonly name: string;
  /** IP addresses, ranges and DNS names. Empty: the model does not know them. */
  readonly addresses: readonly string[];
}

/** All that a rule says besides whose it is. */
export type Way = Omit<FirewallRule, 'path'>;

/** A rule over TCP. */
export function tcp(
  source: FirewallParty,
  destination: FirewallParty,
  ports: readonly (number | string)[],
  need: FirewallRule['need'],
  why: string,
): Way {
  return { source, destination, protocol: 'TCP', ports: sorted(ports), need, why };
}

/** A rule over UDP. */
export function udp(...of: Parameters<typeof tcp>): Way {
  return { ...tcp(...of), protocol: 'UDP' };
}

/** One end of a connection. */
export function party(name: string, addresses: readonly string[] = []): FirewallParty {
  return { name, addresses };
}

function sorted(ports: readonly (number | string)[]): readonly string[] {
  const first = (port: string): number => Number(port.split('-')[0]);
  return [...new Set(ports.map(String))].sort((a, b) => first(a) - first(b));
}
