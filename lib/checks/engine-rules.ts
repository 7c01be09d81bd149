import { capabilityOf, knownEngines } from '../engines';
import type { Rule } from '../model';

/**
 * Rules of the engines of this package, in the order of their codes. A fleet runs those of the engines that it has; these are for looking
 * codes up, and for a model whose program is not at hand. Each says nothing about tenants of another engine.
 */
export function engineRules(): readonly Rule[] {
  const rules = new Set(knownEngines().flatMap(({ engine }) => engine.rules));
  return [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Names of the engines of this package that honour a field, by its path in capability tables. */
export function enginesHonouring(field: string): readonly string[] {
  return knownEngines()
    .filter(({ engine }) => capabilityOf(engine.capabilities, field)?.support !== 'unsupported')
    .map(({ name }) => name);
}
