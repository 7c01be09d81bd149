import type { FleetModel } from '../model';
import { maybeLeftover } from './leftovers';
import { maybeSecret } from './secrets';
import { suspectsIn } from './texts';
import type { Suspect } from './texts';

const known = new WeakMap<FleetModel, readonly Suspect[]>();

/** Texts of a fleet that may hold a secret or the text of an unresolved value. One walk serves the rules about both. */
export function suspectsOf(fleet: FleetModel): readonly Suspect[] {
  const before = known.get(fleet);
  if (before) return before;
  const suspects = suspectsIn(fleet, (text, name) => maybeSecret(text, name) || maybeLeftover(text));
  known.set(fleet, suspects);
  return suspects;
}
