import fc from 'fast-check';
import type { Bytes, Cpu, ImagesProps, ResourcesProps } from 'colonnade';
import type { TolerationModel } from 'colonnade';

/** An object whose properties may each be there or not. */
export function partial<T extends object>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(arbitraries, { requiredKeys: [] });
}

/**
 * Part of an id that follows a prefix: most often nothing, so that fleets have objects in common, which are sent to an API server
 * once; sometimes as long as ids may be.
 */
export const idTail = fc.oneof(
  { weight: 18, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('-a', '-b2', '-prod') },
  { weight: 1, arbitrary: fc.constant(`-${'x'.repeat(37)}`) },
);

const LABEL_KEYS = ['team', 'acme.example/tier', 'example.org/cost.center_1', 'a', `x.io/${'k'.repeat(63)}`] as const;
const labelValue = fc.constantFrom('', 'a', 'Value_1.x', '1', 'true', 'v'.repeat(63));
/** Text that YAML readers like to take for something else, and text in many scripts. */
const freeText = fc.oneof(
  fc.constantFrom(
    '',
    'yes',
    '0755',
    'null',
    '~',
    ' leading',
    'two\nlines\n',
    '- x: y',
    '{{ .x }}',
    '"',
    "it's #1",
    '1e3',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

const someLabels = fc.dictionary(fc.constantFrom(...LABEL_KEYS), labelValue, { maxKeys: 3 });
const someAnnotations = fc.dictionary(fc.constantFrom(...LABEL_KEYS), freeText, { maxKeys: 3 });
// They are on every object of a part, which is then unlike that of any other fleet: few parts have any.
export const labels: fc.Arbitrary<Record<string, string>> = rarely({}, someLabels);
export const annotations: fc.Arbitrary<Record<string, string>> = rarely({}, someAnnotations);

function rarely<T>(usual: T, otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: otherwise });
}

const cpuPair = fc.constantFrom<readonly [Cpu, Cpu]>(['5m', '500m'], ['0.25', '0.5'], ['100m', '100m'], ['1', '1.5']);
const memoryPair = fc.constantFrom<readonly [Bytes, Bytes]>(
  ['768Mi', '1Gi'],
  ['1Gi', '1Gi'],
  ['1.5Gi', '2Gi'],
  ['900M', '1G'],
  ['1048576Ki', '2Gi'],
);

/** CPU and memory that fit whatever the defaults of a component are: a limit alone is large, a request alone is small. */
export const resources: fc.Arbitrary<ResourcesProps> = fc.oneof(
  fc.constantFrom<ResourcesProps>({}, { requests: {} }, { limits: {}, requests: {} }),
  fc.constantFrom<ResourcesProps>(
    { requests: { cpu: '7m' } },
    { limits: { cpu: '8' } },
    { limits: { memory: '24Gi' } },
  ),
  fc.tuple(cpuPair, memoryPair).map(([cpu, memory]) => ({
    requests: { cpu: cpu[0], memory: memory[0] },
    limits: { cpu: cpu[1], memory: memory[1] },
  })),
  memoryPair.map(([request, limit]) => ({ requests: { memory: request }, limits: { memory: limit } })),
);

export const toleration: fc.Arbitrary<TolerationModel> = fc.constantFrom<TolerationModel>(
  { operator: 'Exists' },
  { key: 'dedicated', operator: 'Equal', value: 'etcd', effect: 'NoSchedule' },
  { key: 'dedicated', value: 'etcd' },
  { key: 'edge.example/zone', operator: 'Exists', effect: 'PreferNoSchedule' },
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 },
);

/** Placement without zones, which depend on the host. */
export const placement = partial({
  zones: fc.integer({ min: 0, max: 7 }),
  spread: fc.constantFrom('required' as const, 'preferred' as const),
  nodeSelector: fc.constantFrom<Record<string, string>>({}, { 'node-role.example.org/control-planes': '' }),
  tolerations: fc.array(toleration, { maxLength: 3 }),
  priorityClassName: fc.constantFrom('acme-critical', 'system-cluster-critical'),
});

/** The zones of a host that a bit mask picks. */
export function zonesOf(mask: number, zones: readonly string[]): string[] {
  return zones.filter((_, index) => (mask & (1 << index)) !== 0);
}

const digest = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 })
  .map((digits): `sha256:${string}` => `sha256:${digits.join('')}`);

export const images: fc.Arbitrary<ImagesProps> = partial({
  registry: fc.constantFrom('mirror.example.org', 'mirror.example.org:5000/k8s', 'registry.k8s.io'),
  digests: partial({
    'kube-apiserver': digest,
    'kube-controller-manager': digest,
    'kube-scheduler': digest,
    'kube-proxy': digest,
    kubectl: digest,
    etcd: digest,
    coredns: digest,
    'proxy-server': digest,
    'proxy-agent': digest,
    'cluster-autoscaler': digest,
  }),
  pullSecrets: fc.constantFrom(['mirror'], [], ['mirror', 'other.secret']),
});

/** Flags that no component of ours writes, with values that mean what they do upstream. */
export const verbosity = fc.constantFrom<Record<string, string>>({}, { v: '2' }, { v: '4', vmodule: 'httplog=3' });
