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
  const { scheduling } = base;
  const affinity = zoneAffinity(scheduling);
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: POD_SECURITY,
    priorityClassName: scheduling.priorityClassName ?? base.priorityClassName,
    ...(Object.keys(scheduling.nodeSelector).length > 0 && { nodeSelector: { ...scheduling.nodeSelector } }),
    ...(scheduling.tolerations.length > 0 && {
      tolerations: scheduling.tolerations.map((t): Toleration => ({ ...t })),
    }),
    ...(affinity && { affinity }),
    ...(base.spreadOver && {
      topologySpreadConstraints: spreadConstraints(scheduling, base.spreadOver, base.perRevision ?? false),
    }),
    ...(base.images.pullSecrets.length > 0 && { imagePullSecrets: pullSecrets(base.images) }),
  };
}

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

const affinities = new WeakMap<SchedulingModel, Affinity>();

/** Keeps pods in the named zones: always when the spread is required, otherwise while there is room. */
function zoneAffinity(scheduling: SchedulingModel): Affinity | undefined {
  if (scheduling.zones.length === 0) return undefined;
  const affinity = affinities.get(scheduling) ?? shared(newZoneAffinity(scheduling));
  affinities.set(scheduling, affinity);
  return affinity;
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
