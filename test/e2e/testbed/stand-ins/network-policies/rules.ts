import type {
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1';
import { satisfies } from './objects';
import type { NamespaceObject, Workload } from './objects';

/** Seen from the pod that a policy selects. */
export type Direction = 'Ingress' | 'Egress';

/** Pods of one namespace that the same policies isolate in one direction. */
export interface Isolation {
  readonly direction: Direction;
  readonly namespace: string;
  readonly policies: readonly NetworkPolicy[];
  readonly workloads: readonly Workload[];
}

/** Finds which pods are isolated by which policies. Pods that no policy selects are in none of the answers. */
export function isolationsOf(
  workloads: readonly Workload[],
  policies: readonly NetworkPolicy[],
  direction: Direction,
): readonly Isolation[] {
  const groups = new Map<string, Isolation & { readonly workloads: Workload[] }>();
  const relevant = policies.filter((policy) => typesOf(policy).includes(direction)).sort(byName);
  for (const workload of workloads) {
    const { namespace, labels } = workload;
    const selecting = relevant.filter(
      ({ metadata, spec }) => metadata?.namespace === namespace && satisfies(labels, spec?.podSelector ?? {}),
    );
    if (selecting.length === 0) continue;
    const key = `${namespace} ${selecting.map(nameOf).join(' ')}`;
    const group = groups.get(key) ?? { direction, namespace, policies: selecting, workloads: [] };
    group.workloads.push(workload);
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/**
 * What an isolated pod may exchange: nftables expressions, any of which permits a connection. An empty one permits all.
 * Policies only add to each other.
 */
export function permitsOf(
  { direction, policies, namespace, workloads: selected }: Isolation,
  namespaces: readonly NamespaceObject[],
  workloads: readonly Workload[],
): readonly string[] {
  const side = direction === 'Ingress' ? 'saddr' : 'daddr';
  // Names of ports are those of the pod that is connected to.
  const targets = direction === 'Ingress' ? selected : workloads;
  const permits = policies.flatMap((policy) =>
    rulesOf(policy, direction).flatMap(({ peers, ports }) => {
      const from = anyOf(peers, (peer) => peerMatches(peer, side, namespace, namespaces, workloads));
      const to = anyOf(ports, (port) => portMatches(port, targets));
      return from.flatMap((one) =>
        to
          .filter((other) => !conflict(one, other))
          .map((other) => [one, other].filter((text) => text !== '').join(' ')),
      );
    }),
  );
  return [...new Set(permits)];
}

/** An expression for addresses, or one for each family; none when there are no addresses. */
export function addressMatches(side: 'saddr' | 'daddr', addresses: readonly string[]): readonly string[] {
  return (['ip', 'ip6'] as const).flatMap((family) => {
    const own = addresses.filter((address) => familyOf(address) === family);
    return own.length === 0 ? [] : [`${family} ${side} { ${own.join(', ')} }`];
  });
}

/** The name that nftables has for the family of an address or range. */
export function familyOf(address: string): 'ip' | 'ip6' {
  return address.includes(':') ? 'ip6' : 'ip';
}

/** Name of a policy within its namespace. */
export function nameOf({ metadata }: NetworkPolicy): string {
  return metadata?.name ?? '';
}

/** Whether two expressions are about different families: no packet satisfies both, and nftables refuses the ruleset. */
function conflict(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => /^ip6? /.exec(text)?.[0]);
  return a !== undefined && b !== undefined && a !== b;
}

/** An absent or empty list restricts nothing. */
function anyOf<T>(list: readonly T[] | undefined, translate: (one: T) => readonly string[]): readonly string[] {
  return list === undefined || list.length === 0 ? [''] : list.flatMap(translate);
}

function typesOf({ spec }: NetworkPolicy): readonly string[] {
  if (spec?.policyTypes !== undefined && spec.policyTypes.length > 0) return spec.policyTypes;
  return spec?.egress !== undefined && spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

interface Rule {
  readonly peers: readonly NetworkPolicyPeer[] | undefined;
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

function rulesOf({ spec }: NetworkPolicy, direction: Direction): readonly Rule[] {
  const ingress = ({ from, ports }: NetworkPolicyIngressRule): Rule => ({ peers: from, ports });
  const egress = ({ to, ports }: NetworkPolicyEgressRule): Rule => ({ peers: to, ports });
  return direction === 'Ingress' ? (spec?.ingress ?? []).map(ingress) : (spec?.egress ?? []).map(egress);
}

function peerMatches(
  { ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer,
  side: 'saddr' | 'daddr',
  ownNamespace: string,
  namespaces: readonly NamespaceObject[],
  workloads: readonly Workload[],
): readonly string[] {
  if (ipBlock !== undefined) {
    const field = `${familyOf(ipBlock.cidr)} ${side}`;
    const except = ipBlock.except ?? [];
    return [`${field} ${ipBlock.cidr}${except.length === 0 ? '' : ` ${field} != { ${except.join(', ')} }`}`];
  }
  const among =
    namespaceSelector === undefined
      ? [ownNamespace]
      : namespaces.filter(({ metadata }) => satisfies(metadata.labels ?? {}, namespaceSelector)).map(namespaceName);
  const peers = workloads.filter(
    ({ namespace, labels }) => among.includes(namespace) && satisfies(labels, podSelector ?? {}),
  );
  return addressMatches(
    side,
    peers.flatMap(({ addresses }) => addresses),
  );
}

function portMatches(
  { protocol = 'TCP', port, endPort }: NetworkPolicyPort,
  targets: readonly Workload[],
): readonly string[] {
  const transport = protocol.toLowerCase();
  if (port === undefined) return [`meta l4proto ${transport}`];
  if (typeof port === 'number') return [`${transport} dport ${port}${endPort === undefined ? '' : `-${endPort}`}`];
  const byNumber = new Map<number, string[]>();
  for (const { addresses, ports } of targets) {
    for (const own of ports) {
      if (own.name !== port || (own.protocol ?? 'TCP') !== protocol) continue;
      byNumber.set(own.containerPort, [...(byNumber.get(own.containerPort) ?? []), ...addresses]);
    }
  }
  return [...byNumber].flatMap(([number, addresses]) =>
    addressMatches('daddr', addresses).map((match) => `${match} ${transport} dport ${number}`),
  );
}

function namespaceName({ metadata }: NamespaceObject): string {
  return metadata.name;
}

function byName(a: NetworkPolicy, b: NetworkPolicy): number {
  return nameOf(a) < nameOf(b) ? -1 : 1;
}
