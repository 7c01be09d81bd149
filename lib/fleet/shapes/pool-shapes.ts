import type * as workers from '../../workers';
import type { Scaling } from '../../workers/machines';
import { textMap, version } from './common-shapes';
import { machines, secretPlace, zones } from './machine-shapes';
import { node } from './node-shapes';
import {
  absent,
  anything,
  choose,
  either,
  flag,
  integer,
  list,
  object,
  oneOf,
  optional,
  refused,
  text,
  textWhere,
  where,
} from './shape';
import type { Shape } from './shape';

const off = where('false', (value) => value === false);
const count = integer(0, 15_000);
const seconds = integer(0, 31_536_000);
const countOrPercent = either("a number, or a percentage such as '25%'", [
  count,
  textWhere('a percentage', (value) => /^(?:100|\d{1,2})%$/.test(value)),
]);

const taint = object({
  key: text('a taint key', 316),
  value: where('a taint value', (value) => typeof value === 'string'),
  effect: oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
});

const preflightCheck = textWhere(
  "the name of a preflight check such as 'Swap', not 'all'",
  (value) => /^[A-Za-z][A-Za-z0-9._-]*$/.test(value) && value.toLowerCase() !== 'all',
);

const BOOTSTRAP: Readonly<Record<string, Shape>> = {
  kubeadm: object({
    kind: oneOf(['kubeadm']),
    discovery: optional(oneOf(['file', 'token'])),
    ignorePreflightErrors: optional(list(preflightCheck, 'a list of preflight checks')),
    installPackages: optional(flag),
  }),
  k0s: object({
    kind: oneOf(['k0s']),
    version: textWhere("a k0s version such as '1.35.4+k0s.0'", (value) =>
      /^1\.\d{1,3}\.\d{1,3}\+k0s\.\d{1,3}$/.test(value),
    ),
    profile: optional(text('the name of a worker profile', 63)),
  }),
  talos: object({
    kind: oneOf(['talos']),
    version: textWhere("a Talos version such as '1.13.2'", (value) => /^1\.\d{1,3}\.\d{1,3}$/.test(value)),
    installDisk: textWhere('a disk such as /dev/sda', (value) => /^\/dev\/[A-Za-z0-9_./:-]+$/.test(value)),
  }),
  bottlerocket: object({ kind: oneOf(['bottlerocket']) }),
};

const bootstrap = choose("a bootstrap such as { kind: 'kubeadm' }", (value) => {
  const kind: unknown = Reflect.get(value, 'kind');
  if (typeof kind !== 'string') return undefined;
  return Object.hasOwn(BOOTSTRAP, kind) ? BOOTSTRAP[kind] : refusedKind(kind);
});

/** Kinds that people ask for and no hosted control plane can have, with the reason. */
function refusedKind(kind: string): Shape {
  // The documents of workers are loaded with the first that somebody asks for.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  const { REFUSED_WORKER_KINDS } = require('../../workers') as typeof workers;
  const known = Object.entries(REFUSED_WORKER_KINDS).find(([name]) => name === kind.toLowerCase())?.[1];
  if (known !== undefined) return refused(known.reason, known.instead);
  return object({ kind: oneOf(Object.keys(BOOTSTRAP)) });
}

const store = choose(
  'false or a secret store',
  () => object({ ...secretPlace, secret: optional(text('a name', 100)) }),
  off,
);
const join = object({
  tokenMinutes: optional(integer(1, 1_000_000)),
  delivery: optional(
    choose("a delivery such as { kind: 'person' }", (value) =>
      Reflect.get(value, 'kind') === 'secret'
        ? object({
            kind: oneOf(['secret']),
            everyMinutes: optional(integer(1, 1440)),
            store: optional(store),
          })
        : object({ kind: oneOf(['person', 'single-use', 'secret', 'cluster-api']) }),
    ),
  ),
});

const rollout = object({
  maxSurge: optional(countOrPercent),
  maxUnavailable: optional(countOrPercent),
  drainSeconds: optional(seconds),
  volumeDetachSeconds: optional(seconds),
  deletionSeconds: optional(seconds),
});

const repair = choose(
  'false or an object',
  () =>
    object({
      unhealthySeconds: optional(seconds),
      startupSeconds: optional(seconds),
      maxUnhealthy: optional(countOrPercent),
    }),
  off,
);
const noRepair = optional(
  where('nothing or false: nothing replaces machines of this source', (value) => value === false),
);

const GROUP_AUTOSCALING: Readonly<Record<string, Shape>> = {
  'cluster-autoscaler': object({
    kind: oneOf(['cluster-autoscaler']),
    scaleDownUnneededSeconds: optional(seconds),
    scaleDownUtilizationPercent: optional(integer(0, 100)),
    identity: optional(
      object({
        serviceAccountAnnotations: optional(textMap),
        environment: optional(textMap),
        secret: optional(text('the name of a Secret', 253)),
      }),
    ),
  }),
  cloud: object({ kind: oneOf(['cloud']) }),
  karpenter: refused(
    'Karpenter makes machines itself and knows no groups',
    "machines: Machines.awsInstances({...}), or autoscaling: { kind: 'cluster-autoscaler' }",
  ),
};
const groupAutoscaling = choose("autoscaling such as { kind: 'cluster-autoscaler' }", (value) => {
  const kind: unknown = Reflect.get(value, 'kind');
  return typeof kind === 'string' && Object.hasOwn(GROUP_AUTOSCALING, kind) ? GROUP_AUTOSCALING[kind] : undefined;
});
const karpenter = object({
  kind: oneOf(['karpenter']),
  nodeClass: optional(text('the name of a node class', 253)),
  consolidateAfterSeconds: optional(seconds),
  expireAfterSeconds: optional(either('a number of seconds, or false', [seconds, off])),
  budget: optional(countOrPercent),
});

const nobodyMakes = absent('nothing: nobody makes machines of this source');
const number = choose('a number, or { min, max }', () => object({ min: count, max: count }), count);

/** What can be said of the size follows from where the machines come from. */
const BY_SCALING: Readonly<Record<Scaling, Readonly<Record<string, Shape>>>> = {
  hosts: {
    size: absent('nothing: the size is the number of hosts'),
    autoscaling: nobodyMakes,
    repair: noRepair,
  },
  manual: { size: number, autoscaling: nobodyMakes, repair: noRepair },
  group: { size: number, autoscaling: optional(groupAutoscaling), repair: optional(repair) },
  instances: {
    size: object({ min: optional(where('0: Karpenter knows no fewest', (value) => value === 0)), max: count }),
    autoscaling: karpenter,
    repair: noRepair,
  },
};
const FIXED_GROUP = {
  ...BY_SCALING.group,
  autoscaling: absent('nothing beside a fixed size; size: { min, max } is a range'),
};
const UNKNOWN = {
  size: optional(anything),
  autoscaling: optional(anything),
  repair: optional(anything),
};

const common = {
  machines,
  version: optional(version),
  zones: optional(zones),
  labels: optional(textMap),
  taints: optional(list(taint, 'a list of taints')),
  bootstrap: optional(bootstrap),
  node: optional(node),
  join: optional(join),
  rollout: optional(rollout),
};

/** Props of a WorkerPool. */
export const workerPool = choose('an object', (props) => {
  if (Array.isArray(props)) return undefined;
  const scaling = scalingOf(Reflect.get(props, 'machines'));
  if (scaling === undefined) return object({ ...common, ...sizeOnly(props) });
  const fixed = scaling === 'group' && typeof Reflect.get(props, 'size') === 'number';
  return object({ ...common, ...(fixed ? FIXED_GROUP : BY_SCALING[scaling]) });
});

/** Machines that cannot be used say nothing of the size; that it is there and readable can be said anyway. */
function sizeOnly(props: object): Readonly<Record<string, Shape>> {
  return Reflect.get(props, 'machines') === undefined ? { ...UNKNOWN, size: number } : UNKNOWN;
}

function scalingOf(source: unknown): Scaling | undefined {
  const facts = propertyOf(source, 'facts');
  const kind = propertyOf(propertyOf(facts, 'scaling'), 'kind');
  return Object.keys(BY_SCALING).find((known): known is Scaling => known === kind);
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
