import type { HostFacts, PriceFacts } from '../../lib/model';
import { COSTED_EXAMPLES, HOSTS, HOURS_PER_MONTH } from './hosts';
import type { CostItem, DocumentedHost } from './hosts';

/** What management clusters cost, on the pages of hosts and of examples. */
export const HOST_SECTIONS = [
  ...HOSTS.filter(({ costs }) => costs.length > 0).map((host) => {
    return { page: `docs/hosts/${host.page}`, name: 'cost', text: () => costTable(host) };
  }),
  ...Object.entries(COSTED_EXAMPLES).map(([folder, host]) => {
    return { page: `examples/${folder}/README.md`, name: 'cost', text: () => costLine(host) };
  }),
];

/** Every place, a line each: what tenants' endpoints and etcd get there. */
export function hostMatrix(): string {
  return [
    '| Host | Endpoints get | A balancer is in | etcd is on | etcd’s machines | Who writes backups | Nodes are added by |',
    '|---|---|---|---|---|---|---|',
    ...HOSTS.map((host) => `| ${matrixRow(host).join(' | ')} |`),
  ].join('\n');
}

function matrixRow({ title, page, host: { facts } }: DocumentedHost): readonly string[] {
  const { profile } = facts;
  const etcd = profile?.storageClasses.find(({ name }) => name === facts.storageClass);
  const pool = profile?.nodePools.find(({ role }) => role === 'etcd');
  return [
    `[${title}](${page})`,
    ENDPOINTS[facts.loadBalancer],
    !profile?.loadBalancers ? '–' : profile.loadBalancers.zonal === 'one-zone' ? 'one zone' : 'all zones',
    etcd === undefined ? '–' : `\`${etcd.provisioner}\`, bound to a ${etcd.bound}`,
    pool === undefined ? '–' : (pool.machineType ?? 'yours'),
    !profile?.backup ? '–' : `${profile.backup.mechanism} to ${profile.backup.store}`,
    profile?.controllers.autoscaler ?? '–',
  ];
}

const ENDPOINTS = {
  'static-ip': 'an address that is reserved before',
  'dynamic-ip': 'an address afterwards',
  hostname: 'a DNS name',
  none: 'none: node ports',
} as const satisfies Record<HostFacts['loadBalancer'], string>;

/** What a management cluster costs at list price, item by item. What is unknown is said to be. */
function costTable({ host, costs }: DocumentedHost): string {
  const { region, days } = pricesOf(host.facts, costs);
  const rows = costs.map((item) => {
    const price = priceOf(host.facts, item);
    return `| ${item.what} | ${item.count} | ${price === undefined ? 'unknown' : `$${monthly(price, item).toFixed(2)}`} |`;
  });
  return [
    `A month of ${HOURS_PER_MONTH} hours in \`${region}\`, at list price as of ${days}, without traffic, requests and taxes:`,
    '',
    '| | | a month |',
    '|---|---|---|',
    ...rows,
    `| **together** | | **${totalText(host.facts, costs)}** |`,
  ].join('\n');
}

/** One line of {@link costTable} for an example. */
function costLine({ host, costs }: DocumentedHost): string {
  const { region, days } = pricesOf(host.facts, costs);
  return `Costs ${totalText(host.facts, costs)} a month in \`${region}\` at list price as of ${days}, without traffic.`;
}

function pricesOf(facts: HostFacts, costs: readonly CostItem[]): { readonly region: string; readonly days: string } {
  const days = [...new Set(costs.flatMap((item) => priceOf(facts, item)?.asOf ?? []))].sort();
  return {
    region: facts.profile?.region ?? 'any place',
    days: days.length > 2 ? `days from ${days.at(0)} to ${days.at(-1)}` : days.join(' and '),
  };
}

function totalText(facts: HostFacts, costs: readonly CostItem[]): string {
  const known = costs.flatMap((item) => {
    const price = priceOf(facts, item);
    return price === undefined ? [] : [monthly(price, item)];
  });
  const sum = known.reduce((total, one) => total + one, 0).toFixed(2);
  return known.length === costs.length ? `$${sum}` : `at least $${sum}`;
}

function priceOf({ profile }: HostFacts, { sku }: CostItem): PriceFacts | undefined {
  return profile?.prices.find((price) => price.sku === sku);
}

function monthly({ usd, unit }: PriceFacts, { count }: CostItem): number {
  return usd * count * (unit === 'hour' ? HOURS_PER_MONTH : 1);
}
