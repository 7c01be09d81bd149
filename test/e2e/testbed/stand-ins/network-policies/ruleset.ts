import { workloadsOf } from './objects';
import type { Announcement, ClusterState, Workload } from './objects';
import { familyOf, isolationsOf, nameOf, permitsOf } from './rules';
import type { Isolation } from './rules';

/** What the stand-in knows besides objects. */
export interface Settings {
  /** Name of its table. */
  readonly table: string;
  /** Ranges that pods take addresses from. Addresses in there that belong to no known pod are closed. */
  readonly podCidrs: readonly string[];
}

/**
 * Translates NetworkPolicy objects into a ruleset for `nft -f`, which replaces the one before in one step.
 *
 * For a node that routes all that pods send, after the addresses of Services became those of pods. What the node itself sends
 * passes, as in every implementation: probes come from there.
 */
export function rulesetFor(
  { namespaces, pods, policies }: ClusterState,
  announced: readonly Announcement[],
  { table, podCidrs }: Settings,
): string {
  const workloads = [...workloadsOf(pods, announced)].sort(byId);
  const egress = isolationsOf(workloads, policies, 'Egress').map(withChain);
  const ingress = isolationsOf(workloads, policies, 'Ingress').map(withChain);
  const chains = [...egress, ...ingress].flatMap(({ chain, isolation }) => [
    `  chain ${chain} {`,
    `    comment "${isolation.policies.map(nameOf).join(' ').slice(0, 100)}"`,
    ...permitsOf(isolation, namespaces, workloads).map((permit) => `    ${permit === '' ? '' : `${permit} `}return`),
    '    counter drop',
    '  }',
  ]);
  const established = 'ct state established,related accept';
  return [
    // Deleting what is not there fails, so it is made first.
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    ...sets(workloads),
    ...chains,
    '  chain forward {',
    '    type filter hook forward priority filter; policy accept;',
    `    ${established}`,
    // No policy keeps a pod from itself, also by way of a Service.
    '    ip saddr . ip daddr @itself accept',
    '    ip6 saddr . ip6 daddr @itself6 accept',
    ...unknown('saddr', podCidrs),
    ...unknown('daddr', podCidrs),
    ...dispatch('saddr', egress),
    ...dispatch('daddr', ingress),
    '  }',
    '  chain input {',
    '    type filter hook input priority filter; policy accept;',
    '    iifname "lo" accept',
    `    ${established}`,
    ...unknown('saddr', podCidrs),
    ...dispatch('saddr', egress),
    '  }',
    '}',
    '',
  ].join('\n');
}

interface Chain {
  readonly chain: string;
  readonly isolation: Isolation;
}

function withChain(isolation: Isolation, index: number): Chain {
  return { chain: `${isolation.direction.toLowerCase()}-${index}/${isolation.namespace}`, isolation };
}

function sets(workloads: readonly Workload[]): readonly string[] {
  const addresses = workloads.flatMap((one) => one.addresses);
  const four = addresses.filter((address) => familyOf(address) === 'ip');
  const six = addresses.filter((address) => familyOf(address) === 'ip6');
  const pairs = (list: readonly string[]): readonly string[] => list.map((address) => `${address} . ${address}`);
  return [
    set('known', 'ipv4_addr', four),
    set('known6', 'ipv6_addr', six),
    set('itself', 'ipv4_addr . ipv4_addr', pairs(four)),
    set('itself6', 'ipv6_addr . ipv6_addr', pairs(six)),
  ];
}

function set(name: string, type: string, elements: readonly string[]): string {
  const content = elements.length === 0 ? '' : ` elements = { ${[...new Set(elements)].join(', ')} };`;
  return `  set ${name} { type ${type};${content} }`;
}

function unknown(side: 'saddr' | 'daddr', ranges: readonly string[]): readonly string[] {
  return ranges.map((range) => {
    const family = familyOf(range);
    return `    ${family} ${side} ${range} ${family} ${side} != @${family === 'ip' ? 'known' : 'known6'} counter drop`;
  });
}

function dispatch(side: 'saddr' | 'daddr', chains: readonly Chain[]): readonly string[] {
  // One verdict for each address: nftables refuses the whole ruleset otherwise.
  const jumps = new Map(
    chains.flatMap(({ chain, isolation }) =>
      isolation.workloads.flatMap(({ addresses }) => addresses.map((address) => [address, chain] as const)),
    ),
  );
  return (['ip', 'ip6'] as const).flatMap((family) => {
    const own = [...jumps].filter(([address]) => familyOf(address) === family);
    if (own.length === 0) return [];
    const elements = own.map(([address, chain]) => `${address} : jump ${chain}`);
    return [`    ${family} ${side} vmap { ${elements.join(', ')} }`];
  });
}

function byId(a: Workload, b: Workload): number {
  return `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1;
}
