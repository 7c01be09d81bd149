import type {
  HostFacts,
  ImagesModel,
  PatchModel,
  PlacementDefaults,
  ResourcesModel,
  SchedulingModel,
} from '../../model';
import { DEFAULT_IMAGES, EMPTY, NONE, REGISTRY } from '../defaults';
import type { ImagesProps, PatchProps, ResourcesProps, SchedulingProps } from '../props/common-props';
import { copyOf } from './freeze';

/** Resources with what was left out taken from the defaults. */
export function describeResources(props: ResourcesProps | undefined, defaults: ResourcesModel): ResourcesModel {
  if (props === undefined) return defaults;
  return {
    requests: {
      cpu: props.requests?.cpu ?? defaults.requests.cpu,
      memory: props.requests?.memory ?? defaults.requests.memory,
    },
    limits: { cpu: props.limits?.cpu ?? defaults.limits.cpu, memory: props.limits?.memory ?? defaults.limits.memory },
  };
}

/** Placement with what was left out taken from the host. */
export function describeScheduling(
  props: SchedulingProps | undefined,
  host: HostFacts,
  pods: keyof PlacementDefaults,
): SchedulingModel {
  if (props === undefined) return usualScheduling(host, pods);
  return {
    zones: props.zones === undefined ? host.zones : [...props.zones],
    spread: props.spread ?? SPREAD[pods],
    nodeSelector: props.nodeSelector === undefined ? host.placement[pods].nodeSelector : copyOf(props.nodeSelector),
    tolerations: props.tolerations === undefined ? host.placement[pods].tolerations : copyOf(props.tolerations),
    priorityClassName: props.priorityClassName ?? null,
  };
}

/** Members of etcd never share a zone or a node where they can help it; replicas of a control plane may. */
const SPREAD = Object.freeze({ controlPlane: 'preferred', etcd: 'required' } as const);

type Usual = Partial<Record<keyof PlacementDefaults, SchedulingModel>>;
const usual = new WeakMap<HostFacts, Usual>();

/** One for all tenants on a host. Its zones stay those of the host itself, by which rules know that nobody chose them. */
function usualScheduling(host: HostFacts, pods: keyof PlacementDefaults): SchedulingModel {
  const ofHost = usual.get(host) ?? {};
  usual.set(host, ofHost);
  return (ofHost[pods] ??= Object.freeze({
    zones: host.zones,
    spread: SPREAD[pods],
    ...host.placement[pods],
    priorityClassName: null,
  }));
}

/** Images with upstream's registry unless another was given. */
export function describeImages(props: ImagesProps | undefined): ImagesModel {
  if (props === undefined) return DEFAULT_IMAGES;
  return {
    registry: props.registry ?? REGISTRY,
    digests: props.digests === undefined ? NONE : copyOf(props.digests),
    pullSecrets: props.pullSecrets === undefined ? EMPTY : [...props.pullSecrets],
  };
}

/** Patches as data. */
export function describePatches(props: readonly PatchProps[] | undefined): readonly PatchModel[] {
  if (props === undefined || props.length === 0) return EMPTY;
  return props.map((patch) => ({
    target: { kind: patch.target.kind, name: patch.target.name, namespace: patch.target.namespace ?? null },
    operations: patch.operations === undefined ? null : copyOf(patch.operations),
    merge: patch.merge === undefined ? null : copyOf(patch.merge),
  }));
}

/** Labels, annotations and the like: a copy, or the shared empty map. */
export function describeMap(props: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  return props === undefined ? NONE : copyOf(props);
}
