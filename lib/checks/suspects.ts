import type { FleetModel } from '../model';
import { leftoverIn, maybeLeftover } from './leftovers';
import { maybeSecret, secretIn } from './secrets';
import { suspectsIn } from './texts';
import type { Suspect } from './texts';

const known = new WeakMap<FleetModel, readonly Suspect[]>();

/**
 * Texts of a fleet that hold a secret or the text of an unresolved value. One walk serves the rules about both.
 *
 * The coarse test of a text comes first because it is quick; the exact one follows here and not only in the rules, so that defaults with
 * the word `token` somewhere are found clean once instead of being walked again for every tenant.
 */
export function suspectsOf(fleet: FleetModel): readonly Suspect[] {
  const before = known.get(fleet);
  if (before) return before;
  const suspects = suspectsIn(
    fleet,
    (text, name) =>
      (maybeSecret(text, name) && secretIn(text, name) !== undefined) ||
      (maybeLeftover(text) && leftoverIn(text) !== undefined),
  );
  known.set(fleet, suspects);
  return suspects;
}
