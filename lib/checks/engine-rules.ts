import type * as loaded from '../engines/known';
import type { Rule } from '../model';

/**
 * Rules of the engines of this package. A fleet runs those of the engines that it has; these are for looking codes up, and for a
 * model whose program is not at hand. Each says nothing about tenants of another engine.
 */
export function engineRules(): readonly Rule[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  return (require('../engines/known') as typeof loaded).KNOWN_ENGINE_RULES;
}
