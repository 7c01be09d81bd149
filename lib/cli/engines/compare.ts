import { capabilityOf, knownEngineOf } from '../../engines';
import type { KnownEngine, Support } from '../../engines';
import { setFields } from '../../fleet';
import type { FleetModel } from '../../model';

/** A field that a fleet sets and that another engine treats in another way. */
export interface ChangedField {
  /** Construct path of the tenant, store or pool. */
  readonly path: string;
  /** As capability tables write it. */
  readonly field: string;
  /** Name of the engine that is left. */
  readonly engine: string;
  readonly from: Support;
  readonly to: Support;
  /** What the other engine makes of it, or what to use instead. */
  readonly note: string;
}

/**
 * What changes when the tenants, stores and pools of fleets get another engine: of what their programs set, the fields that are treated in
 * another way. Those that are lost come first.
 *
 * @param from - as if they had this engine now. @default - the engine that each has; parts with one of somebody else's are left out
 */
export function changedFields(
  fleets: readonly FleetModel[],
  to: KnownEngine,
  from: KnownEngine | undefined,
): readonly ChangedField[] {
  const changed = fleets.flatMap((fleet) =>
    setFields(fleet, () => true).flatMap(({ path, field, engine }): readonly ChangedField[] => {
      const now = from ?? knownEngineOf(engine);
      const before = now && capabilityOf(now.engine.capabilities, field)?.support;
      const after = capabilityOf(to.engine.capabilities, field);
      if (now === undefined || before === undefined || after === undefined || before === after.support) return [];
      return [{ path, field, engine: now.name, from: before, to: after.support, note: after.note ?? '' }];
    }),
  );
  return changed.sort((a, b) => Number(isLost(b)) - Number(isLost(a)));
}

/** Whether the other engine would refuse the field. */
export function isLost({ to }: ChangedField): boolean {
  return to === 'unsupported';
}
