import fc from 'fast-check';
import type {
  AuditProps,
  AuthenticationProps,
  EncryptionProps,
  KonnectivityAgentProps,
  KonnectivityProps,
} from 'colonnade';
import { poolDraw, VERSIONS } from './pools';
import { annotations, idTail, images, labels, partial, placement, resources, toleration, verbosity } from './values';

/**
 * What is drawn for each part of a fleet without looking at its neighbours: settings that are always valid, and numbers and bit
 * masks from which `settle.ts` makes values that depend on the place (addresses, ports, zones, versions).
 */

const rules = fc.constantFrom(
  [{ level: 'Metadata' }],
  [
    {
      level: 'None',
      users: ['system:kube-proxy'],
      verbs: ['watch'],
      resources: [{ group: '', resources: ['endpoints'] }],
    },
    { level: 'RequestResponse', resources: [{ group: 'apps', resources: ['deployments'] }], namespaces: ['default'] },
    { level: 'Metadata', omitStages: ['ResponseStarted'] },
  ],
);
const omitStages = fc.constantFrom<readonly string[]>(['RequestReceived'], [], ['RequestReceived', 'ResponseStarted']);

const audit: fc.Arbitrary<AuditProps> = fc.oneof(
  fc.constant(false as const),
  partial({ rules, omitStages, sink: fc.constant('stdout' as const) }),
  partial({
    rules,
    omitStages,
    maxAgeDays: fc.integer({ min: 1, max: 365 }),
    maxBackups: fc.integer({ min: 1, max: 10 }),
    maxSizeMegabytes: fc.integer({ min: 1, max: 100 }),
  }).map((props) => ({ ...props, sink: 'file' as const })),
);

const encryption: fc.Arbitrary<EncryptionProps> = fc.oneof(
  fc.constant(false as const),
  partial({
    provider: fc.constantFrom('secretbox' as const, 'aesgcm' as const, 'aescbc' as const),
    resources: fc.constantFrom(['secrets'], ['secrets', 'configmaps'], ['*.*'], ['secrets', 'widgets.example.org']),
  }),
);

const authentication: fc.Arbitrary<AuthenticationProps> = partial({
  anonymous: fc.constantFrom('health' as const, 'clusterInfo' as const),
  oidc: partial({
    usernameClaim: fc.constantFrom('email', 'sub'),
    usernamePrefix: fc.constantFrom('acme:', 'oidc#'),
    groupsClaim: fc.constant('groups'),
    groupsPrefix: fc.constant('acme:'),
  }).map((props) => ({ ...props, issuerUrl: 'https://login.example.org/realms/a' as const, clientId: 'kubernetes' })),
  jwt: fc.constantFrom(
    [],
    [
      {
        issuer: {
          url: 'https://issuer.example.org',
          audiences: ['kubernetes', 'cli'],
          audienceMatchPolicy: 'MatchAny',
        },
        claimValidationRules: [{ expression: 'claims.hd == "example.org"', message: 'the domain must be example.org' }],
        claimMappings: {
          username: { expression: '"ext:" + claims.email' },
          groups: { claim: 'roles', prefix: 'ext:' },
        },
      },
    ],
  ),
});

const agentCommon = { hostNetwork: fc.boolean(), tolerations: fc.array(toleration, { maxLength: 2 }), resources };
const agent: fc.Arbitrary<KonnectivityAgentProps> = fc.oneof(
  partial({ ...agentCommon, mode: fc.constant('DaemonSet' as const) }),
  fc
    .tuple(partial(agentCommon), fc.integer({ min: 1, max: 5 }))
    .map(([props, replicas]) => ({ ...props, mode: 'Deployment' as const, replicas })),
);

const konnectivity: fc.Arbitrary<KonnectivityProps | false> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(false as const) },
  {
    weight: 4,
    arbitrary: partial({
      version: fc.constantFrom('0.36.0', '0.34.0'),
      port: fc.constantFrom(8132, 8444, 20_000),
      agent,
    }),
  },
);

const addons = partial({
  kubeProxy: fc.oneof(
    fc.constant(false as const),
    partial({
      mode: fc.constantFrom('nftables' as const, 'iptables' as const, 'ipvs' as const),
      config: fc.constantFrom(
        {},
        { metricsBindAddress: '0.0.0.0:10249' },
        { conntrack: { maxPerCore: 0 }, oomScoreAdj: -1 },
      ),
    }),
  ),
  coreDns: fc.oneof(
    fc.constant(false as const),
    partial({
      version: fc.constantFrom('1.14.7', '1.12.1'),
      replicas: fc.integer({ min: 1, max: 6 }),
      corefile: fc.constant(
        '.:53 {\n    errors\n    health\n    ready\n    forward . /etc/resolv.conf\n    reload\n}\n',
      ),
      resources,
    }),
  ),
});

/** Numbers from which the ranges of a tenant are made. */
const networkDraw = partial({
  ranges: fc.record({
    stack: fc.constantFrom('4' as const, '6' as const, '46' as const, '64' as const),
    podPrefix: fc.integer({ min: 15, max: 20 }),
    servicePrefix: fc.integer({ min: 16, max: 24 }),
    nodeMask4: fc.integer({ min: 24, max: 28 }),
    nodeMask6: fc.integer({ min: 64, max: 68 }),
    withMasks: fc.boolean(),
    shared: fc.boolean(),
  }),
  clusterDomain: fc.constantFrom('cluster.local', 'team.example', 'k8s'),
  dns: fc.integer({ min: 2, max: 200 }),
});

/** How a tenant is reached; `pick` chooses among what its host can do. */
const endpointDraw = fc.record({
  pick: fc.nat({ max: 999 }),
  port: fc.option(fc.constantFrom(443, 6443, 8443, 1, 65_535), { nil: undefined }),
  sans: fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined }),
  annotations: fc.option(annotations, { nil: undefined }),
  clusterIp: fc.boolean(),
  ownTunnelPort: fc.boolean(),
  balancer: partial({
    sourceRanges: fc.constantFrom(['198.51.100.0/24'], [], ['198.51.100.0/24', '2001:db8:1::/48'], ['192.0.2.7/32']),
    loadBalancerClass: fc.constantFrom('example.org/balancer', 'internal'),
  }),
});

/** Patches by what they do; the object and its namespace are filled in later. */
const patchDraw = fc.array(fc.constantFrom('namespace', 'scheduler', 'apiServer'), { maxLength: 3 });

const RESOURCE_KEYS = { apiServer: resources, controllerManager: resources, scheduler: resources } as const;

export const etcdDraw = fc.record({
  members: fc.constantFrom(1 as const, 3 as const, 5 as const),
  volume: fc.constantFrom('8Gi' as const, '16Gi' as const, '20G' as const, '64Gi' as const),
  placement: fc.option(placement, { nil: undefined }),
  rest: partial({
    storageClass: fc.constantFrom('local-nvme', 'fast.ssd'),
    version: fc.constantFrom('3.6.16' as const, '3.6.4' as const),
    quota: fc.constantFrom('2Gi' as const, '4000M' as const, '2097152Ki' as const),
    autoCompactionRetention: fc.constantFrom('5m', '1h30m', '300s'),
    resources,
    extraArgs: fc.constantFrom<Record<string, string>>({}, { 'max-txn-ops': '1024' }),
  }),
});

export const renderedDraw = partial({ labels, annotations });

export const storeDraw = fc.record({
  external: fc.boolean(),
  id: idTail,
  etcd: etcdDraw,
  ownNamespace: fc.boolean(),
  patched: fc.boolean(),
  rest: partial({ labels, annotations, images, deletionProtection: fc.boolean() }),
});

export const tenantDraw = fc.record({
  id: idTail,
  version: fc.constantFrom(...VERSIONS),
  store: fc.nat({ max: 999 }),
  dedicated: etcdDraw,
  ownEngine: fc.boolean(),
  ownNamespace: fc.boolean(),
  endpoint: endpointDraw,
  network: fc.option(networkDraw, { nil: undefined }),
  placement: fc.option(placement, { nil: undefined }),
  patches: fc.option(patchDraw, { nil: undefined }),
  pools: fc.array(poolDraw, { maxLength: 2 }),
  rest: partial({
    replicas: fc.integer({ min: 1, max: 5 }),
    size: fc.constantFrom('small' as const, 'medium' as const, 'large' as const),
    admission: partial({
      enable: fc.constantFrom(['AlwaysPullImages'], [], ['DenyServiceExternalIPs', 'PodTolerationRestriction']),
      disable: fc.constantFrom(['DefaultTolerationSeconds'], []),
    }),
    authentication,
    audit,
    encryption,
    featureGates: fc.constantFrom<Record<string, boolean>>(
      {},
      { ContextualLogging: true },
      { ContextualLogging: false },
    ),
    extraArgs: partial({
      apiServer: fc.constantFrom<Record<string, string>>(
        {},
        { 'event-ttl': '30m' },
        { v: '3', 'default-watch-cache-size': '50' },
      ),
      controllerManager: fc.constantFrom<Record<string, string>>({}, { 'terminated-pod-gc-threshold': '1000' }),
      scheduler: verbosity,
    }),
    resources: partial({ ...RESOURCE_KEYS, konnectivityServer: resources }),
    konnectivity,
    addons,
    images,
    deletionProtection: fc.boolean(),
    labels,
    annotations,
  }),
});

export const importedDraw = fc.record({
  id: idTail,
  version: fc.constantFrom(...VERSIONS),
  pools: fc.array(poolDraw, { maxLength: 2 }),
});

/** A list that is rarely long: what more of the same adds is little, and every object is sent to an API server. */
function fewOf<T>(item: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(item, { maxLength: 1 }) },
    { weight: 2, arbitrary: fc.array(item, { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(item, { maxLength }) },
  );
}

export const clusterDraw = fc.record({
  id: idTail,
  imported: fc.boolean(),
  version: fc.constantFrom(...VERSIONS),
  host: fc.record(
    {
      zones: fc.constantFrom(['a', 'b', 'c'], ['eu-1a', 'eu-1b'], ['only'], []),
      storageClass: fc.constantFrom('fast-ssd', 'gp3'),
      loadBalancer: fc.constantFrom('static-ip' as const, 'dynamic-ip' as const, 'hostname' as const, 'none' as const),
      nodePortRange: fc.constantFrom([30_000, 32_767] as const, [20_000, 20_100] as const),
    },
    { requiredKeys: [] },
  ),
  network: fc.option(
    fc.record({
      dual: fc.boolean(),
      clusterDomain: fc.constantFrom('mgmt.example', 'cluster.local'),
      parts: fc.integer({ min: 0, max: 31 }),
    }),
    { nil: undefined },
  ),
  certManagerNamespace: fc.constantFrom('pki-system', 'cert-manager', undefined),
  rest: partial({ labels, annotations }),
  stores: fewOf(storeDraw, 3),
  tenants: fewOf(tenantDraw, 4),
  importedTenants: fc.array(importedDraw, { maxLength: 1 }),
});

export type ClusterDraw = typeof clusterDraw extends fc.Arbitrary<infer T> ? T : never;
export type StoreDraw = typeof storeDraw extends fc.Arbitrary<infer T> ? T : never;
export type TenantDraw = typeof tenantDraw extends fc.Arbitrary<infer T> ? T : never;
export type EtcdDraw = typeof etcdDraw extends fc.Arbitrary<infer T> ? T : never;
export type PlacementDraw = NonNullable<TenantDraw['placement']>;
