import { Construct } from 'constructs';
import type { Shape } from './shape';
import {
  absent,
  choose,
  either,
  flag,
  integer,
  jsonObject,
  json,
  list,
  object,
  oneOf,
  optional,
  record,
  text,
  textWhere,
  where,
} from './shape';
import {
  argumentsMap,
  cidr,
  cidrRanges,
  dnsName,
  duration,
  hostAddress,
  images,
  ip,
  label,
  quantity,
  rendered,
  resources,
  scheduling,
  subdomain,
  subjectAltName,
  textMap,
  toleration,
  version,
} from './common-shapes';
import { konnectivity } from './konnectivity-shapes';

const port = integer(1, 65535);
const off = where('false', (value) => value === false);

/** `false`, or an object of a shape. */
function offOr(shape: Shape, expected: string): Shape {
  return choose(expected, () => shape, off);
}

const engine = where("an engine such as native() from 'colonnade/engines/native'", isEngine);
const endpointCommon = {
  port: optional(port),
  extraSans: optional(list(subjectAltName, 'a list of DNS names and IP addresses')),
  annotations: optional(textMap),
};

const ENDPOINTS: Readonly<Record<string, Shape>> = {
  loadBalancer: choose('a load balancer', (value) => loadBalancerBy(Reflect.get(value, 'by'))),
  nodePort: object({
    ...endpointCommon,
    kind: oneOf(['nodePort']),
    address: hostAddress,
    nodePort: port,
    konnectivityNodePort: optional(port),
  }),
  clusterIp: object({ ...endpointCommon, kind: oneOf(['clusterIp']), clusterIp: optional(ip) }),
};

/** What is known of a load balancer beforehand: an address, a name, or neither. */
function loadBalancerBy(by: unknown): Shape {
  return object({
    ...endpointCommon,
    kind: oneOf(['loadBalancer']),
    by: oneOf(['address', 'hostname', 'status']),
    address: by === 'address' ? ip : absent('nothing beside a hostname'),
    hostname: by === 'hostname' ? dnsName : absent('nothing beside an address'),
    sourceRanges: optional(list(cidr, 'a list of ranges')),
    loadBalancerClass: optional(text('a load balancer class', 253)),
  });
}

const endpoint = choose("an endpoint such as Endpoint.loadBalancer({ address: '203.0.113.10' })", (value) => {
  const kind: unknown = Reflect.get(value, 'kind');
  return typeof kind === 'string' && Object.prototype.hasOwnProperty.call(ENDPOINTS, kind)
    ? ENDPOINTS[kind]
    : undefined;
});

const etcdCluster = {
  members: either('1, 3 or 5', [
    where('1, 3 or 5', (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 10),
  ]),
  volume: quantity,
  storageClass: optional(subdomain),
  version: optional(version),
  quota: optional(quantity),
  autoCompactionRetention: optional(duration),
  resources: optional(resources),
  scheduling: optional(scheduling),
  extraArgs: optional(argumentsMap),
};

/** Props of a ManagementCluster. */
export const managementCluster = object({
  version,
  host: where("a host such as existing({...}) from 'colonnade/hosts/existing'", isHost),
  engine,
  network: optional(
    object({
      podCidrs: optional(cidrRanges),
      serviceCidrs: optional(cidrRanges),
      nodeCidrs: optional(list(cidr, 'a list of ranges')),
      clusterDomain: optional(dnsName),
      apiServerCidrs: optional(list(cidr, 'a list of ranges')),
    }),
  ),
  certManager: optional(object({ namespace: optional(label) })),
  labels: optional(textMap),
  annotations: optional(textMap),
});

/** Props of an EtcdStore. */
export const etcdStore = object({
  ...etcdCluster,
  ...rendered,
  namespace: optional(label),
  engine: optional(engine),
  images: optional(images),
  deletionProtection: optional(flag),
});

/** Props of an imported etcd. */
export const externalEtcd = object({
  endpoints: list(textWhere('a URL such as https://etcd.example.org:2379', isEtcdUrl), 'a list of URLs', {
    min: 1,
    max: 9,
  }),
  clusterIssuer: subdomain,
});

const store = choose(
  "an EtcdStore, 'dedicated' or EtcdStore.dedicated({...})",
  (value) => {
    if (Construct.isConstruct(value)) return where('an EtcdStore', () => 'storeName' in value);
    return Reflect.get(value, 'kind') === 'dedicated'
      ? object({ ...etcdCluster, kind: oneOf(['dedicated']) })
      : undefined;
  },
  oneOf(['dedicated']),
);

const auditCommon = {
  rules: optional(list(jsonObject, 'a list of audit rules', { min: 1 })),
  omitStages: optional(
    list(oneOf(['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic']), 'a list of stages'),
  ),
  sink: optional(oneOf(['stdout', 'file'])),
};
const unlessFile = absent("nothing unless sink is 'file'");
const auditToStdout = object({
  ...auditCommon,
  maxAgeDays: unlessFile,
  maxBackups: unlessFile,
  maxSizeMegabytes: unlessFile,
});
const auditToFile = object({
  ...auditCommon,
  maxAgeDays: optional(integer(1, 3650)),
  maxBackups: optional(integer(1, 1000)),
  maxSizeMegabytes: optional(integer(1, 10_000)),
});
const audit = choose(
  'false or an object',
  (value) => (Reflect.get(value, 'sink') === 'file' ? auditToFile : auditToStdout),
  off,
);

const oidc = object({
  issuerUrl: textWhere('an https URL', (value) => value.startsWith('https://') && URL.canParse(value)),
  clientId: text('a client id', 253),
  usernameClaim: optional(text('the name of a claim', 253)),
  usernamePrefix: optional(text('a prefix', 253)),
  groupsClaim: optional(text('the name of a claim', 253)),
  groupsPrefix: optional(text('a prefix', 253)),
});

const plugin = textWhere('an admission plugin such as AlwaysPullImages', (value) => /^[A-Z][A-Za-z]*$/.test(value));

/** Props of a TenantControlPlane. */
export const tenantControlPlane = object({
  ...rendered,
  version,
  store,
  endpoint,
  replicas: optional(integer(1, 9)),
  size: optional(oneOf(['small', 'medium', 'large'])),
  engine: optional(engine),
  namespace: optional(label),
  network: optional(
    object({
      podCidrs: optional(cidrRanges),
      serviceCidrs: optional(cidrRanges),
      clusterDomain: optional(dnsName),
      dnsAddress: optional(ip),
      nodeCidrMaskSizes: optional(object({ ipv4: optional(integer(16, 30)), ipv6: optional(integer(48, 124)) })),
      sharedNetwork: optional(label),
      nodeCidrs: optional(list(cidr, 'a list of ranges')),
    }),
  ),
  admission: optional(
    object({
      enable: optional(list(plugin, 'a list of plugins')),
      disable: optional(list(plugin, 'a list of plugins')),
    }),
  ),
  authentication: optional(
    object({
      anonymous: optional(oneOf(['health', 'clusterInfo'])),
      oidc: optional(oidc),
      jwt: optional(list(jsonObject, 'a list of JWT authenticators', { max: 64 })),
    }),
  ),
  audit: optional(audit),
  encryption: optional(
    offOr(
      object({
        provider: optional(oneOf(['secretbox', 'aesgcm', 'aescbc'])),
        resources: optional(
          list(
            textWhere('a resource such as secrets', (value) => /^[a-z0-9.*-]+$/.test(value)),
            'a list of resources',
            { min: 1 },
          ),
        ),
      }),
      'false or an object',
    ),
  ),
  featureGates: optional(record(flag, 'an object such as { SomeFeature: true }')),
  extraArgs: optional(
    object({
      apiServer: optional(argumentsMap),
      controllerManager: optional(argumentsMap),
      scheduler: optional(argumentsMap),
    }),
  ),
  resources: optional(
    object({
      apiServer: optional(resources),
      controllerManager: optional(resources),
      scheduler: optional(resources),
      konnectivityServer: optional(resources),
    }),
  ),
  scheduling: optional(scheduling),
  konnectivity: optional(konnectivity),
  addons: optional(
    object({
      kubeProxy: optional(
        offOr(
          object({
            mode: optional(oneOf(['nftables', 'iptables', 'ipvs'])),
            config: optional(record(json, 'an object')),
          }),
          'false or an object',
        ),
      ),
      coreDns: optional(
        offOr(
          object({
            version: optional(version),
            replicas: optional(integer(1, 50)),
            corefile: optional(text('a Corefile', 65_536)),
            resources: optional(resources),
          }),
          'false or an object',
        ),
      ),
    }),
  ),
  images: optional(images),
  deletionProtection: optional(flag),
});

/** Props of an imported tenant. */
export const importedTenant = object({
  version,
  endpoint: textWhere('an address such as api.example.org:6443', (value) => /^[^\s/]+:\d{1,5}$/.test(value)),
});

function isEtcdUrl(value: string): boolean {
  return value.startsWith('https://') && URL.canParse(value) && new URL(value).pathname === '/';
}

function isEngine(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const workers: unknown = Reflect.get(value, 'workers');
  return (
    typeof workers === 'object' &&
    workers !== null &&
    Array.isArray(Reflect.get(value, 'rules')) &&
    ['renderCluster', 'renderStore', 'renderTenant'].every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

function isHost(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const facts: unknown = Reflect.get(value, 'facts');
  return typeof facts === 'object' && facts !== null;
}

const nothing = where('null', (value) => value === null);
const nodeChoice = object({ nodeSelector: textMap, tolerations: list(toleration, 'a list of tolerations') });

/** Facts of a host, as they arrive from a host value. */
export const hostFacts = object({
  name: text('a name', 63),
  zones: list(text('the name of a zone', 63), 'a list of zones'),
  storageClass: either('a name such as fast-ssd', [subdomain, nothing]),
  loadBalancer: oneOf(['static-ip', 'dynamic-ip', 'hostname', 'none']),
  nodePortRange: list(port, 'two ports, first and last', { min: 2, max: 2 }),
  balancer: object({
    annotations: textMap,
    loadBalancerClass: either('the name of a class', [text('a load balancer class', 253), nothing]),
  }),
  placement: object({ controlPlane: nodeChoice, etcd: nodeChoice }),
  profile: either('what is known of the place', [jsonObject, nothing]),
});
