import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EtcdStore, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import ts from 'typescript';
import { parse } from 'yaml';
import { sample } from './support';

/** A value deep inside of the model; a list counts as its first item, or as the one that `=name` names. */
function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((inner, key) => {
      if (key.startsWith('=')) return (inner as readonly { name: string }[]).find(({ name }) => name === key.slice(1));
      const item: unknown = Array.isArray(inner) ? inner[0] : inner;
      return typeof item === 'object' && item !== null ? Reflect.get(item, key) : undefined;
    }, value);
}

const TENANT = 'managementClusters.tenants';
const DEDICATED = `${TENANT}.store.cluster`;
const POOLS = `${TENANT}.workerPools`;
const POOL = `${POOLS}.=general`;
const GROUP = `${POOLS}.=group`;
const PLACES = {
  ManagementNetworkProps: 'managementClusters.network',
  ManagementClusterProps: 'managementClusters',
  CertManagerProps: 'managementClusters.certManager',
  EtcdClusterProps: DEDICATED,
  EtcdStoreProps: 'managementClusters.stores',
  RenderedProps: TENANT,
  TenantControlPlaneProps: TENANT,
  TenantNetworkProps: `${TENANT}.network`,
  AdmissionProps: `${TENANT}.admission`,
  AuthenticationProps: `${TENANT}.authentication`,
  AuditProps: `${TENANT}.audit`,
  EncryptionProps: `${TENANT}.encryption`,
  KonnectivityProps: `${TENANT}.konnectivity`,
  KonnectivityAgentProps: `${TENANT}.konnectivity.agent`,
  AddonsProps: `${TENANT}.addons`,
  SchedulingProps: `${TENANT}.scheduling`,
  ImagesProps: `${TENANT}.images`,
  EndpointProps: `${TENANT}.endpoint`,
  CommonPoolProps: POOL,
  KubeadmBootstrapProps: `${POOL}.bootstrap`,
  NodeProps: `${POOL}.node`,
  ProxyProps: `${GROUP}.node.proxy`,
  UpdatesProps: `${POOL}.node.updates`,
  CommandsProps: `${POOL}.node.commands`,
  KubeletProps: `${POOL}.node.kubelet`,
  ContainerdProps: `${POOL}.node.containerd`,
  JoinProps: `${POOL}.join`,
  RolloutProps: `${POOL}.rollout`,
  RepairProps: `${GROUP}.repair`,
  ClusterAutoscalerProps: `${GROUP}.autoscaling`,
  AutoscalerIdentityProps: `${GROUP}.autoscaling.identity`,
  KarpenterProps: `${POOLS}.=instances.autoscaling`,
  MachineProps: `${POOL}.machines`,
  CloudMachineProps: `${GROUP}.machines`,
  SpotProps: `${GROUP}.machines.spot`,
  ExistingMachinesProps: `${POOL}.machines`,
  ClusterApiMachinesProps: `${POOLS}.=capi.machines`,
  K0sBootstrapProps: `${POOLS}.=kzero.bootstrap`,
  SshMachinesProps: `${POOLS}.=listed.machines.hosts`,
  SshHost: `${POOLS}.=listed.machines.hosts`,
  FileProps: `${GROUP}.node.files`,
  RegistryMirrorProps: `${GROUP}.node.containerd.mirrors.registry`,
  ExistingHostProps: 'managementClusters.host',
} as const;

/** Properties that the model has under another name. */
const NAMES: Readonly<Record<string, string>> = { cloudController: 'cloud.controller' };

/** Defaults that the model says in other words. */
const WORDS: Readonly<Record<string, (value: unknown) => unknown>> = {
  deletionProtection: (value) => (value === true ? 'enabled' : 'disabled'),
};

/** Defaults that the model holds in another form, as the authenticator of an issuer or a secret store: other tests'. */
const ELSEWHERE = new Set(['OidcProps', 'AwsMachinesProps', 'AzureMachinesProps', 'GcpMachinesProps']);

interface Documented {
  readonly type: string;
  readonly property: string;
  readonly text: string;
}

/** Every `@default` with a value, not prose, in the props of the public API. */
function documentedDefaults(): readonly Documented[] {
  const lib = join(__dirname, '../../../lib');
  const files = ['fleet/props', 'workers/machines'].flatMap((folder) =>
    readdirSync(join(lib, folder)).map((name) => join(lib, folder, name)),
  );
  files.push(join(lib, 'fleet/endpoint.ts'), join(lib, 'hosts/existing/existing.ts'));
  const found: Documented[] = [];
  for (const file of files) {
    const source = ts.createSourceFile(file, ts.sys.readFile(file) ?? '', ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node, path: readonly string[]): void => {
      let inside = path;
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) inside = [node.name.text];
      if (ts.isPropertySignature(node)) {
        inside = [...path, node.name.getText()];
        const comments = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === 'default');
        for (const { comment } of comments) {
          const text = (ts.getTextOfJSDocComment(comment) ?? '').trim();
          if (!text.startsWith('-')) found.push({ type: path[0] ?? '', property: inside.slice(1).join('.'), text });
        }
      }
      ts.forEachChild(node, (child) => visit(child, inside));
    };
    visit(source, []);
  }
  return found;
}

/** A fleet in which nothing is said that has a default. */
function bare() {
  const { fleet, tenant } = sample();
  new WorkerPool(tenant, 'general', { machines: Machines.existing(), size: 3 });
  const alone = new ManagementCluster(fleet, 'a-first', { version: '1.36.3', host: existing(), engine: native() });
  new EtcdStore(alone, 'shared', { members: 3, volume: '16Gi' });
  const own = new TenantControlPlane(alone, 'own', {
    version: '1.36.3',
    store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
    endpoint: { kind: 'clusterIp' },
  });
  new WorkerPool(own, 'general', { machines: Machines.existing(), size: 3 });
  new WorkerPool(own, 'group', {
    machines: Machines.awsAutoScalingGroup({ region: 'eu-central-1', spot: {} }),
    size: { min: 1, max: 3 },
    autoscaling: { kind: 'cluster-autoscaler', identity: {} },
    node: {
      containerd: { mirrors: { registry: [{ url: 'https://mirror.example.org' }] } },
      files: [{ path: '/etc/motd', content: 'hello' }],
      proxy: {},
    },
  });
  new WorkerPool(own, 'instances', {
    machines: Machines.awsInstances({ region: 'eu-central-1' }),
    size: { max: 3 },
    autoscaling: { kind: 'karpenter' },
  });
  new WorkerPool(own, 'listed', { machines: Machines.ssh({ hosts: [{ name: 'rack-1' }] }) });
  new WorkerPool(own, 'kzero', {
    machines: Machines.existing(),
    size: 1,
    bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
  });
  const infrastructure = { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1', kind: 'XTemplate', name: 'workers' };
  new WorkerPool(own, 'capi', { machines: Machines.clusterApi({ infrastructure }), size: 1 });
  return fleet.toModel();
}

describe('a default that a docstring names', () => {
  const model = bare();
  const documented = documentedDefaults();

  test('is found in some eighty docstrings', () => {
    expect(documented.length).toBeGreaterThan(80);
  });

  test.each(
    documented
      .filter(({ type }) => !ELSEWHERE.has(type))
      .map(({ type, property, text }) => [`${type}.${property}`, text, type, property] as const),
  )('%s is what the model has: %s', (_name, text, type, property) => {
    const place = PLACES[type as keyof typeof PLACES] as string | undefined;
    expect([type, place]).toEqual([type, expect.any(String)]);
    const value: unknown = parse(text);
    const expected = WORDS[property]?.(value) ?? value;
    const actual = at(model, `${place}.${NAMES[property] ?? property}`);
    // Flags by component: nothing for any of them.
    if (property === 'extraArgs' && type === 'TenantControlPlaneProps') {
      expect(actual).toEqual({ apiServer: expected, controllerManager: expected, scheduler: expected });
    } else {
      expect(actual).toEqual(expected);
    }
  });
});

describe('a default that depends on something else', () => {
  const [alone, eu] = bare().managementClusters;

  test('namespaces are made of the ids', () => {
    expect(eu?.tenants[0]).toMatchObject({
      namespace: 'tenant-team-a',
      store: { prefix: '/tenants/tenant-team-a', user: 'tenant-team-a' },
    });
    expect(eu?.stores[0]).toMatchObject({ cluster: { namespace: 'etcd-shared' }, clusterIssuer: 'etcd-shared' });
  });

  test('zones are those of the host', () => {
    expect(eu?.tenants[0]?.scheduling).toMatchObject({ zones: ['a', 'b', 'c'], spread: 'preferred' });
    expect(eu?.stores[0]?.cluster?.scheduling).toMatchObject({ zones: ['a', 'b', 'c'], spread: 'required' });
    expect(alone?.tenants[0]?.scheduling.zones).toEqual([]);
  });

  test.each([
    ['1Gi', undefined, 0.5 * 1024 ** 3],
    ['16Gi', undefined, 8 * 1024 ** 3],
    ['100Gi', undefined, 8 * 1024 ** 3],
    ['10G', undefined, 5_000_000_000],
    ['16Gi', '2Gi', 2 * 1024 ** 3],
  ] as const)('the quota of a volume of %s with quota %s is %d bytes', (volume, quota, bytes) => {
    const { fleet, cluster } = sample();
    new EtcdStore(cluster, 'other', { members: 3, volume, ...(quota === undefined ? {} : { quota }) });
    expect(
      fleet.toModel().managementClusters[0]?.stores.find(({ name }) => name === 'other')?.cluster?.quotaBytes,
    ).toBe(bytes);
  });

  test.each([
    [['10.32.0.0/16'], '10.32.0.10'],
    [['fd00:10:96::/112', '10.96.0.0/16'], 'fd00:10:96::a'],
  ] as const)('the DNS address of %s is the tenth', (serviceCidrs, dnsAddress) => {
    const { fleet, cluster, store } = sample();
    new TenantControlPlane(cluster, 'other', {
      version: '1.36.3',
      store,
      endpoint: { kind: 'clusterIp' },
      network: { serviceCidrs },
    });
    expect(
      fleet.toModel().managementClusters[0]?.tenants.find(({ name }) => name === 'other')?.network.dnsAddress,
    ).toBe(dnsAddress);
  });

  test('the node port of the tunnel is the next one, and none without a tunnel', () => {
    const { fleet, cluster, store } = sample();
    const nodePort = { kind: 'nodePort', address: '192.0.2.1', nodePort: 31_000 } as const;
    new TenantControlPlane(cluster, 'b', { version: '1.36.3', store, endpoint: nodePort });
    new TenantControlPlane(cluster, 'c', { version: '1.36.3', store, endpoint: nodePort, konnectivity: false });
    const tenants = fleet.toModel().managementClusters[0]?.tenants.slice(0, 2);
    expect(tenants).toMatchObject([
      { endpoint: { konnectivityNodePort: 31_001 } },
      { endpoint: { konnectivityNodePort: null } },
    ]);
  });

  test('an issuer in short form becomes an authenticator with prefixes that keep names apart', () => {
    const { fleet, cluster, store } = sample();
    const oidc = { issuerUrl: 'https://login.example.org', clientId: 'kubernetes', groupsClaim: 'groups' } as const;
    new TenantControlPlane(cluster, 'b', {
      version: '1.36.3',
      store,
      endpoint: { kind: 'clusterIp' },
      authentication: { oidc },
    });
    expect(fleet.toModel().managementClusters[0]?.tenants[0]?.authentication.jwt).toEqual([
      {
        issuer: { url: 'https://login.example.org', audiences: ['kubernetes'] },
        claimMappings: {
          username: { claim: 'sub', prefix: 'https://login.example.org#' },
          groups: { claim: 'groups', prefix: 'oidc:' },
        },
      },
    ]);
  });

  test('workers have the version of their control plane', () => {
    expect(eu?.tenants[0]?.workerPools[0]).toMatchObject({ version: '1.35.4', size: { min: 3, max: 3 } });
  });

  test('half of the resources that are said keep the other half of the defaults', () => {
    const { fleet, cluster, store } = sample();
    const resources = { apiServer: { requests: { cpu: '3' } } } as const;
    new TenantControlPlane(cluster, 'b', {
      version: '1.36.3',
      store,
      endpoint: { kind: 'clusterIp' },
      size: 'medium',
      resources,
    });
    expect(fleet.toModel().managementClusters[0]?.tenants[0]?.resources).toMatchObject({
      apiServer: { requests: { cpu: '3', memory: '1Gi' }, limits: { cpu: null, memory: '4Gi' } },
      scheduler: { requests: { cpu: '50m' } },
    });
  });
});
