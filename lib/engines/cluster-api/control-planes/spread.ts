import type { JsonObject } from '../../../kubernetes';
import type { SchedulingModel } from '../../../model';

/** `topologySpreadConstraints` of pods with these labels. */
export function spreadOver(
  scheduling: SchedulingModel,
  labels: Readonly<Record<string, string>>,
): readonly JsonObject[] {
  const keys = scheduling.zones.length > 0 ? ['topology.kubernetes.io/zone'] : [];
  return [...keys, 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: scheduling.spread === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labels } },
  }));
}

/** Node affinity that keeps pods in the zones; `undefined`: any zone will do. */
export function zoneAffinity({ zones, spread }: SchedulingModel): JsonObject | undefined {
  if (zones.length === 0) return undefined;
  const term = { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [...zones] }] };
  return {
    nodeAffinity:
      spread === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term }] },
  };
}
