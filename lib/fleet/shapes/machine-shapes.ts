import { dns1123SubdomainProblem } from '../../kubernetes';
import { hostAddress, quantity, textMap } from './common-shapes';
import {
  choose,
  either,
  flag,
  integer,
  jsonObject,
  list,
  looseObject,
  object,
  oneOf,
  text,
  textWhere,
  where,
} from './shape';
import type { Shape } from './shape';

const nothing = where('null', (value) => value === null);
const orNull = (shape: Shape, expected: string) => choose(expected, () => shape, nothing);

/** Zones of machines. */
export const zones = list(text('the name of a zone', 63), 'a list of zones');

const host = object({
  name: textWhere('the name of a node such as rack-1', (value) => dns1123SubdomainProblem(value) === undefined),
  address: hostAddress,
  user: text('the name of a user', 64),
  port: integer(1, 65_535),
  hostKey: either('a public key such as ssh-ed25519 AAAA...', [
    textWhere('a public key', (value) => /^(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+$/.test(value)),
    nothing,
  ]),
  labels: textMap,
});

const SCALING: Readonly<Record<string, Shape>> = {
  hosts: object({ kind: oneOf(['hosts']) }),
  manual: object({ kind: oneOf(['manual']) }),
  group: object({
    kind: oneOf(['group']),
    autoscaler: either('the name of a provider such as clusterapi', [text('a name', 63), nothing]),
  }),
  instances: object({
    kind: oneOf(['instances']),
    nodeClass: object({ group: text('a group'), kind: text('a kind') }),
  }),
};

const common = {
  source: text('the name of a source such as existing', 63),
  architecture: oneOf(['amd64', 'arm64', 'arm']),
  operatingSystem: oneOf(['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'talos', 'bottlerocket', 'other']),
  capacity: orNull(
    object({
      cpu: quantity,
      memory: quantity,
      ephemeralStorage: choose("a quantity such as '100Gi'", () => undefined, either('', [quantity, nothing])),
    }),
    "a capacity such as { cpu: '4', memory: '16Gi' }",
  ),
  gpu: orNull(
    object({ vendor: oneOf(['nvidia', 'amd', 'intel']), count: integer(1, 64) }),
    "accelerators such as { vendor: 'nvidia', count: 1 }",
  ),
  firstBoot: object({
    carrier: oneOf(['script', 'cloud-init', 'ignition', 'ansible', 'puppet', 'cluster-api', 'native']),
    limitBytes: either('a number of bytes', [integer(1, 2 ** 30), nothing]),
  }),
  scaling: choose('how the number of machines changes, such as { kind: manual }', (value) => {
    const kind: unknown = Reflect.get(value, 'kind');
    return typeof kind === 'string' && Object.hasOwn(SCALING, kind) ? SCALING[kind] : undefined;
  }),
  zones,
  reachable: flag,
  cloud: orNull(
    object({
      name: text('the name of a cloud such as aws', 63),
      providerIdScheme: textWhere('a scheme such as aws:///', (value) => /^[a-z][a-z0-9-]*:\/\/\/?$/.test(value)),
      controller: oneOf(['external', 'none']),
    }),
    'a cloud',
  ),
  spot: orNull(
    object({
      percent: integer(0, 100),
      maxPricePerHour: either("a price such as '0.05'", [
        textWhere('a price', (value) => /^\d+(?:\.\d+)?$/.test(value)),
        nothing,
      ]),
    }),
    'spot machines such as { percent: 50 }',
  ),
  options: jsonObject,
};

const clusterApiOptions = looseObject({
  infrastructure: object(
    {
      apiVersion: text('a group and version such as infrastructure.cluster.x-k8s.io/v1beta2', 253),
      kind: text('a kind such as Metal3MachineTemplate', 63),
      name: text('the name of a template', 253),
    },
    'a template of an infrastructure provider, such as { apiVersion, kind, name }',
  ),
});

const facts = choose('the facts of a source of machines', (value) => {
  const scaling: unknown = Reflect.get(value, 'scaling');
  const listed = typeof scaling === 'object' && scaling !== null && Reflect.get(scaling, 'kind') === 'hosts';
  const hosts = listed
    ? list(host, 'a list of hosts, at least one', { min: 1, max: 5000 })
    : list(host, 'a list without hosts', { max: 0 });
  const options = Reflect.get(value, 'source') === 'cluster-api' ? clusterApiOptions : common.options;
  return object({ ...common, hosts, options });
});

/** A cloud's secret store without the name of a secret. */
export const secretPlace = {
  kind: oneOf(['aws-secrets-manager', 'gcp-secret-manager', 'azure-key-vault']),
  location: text('a region, a project or the URL of a vault', 253),
  serviceAccountAnnotations: textMap,
  image: text('an image', 512),
};

const delivery = choose('how credentials are delivered, such as { kind: person }', (value) =>
  Reflect.get(value, 'kind') === 'secret'
    ? object({ kind: oneOf(['secret']), place: orNull(object(secretPlace), 'a secret store') })
    : object({ kind: oneOf(['person', 'single-use', 'cluster-api']) }),
);

/** A source of machines. */
export const machines = choose('a source of machines such as Machines.existing()', (value) =>
  'facts' in value ? looseObject({ facts, delivery }) : undefined,
);
