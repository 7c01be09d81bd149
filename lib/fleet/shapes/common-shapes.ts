import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  dnsNameProblem,
  parseCidr,
  parseDuration,
  parseIp,
  parseQuantity,
  parseVersion,
} from '../../kubernetes';
import {
  absent,
  choose,
  json,
  jsonObject,
  list,
  object,
  oneOf,
  optional,
  readBy,
  record,
  text,
  textWhere,
  where,
} from './shape';

/** `16Gi`, `500m`. */
export const quantity = readBy("a quantity such as '16Gi'", parseQuantity);
/** `10.96.0.0/16`. */
export const cidr = readBy("a range such as '10.96.0.0/16'", parseCidr);
/** `10.96.0.10`. */
export const ip = readBy("an IP address such as '203.0.113.10'", parseIp);
/** `1.36.3`. */
export const version = readBy("a version such as '1.36.3'", parseVersion);
/** `5m`. */
export const duration = readBy("a duration such as '5m'", parseDuration);

/** One range or two. */
export const cidrRanges = list(cidr, 'one range, or two of different families', { min: 1, max: 2 });

/** A name such as a namespace. */
export const label = textWhere('a DNS label such as team-a', (value) => dns1123LabelProblem(value) === undefined);
/** A name such as a StorageClass. */
export const subdomain = textWhere('a name such as fast-ssd', (value) => dns1123SubdomainProblem(value) === undefined);
/** A DNS name. */
export const dnsName = textWhere('a DNS name such as api.example.org', (value) => dnsNameProblem(value) === undefined);
/** A DNS name, possibly with a wildcard, or an IP address. */
export const subjectAltName = textWhere(
  'a DNS name or an IP address',
  (value) => parseIp(value).ok || dnsNameProblem(value, { wildcard: true }) === undefined,
);
/** A DNS name or an IP address. */
export const hostAddress = textWhere(
  'a DNS name or an IP address',
  (value) => parseIp(value).ok || dnsNameProblem(value) === undefined,
);

/** Labels, annotations, node selectors. */
export const textMap = record(
  where('text', (value) => typeof value === 'string'),
  'an object of texts',
);
/** Arguments by flag name without dashes. */
export const argumentsMap = record(
  where('text', (value) => typeof value === 'string'),
  "an object such as { 'v': '2' }",
);

/** CPU and memory. */
export const resources = object({
  requests: optional(object({ cpu: optional(quantity), memory: optional(quantity) })),
  limits: optional(object({ cpu: optional(quantity), memory: optional(quantity) })),
});

/** A toleration of a taint. */
export const toleration = object({
  key: optional(text('a taint key')),
  operator: optional(oneOf(['Exists', 'Equal'])),
  value: optional(text('a taint value')),
  effect: optional(oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])),
  tolerationSeconds: optional(where('a whole number of seconds', (value) => Number.isInteger(value))),
});

/** Where pods may run. */
export const scheduling = object({
  zones: optional(list(text('the name of a zone', 63), 'a list of zones')),
  spread: optional(oneOf(['required', 'preferred'])),
  nodeSelector: optional(textMap),
  tolerations: optional(list(toleration, 'a list of tolerations')),
  priorityClassName: optional(subdomain),
});

/** Components that have an image. */
const IMAGE_COMPONENTS = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'kubectl',
  'etcd',
  'coredns',
  'proxy-server',
  'proxy-agent',
  'cluster-autoscaler',
] as const;

/** `host[:port][/path]` of an image reference. Source: https://github.com/distribution/reference (regexp.go) */
const REGISTRY =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

/** Where images come from. */
export const images = object({
  registry: optional(textWhere('a registry such as registry.example.org/mirror', (value) => REGISTRY.test(value))),
  digests: optional(
    object(
      Object.fromEntries(
        IMAGE_COMPONENTS.map((name) => [
          name,
          optional(textWhere('a digest such as sha256:...', (value) => /^sha256:[0-9a-f]{64}$/.test(value))),
        ]),
      ),
    ),
  ),
  pullSecrets: optional(list(subdomain, 'a list of Secret names')),
});

const patchTarget = object({
  kind: textWhere('a kind such as Deployment', (value) => /^[A-Z][A-Za-z0-9]*$/.test(value)),
  name: text('the name of an object', 253),
  namespace: optional(label),
});

const operation = object({
  op: oneOf(['add', 'remove', 'replace', 'test', 'copy', 'move']),
  path: textWhere('a JSON pointer such as /spec/replicas', (value) => value.startsWith('/')),
  from: optional(textWhere('a JSON pointer such as /spec/replicas', (value) => value.startsWith('/'))),
  value: optional(json),
});

const patchWithOperations = object({
  target: patchTarget,
  operations: list(operation, 'a list of RFC 6902 operations', { min: 1 }),
  merge: absent('nothing beside operations'),
});
const patchWithMerge = object({
  target: patchTarget,
  merge: jsonObject,
  operations: absent('nothing beside merge'),
});

/** A list of changes to rendered objects. */
export const patches = list(
  choose('a patch: { target, operations } or { target, merge }', (patch) =>
    'merge' in patch && !('operations' in patch) ? patchWithMerge : patchWithOperations,
  ),
  'a list of patches',
);

/** Labels, annotations and patches of a construct that renders objects. */
export const rendered = { labels: optional(textMap), annotations: optional(textMap), patches: optional(patches) };
