import type {
  Affinity,
  LocalObjectReference,
  PodSecurityContext,
  PodSpec,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import { shared } from '../../../kubernetes';
import type { ImagesModel, ResourcesModel, SchedulingModel } from '../../../model';
import { onceForEach } from './once-for-each';

/** User and group of every process. 65532 is `nonroot` in distroless images. */
export const RUN_AS = 65532;

/** What Pod Security `restricted` asks of a container, and a read-only root besides. */
export const CONTAINER_SECURITY: SecurityContext = shared({
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
});

/** What Pod Security `restricted` asks of a pod. */
export const POD_SECURITY: PodSecurityContext = shared({
  runAsNonRoot: true,
  runAsUser: RUN_AS,
  runAsGroup: RUN_AS,
  fsGroup: RUN_AS,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
});

/** What `podSpecBase` depends on. */
export interface PodBase {
  readonly scheduling: SchedulingModel;
  readonly images: ImagesModel;
  /** Used when the scheduling names no class. */
  readonly priorityClassName: string;
  /** Labels of the pods that are spread. Absent: no spreading, for pods that run once. */
  readonly spreadOver?: Readonly<Record<string, string>>;
  /** Spread the pods of one ReplicaSet, so that a rolling update does not count the old ones. @default false */
  readonly perRevision?: boolean;
}

/**
 * What every pod has in common: security context, no service-account token, no service environment variables, scheduling,
 * priority, pull secrets. Spread over zones when the scheduling names zones, and over hosts always.
 */
export function podSpecBase(base: PodBase): Omit<PodSpec, 'containers'> {
  const { scheduling, images, priorityClassName, spreadOver, perRevision } = base;
  const common = COMMON({ scheduling, images, priorityClassName });
  if (spreadOver === undefined) return { ...common.first, ...common.last };
  const topologySpreadConstraints = spreadConstraints(scheduling, spreadOver, perRevision ?? false);
  return { ...common.first, topologySpreadConstraints, ...common.last };
}

/** What stands in front of the spreading, and behind it. Few pods of a fleet differ in it. */
interface Common {
  readonly first: Omit<PodSpec, 'containers'>;
  readonly last: Pick<PodSpec, 'imagePullSecrets'>;
}

const COMMON = onceForEach(
  ({ scheduling, images, priorityClassName }: Pick<PodBase, 'scheduling' | 'images' | 'priorityClassName'>): Common => {
    const affinity = zoneAffinity(scheduling);
    return {
      first: Object.freeze({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: POD_SECURITY,
        priorityClassName: scheduling.priorityClassName ?? priorityClassName,
        ...(Object.keys(scheduling.nodeSelector).length > 0 && {
          nodeSelector: shared({ ...scheduling.nodeSelector }),
        }),
        ...(scheduling.tolerations.length > 0 && {
          tolerations: shared(scheduling.tolerations.map((t): Toleration => ({ ...t }))),
        }),
        ...(affinity && { affinity }),
      }),
      last: Object.freeze(images.pullSecrets.length > 0 ? { imagePullSecrets: shared(pullSecrets(images)) } : {}),
    };
  },
);

function spreadConstraints(
  scheduling: SchedulingModel,
  selector: Readonly<Record<string, string>>,
  perRevision: boolean,
): TopologySpreadConstraint[] {
  const keys = scheduling.zones.length > 0 ? ['topology.kubernetes.io/zone'] : [];
  return [...keys, 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: scheduling.spread === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...selector } },
    ...(perRevision && { matchLabelKeys: ['pod-template-hash'] }),
  }));
}

/** Keeps pods in the named zones: always when the spread is required, otherwise while there is room. */
function zoneAffinity(scheduling: SchedulingModel): Affinity | undefined {
  return scheduling.zones.length === 0 ? undefined : shared(newZoneAffinity(scheduling));
}

function newZoneAffinity(scheduling: SchedulingModel): Affinity {
  const inZones = {
    matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In' as const, values: [...scheduling.zones] }],
  };
  return {
    nodeAffinity:
      scheduling.spread === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [inZones] } }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: inZones }] },
  };
}

function pullSecrets(images: ImagesModel): LocalObjectReference[] {
  return images.pullSecrets.map((name) => ({ name }));
}

/** `resources` of a container; what the model leaves open is left out. */
export function resourcesFor(model: ResourcesModel): ResourceRequirements {
  const requests = quantities(model.requests);
  const limits = quantities(model.limits);
  return { ...(requests && { requests }), ...(limits && { limits }) };
}

function quantities(of: ResourcesModel['requests']): Record<string, string> | undefined {
  if (of.cpu === null && of.memory === null) return undefined;
  return { ...(of.cpu !== null && { cpu: of.cpu }), ...(of.memory !== null && { memory: of.memory }) };
}
