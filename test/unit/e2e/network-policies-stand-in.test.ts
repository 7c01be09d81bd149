import type { NetworkPolicy, NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { satisfies, workloadsOf } from '../../e2e/testbed/stand-ins/network-policies/objects';
import type { NamespaceObject, PodObject } from '../../e2e/testbed/stand-ins/network-policies/objects';
import { isolationsOf, permitsOf } from '../../e2e/testbed/stand-ins/network-policies/rules';
import type { Direction } from '../../e2e/testbed/stand-ins/network-policies/rules';
import { rulesetFor } from '../../e2e/testbed/stand-ins/network-policies/ruleset';

const SETTINGS = { table: 'policies', podCidrs: ['10.0.0.0/16'] };

const NAMESPACES = [namespace('shop', { team: 'a' }), namespace('bank', { team: 'b' }), namespace('lab')];
const WEB = pod('shop', 'web', '10.0.0.1', { app: 'web' });
const DB = pod('shop', 'db', '10.0.0.2', { app: 'db' }, [{ name: 'sql', containerPort: 5432 }]);
const TELLER = pod('bank', 'teller', '10.0.1.1', { app: 'web' });
const VAULT = pod('bank', 'vault', '10.0.1.2', { app: 'vault' }, [
  { name: 'sql', containerPort: 5433 },
  { name: 'sql', containerPort: 53, protocol: 'UDP' },
]);
const PODS = [WEB, DB, TELLER, VAULT];

describe('selectors', () => {
  test.each([
    ['an empty one', {}, {}, true],
    ['equal labels', { matchLabels: { a: '1' } }, { a: '1', b: '2' }, true],
    ['another value', { matchLabels: { a: '1' } }, { a: '2' }, false],
    ['one label of two', { matchLabels: { a: '1', b: '1' } }, { a: '1' }, false],
    ['In', one('In', ['1', '2']), { a: '2' }, true],
    ['In without the key', one('In', ['1', '2']), {}, false],
    ['NotIn', one('NotIn', ['1']), { a: '1' }, false],
    ['NotIn without the key', one('NotIn', ['1']), {}, true],
    ['Exists', one('Exists'), { a: '' }, true],
    ['Exists without the key', one('Exists'), { b: '' }, false],
    ['DoesNotExist', one('DoesNotExist'), { b: '' }, true],
    ['DoesNotExist with the key', one('DoesNotExist'), { a: '' }, false],
    [
      'labels and expressions, of which one fails',
      { matchLabels: { a: '1' }, ...one('NotIn', ['1']) },
      { a: '1' },
      false,
    ],
  ])('%s', (_, selector, labels: Record<string, string>, expected) => {
    expect(satisfies(labels, selector)).toBe(expected);
  });

  test('an operator that nobody knows is refused, not ignored', () => {
    expect(() => satisfies({ a: '1' }, one('Gt', ['0']))).toThrow('Gt');
  });
});

describe('pods', () => {
  test('that ended, are on the network of the node, or have no address yet are left out', () => {
    const ended = { ...WEB, status: { ...WEB.status, phase: 'Succeeded' } };
    const failed = { ...WEB, status: { ...WEB.status, phase: 'Failed' } };
    const host = { ...WEB, spec: { ...WEB.spec, hostNetwork: true } };
    const early = { ...WEB, status: { phase: 'Pending' } };
    expect(workloadsOf([ended, failed, host, early], [])).toEqual([]);
  });

  test('have the address that was announced, before the API says so', () => {
    const early = { ...WEB, status: { phase: 'Pending' } };
    const announced = { address: '10.0.0.9', namespace: 'shop', name: 'web' };
    expect(workloadsOf([early], [announced])).toMatchObject([{ name: 'web', addresses: ['10.0.0.9'] }]);
  });

  test('lose an address that was announced for another', () => {
    const announced = { address: '10.0.0.1', namespace: 'bank', name: 'teller' };
    expect(workloadsOf([WEB, TELLER], [announced])).toMatchObject([
      { name: 'teller', addresses: ['10.0.0.1', '10.0.1.1'] },
    ]);
  });

  test('have the ports of their sidecars, not those of init containers', () => {
    const init = [
      { ports: [{ name: 'init', containerPort: 1 }] },
      { restartPolicy: 'Always', ports: [{ name: 'sidecar', containerPort: 2 }] },
    ];
    const [workload] = workloadsOf([{ ...DB, spec: { ...DB.spec, initContainers: init } }], []);
    expect(workload?.ports.map(({ name }) => name)).toEqual(['sql', 'sidecar']);
  });
});

describe('isolation', () => {
  test('needs a policy of the same namespace that selects the pod', () => {
    expect(isolated('Ingress', policy('shop', { podSelector: { matchLabels: { app: 'web' } } }))).toEqual(['shop/web']);
    expect(isolated('Ingress', policy('lab', { podSelector: {} }))).toEqual([]);
    expect(isolated('Ingress', policy('shop', { podSelector: {} }))).toEqual(['shop/web', 'shop/db']);
  });

  test('is of the types that a policy names, else of ingress and, with egress rules, of egress', () => {
    const all = { podSelector: {} };
    expect(isolated('Egress', policy('shop', { ...all, policyTypes: ['Ingress'], egress: [{}] }))).toEqual([]);
    expect(isolated('Ingress', policy('shop', { ...all, policyTypes: ['Egress'] }))).toEqual([]);
    expect(isolated('Egress', policy('shop', { ...all, policyTypes: ['Egress'] }))).toHaveLength(2);
    expect(isolated('Ingress', policy('shop', { ...all, egress: [{}] }))).toHaveLength(2);
    expect(isolated('Egress', policy('shop', { ...all, egress: [{}] }))).toHaveLength(2);
    expect(isolated('Egress', policy('shop', { ...all, egress: [] }))).toEqual([]);
    expect(isolated('Egress', policy('shop', all))).toEqual([]);
  });
});

describe('rules', () => {
  test('no rule permits nothing; a rule without peers and ports permits everything', () => {
    expect(ingress({})).toEqual([]);
    expect(ingress({ ingress: [] })).toEqual([]);
    expect(ingress({ ingress: [{}] })).toEqual(['']);
    expect(ingress({ ingress: [{ from: [], ports: [] }] })).toEqual(['']);
    expect(egress({ egress: [{}] })).toEqual(['']);
  });

  test('peers by pod labels are pods of the same namespace', () => {
    expect(ingress({ ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] })).toEqual([
      'ip saddr { 10.0.0.1 }',
    ]);
    expect(egress({ egress: [{ to: [{ podSelector: {} }] }] })).toEqual(['ip daddr { 10.0.0.1, 10.0.0.2 }']);
  });

  test('peers by namespace labels are all pods of these namespaces, peers by both satisfy both', () => {
    const bank = { namespaceSelector: { matchLabels: { team: 'b' } } };
    expect(ingress({ ingress: [{ from: [bank] }] })).toEqual(['ip saddr { 10.0.1.1, 10.0.1.2 }']);
    expect(ingress({ ingress: [{ from: [{ ...bank, podSelector: { matchLabels: { app: 'web' } } }] }] })).toEqual([
      'ip saddr { 10.0.1.1 }',
    ]);
    expect(ingress({ ingress: [{ from: [{ namespaceSelector: {} }] }] })).toEqual([
      'ip saddr { 10.0.0.1, 10.0.0.2, 10.0.1.1, 10.0.1.2 }',
    ]);
  });

  test('two peers of one rule are alternatives, each with every port', () => {
    const from = [{ ipBlock: { cidr: '192.0.2.0/24' } }, { podSelector: { matchLabels: { app: 'web' } } }];
    expect(ingress({ ingress: [{ from, ports: [{ port: 80 }, { port: 443 }] }] })).toEqual([
      'ip saddr 192.0.2.0/24 tcp dport 80',
      'ip saddr 192.0.2.0/24 tcp dport 443',
      'ip saddr { 10.0.0.1 } tcp dport 80',
      'ip saddr { 10.0.0.1 } tcp dport 443',
    ]);
  });

  test('peers that do not exist permit nothing, rather than everything', () => {
    const nobody = { podSelector: { matchLabels: { app: 'nobody' } } };
    expect(ingress({ ingress: [{ from: [nobody], ports: [{ port: 80 }] }] })).toEqual([]);
    expect(egress({ egress: [{ to: [{ namespaceSelector: { matchLabels: { team: 'z' } } }] }] })).toEqual([]);
  });

  test('blocks of addresses have their exceptions, in both families', () => {
    const blocks = [
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] } },
      { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
    ];
    expect(egress({ egress: [{ to: blocks }] })).toEqual([
      'ip daddr 0.0.0.0/0 ip daddr != { 10.0.0.0/8, 169.254.169.254/32 }',
      'ip6 daddr 2001:db8::/32 ip6 daddr != { 2001:db8:1::/48 }',
    ]);
  });

  test('ports have a protocol, TCP by default, and may be ranges or all of a protocol', () => {
    const ports = [{ port: 53, protocol: 'UDP' }, { port: 80 }, { port: 8000, endPort: 8010 }, { protocol: 'SCTP' }];
    expect(ingress({ ingress: [{ ports }] })).toEqual([
      'udp dport 53',
      'tcp dport 80',
      'tcp dport 8000-8010',
      'meta l4proto sctp',
    ]);
  });

  test('names of ports are those of the pod that is connected to', () => {
    const named = [{ port: 'sql' }];
    expect(ingress({ podSelector: { matchLabels: { app: 'db' } }, ingress: [{ ports: named }] })).toEqual([
      'ip daddr { 10.0.0.2 } tcp dport 5432',
    ]);
    expect(egress({ egress: [{ ports: named }] })).toEqual([
      'ip daddr { 10.0.0.2 } tcp dport 5432',
      'ip daddr { 10.0.1.2 } tcp dport 5433',
    ]);
    expect(egress({ egress: [{ ports: [{ port: 'sql', protocol: 'UDP' }] }] })).toEqual([
      'ip daddr { 10.0.1.2 } udp dport 53',
    ]);
    expect(ingress({ ingress: [{ ports: [{ port: 'nobody' }] }] })).toEqual([]);
  });

  test('a named port of one family is not combined with peers of the other, which nftables refuses', () => {
    const to = [{ ipBlock: { cidr: '::/0' } }, { ipBlock: { cidr: '10.0.1.0/24' } }];
    expect(egress({ egress: [{ to, ports: [{ port: 'sql', protocol: 'UDP' }] }] })).toEqual([
      'ip daddr 10.0.1.0/24 ip daddr { 10.0.1.2 } udp dport 53',
    ]);
  });

  test('policies add to each other', () => {
    const state = { pods: PODS, namespaces: NAMESPACES };
    const policies = [
      policy('shop', { podSelector: {} }, 'default-deny'),
      policy('shop', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 80 }] }] }, 'http'),
      policy('shop', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 443 }] }] }, 'https'),
    ];
    const workloads = workloadsOf(state.pods, []);
    const groups = isolationsOf(workloads, policies, 'Ingress');
    expect(groups.map((group) => [group.workloads[0]?.name, permitsOf(group, NAMESPACES, workloads)])).toEqual([
      ['db', []],
      ['web', ['tcp dport 80', 'tcp dport 443']],
    ]);
  });
});

describe('the ruleset', () => {
  const deny = policy('shop', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'default-deny');
  const http = policy(
    'shop',
    { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80 }] }] },
    'http',
  );
  const text = rulesetFor({ namespaces: NAMESPACES, pods: PODS, policies: [http, deny] }, [], SETTINGS);

  test('asks both sides, each in its own chain; a chain ends with a drop', () => {
    expect(chain(text, 'forward')).toEqual([
      'type filter hook forward priority filter; policy accept;',
      'ct state established,related accept',
      'ip saddr . ip daddr @itself accept',
      'ip6 saddr . ip6 daddr @itself6 accept',
      'ip saddr 10.0.0.0/16 ip saddr != @known counter drop',
      'ip daddr 10.0.0.0/16 ip daddr != @known counter drop',
      'ip saddr vmap { 10.0.0.2 : jump egress-0/shop, 10.0.0.1 : jump egress-0/shop }',
      'ip daddr vmap { 10.0.0.2 : jump ingress-0/shop, 10.0.0.1 : jump ingress-1/shop }',
    ]);
    expect(chain(text, 'egress-0/shop')).toEqual(['comment "default-deny"', 'counter drop']);
    expect(chain(text, 'ingress-0/shop')).toEqual(['comment "default-deny"', 'counter drop']);
    expect(chain(text, 'ingress-1/shop')).toEqual([
      'comment "default-deny http"',
      'tcp dport 80 return',
      'counter drop',
    ]);
  });

  test('filters what pods send to the node, and nothing that the node sends', () => {
    expect(chain(text, 'input')).toEqual([
      'type filter hook input priority filter; policy accept;',
      'iifname "lo" accept',
      'ct state established,related accept',
      'ip saddr 10.0.0.0/16 ip saddr != @known counter drop',
      'ip saddr vmap { 10.0.0.2 : jump egress-0/shop, 10.0.0.1 : jump egress-0/shop }',
    ]);
    expect(text).not.toMatch(/hook output/);
  });

  test('replaces the one before in one step, and is the same for the same objects in another order', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      'table inet policies',
      'delete table inet policies',
      'table inet policies {',
    ]);
    const shuffled = { namespaces: NAMESPACES, pods: [...PODS].reverse(), policies: [deny, http] };
    expect(rulesetFor(shuffled, [], SETTINGS)).toBe(text);
  });

  test('knows pods that no policy selects, and closes addresses of nobody', () => {
    expect(text).toContain('set known { type ipv4_addr; elements = { 10.0.1.1, 10.0.1.2, 10.0.0.2, 10.0.0.1 }; }');
    expect(text).toContain('set known6 { type ipv6_addr; }');
  });

  test('a permission for everything is a plain return', () => {
    const open = policy('bank', { podSelector: {}, ingress: [{}] });
    const ruleset = rulesetFor({ namespaces: NAMESPACES, pods: PODS, policies: [open] }, [], SETTINGS);
    expect(chain(ruleset, 'ingress-0/bank')).toEqual(['comment "policy"', 'return', 'counter drop']);
  });

  test('has one verdict for an address that two pods claim', () => {
    const twin = pod('shop', 'twin', '10.0.0.1', {});
    const ruleset = rulesetFor({ namespaces: NAMESPACES, pods: [WEB, twin], policies: [deny] }, [], SETTINGS);
    expect(chain(ruleset, 'input').at(-1)).toBe('ip saddr vmap { 10.0.0.1 : jump egress-0/shop }');
  });

  test('keeps the families apart', () => {
    const dual = { ...WEB, status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } };
    const ruleset = rulesetFor({ namespaces: NAMESPACES, pods: [dual], policies: [deny] }, [], {
      table: 'policies',
      podCidrs: ['10.0.0.0/16', 'fd00::/64'],
    });
    expect(chain(ruleset, 'input').slice(-4)).toEqual([
      'ip saddr 10.0.0.0/16 ip saddr != @known counter drop',
      'ip6 saddr fd00::/64 ip6 saddr != @known6 counter drop',
      'ip saddr vmap { 10.0.0.1 : jump egress-0/shop }',
      'ip6 saddr vmap { fd00::1 : jump egress-0/shop }',
    ]);
  });
});

function one(operator: string, values: string[] = []) {
  return { matchExpressions: [{ key: 'a', operator, values }] };
}

function namespace(name: string, labels: Record<string, string> = {}): NamespaceObject {
  return { metadata: { name, labels: { ...labels, 'kubernetes.io/metadata.name': name } } };
}

function pod(
  where: string,
  name: string,
  ip: string,
  labels: Record<string, string>,
  ports: { name: string; containerPort: number; protocol?: string }[] = [],
): PodObject {
  return {
    metadata: { namespace: where, name, labels },
    spec: { containers: [{ ports }] },
    status: { phase: 'Running', podIPs: [{ ip }] },
  };
}

function policy(where: string, spec: NetworkPolicySpec, name = 'policy'): NetworkPolicy {
  return { metadata: { namespace: where, name }, spec };
}

/** Names of the pods that a policy isolates. */
function isolated(direction: Direction, ...policies: NetworkPolicy[]): string[] {
  return isolationsOf(workloadsOf(PODS, []), policies, direction).flatMap(({ workloads }) =>
    workloads.map((workload) => `${workload.namespace}/${workload.name}`),
  );
}

/** What a policy for the web pod of the shop permits. */
function permits(direction: Direction, spec: Partial<NetworkPolicySpec>): readonly string[] {
  const workloads = workloadsOf(PODS, []);
  const selecting = policy('shop', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: [direction], ...spec });
  const [group] = isolationsOf(workloads, [selecting], direction);
  return group === undefined ? ['not isolated'] : permitsOf(group, NAMESPACES, workloads);
}

function ingress(spec: Partial<NetworkPolicySpec>): readonly string[] {
  return permits('Ingress', spec);
}

function egress(spec: Partial<NetworkPolicySpec>): readonly string[] {
  return permits('Egress', spec);
}

/** Lines of one chain. */
function chain(ruleset: string, name: string): string[] {
  const lines = ruleset.split('\n').map((line) => line.trim());
  const start = lines.indexOf(`chain ${name} {`);
  return start < 0 ? [] : lines.slice(start + 1, lines.indexOf('}', start));
}
