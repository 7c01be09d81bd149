import { capabilityOf } from '../engines';
import type * as loaded from '../engines/known';
import type { Rule } from '../model';

/**
 * Rules of the engines of this package. A fleet runs those of the engines that it has; these are for looking codes up, and for a
 * model whose program is not at hand. Each says nothing about tenants of another engine.
 */
export function engineRules(): readonly Rule[] {
  return known().KNOWN_ENGINE_RULES;
}

/** Names of the engines of this package that honour a field, by its path in capability tables. */
export function enginesHonouring(field: string): readonly string[] {
  const honours = ({ engine }: loaded.KnownEngine) =>
    capabilityOf(engine.capabilities, field)?.support !== 'unsupported';
  return known()
    .KNOWN_ENGINES.filter(honours)
    .map(({ name }) => name);
}

function known(): typeof loaded {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  return require('../engines/known') as typeof loaded;
}
