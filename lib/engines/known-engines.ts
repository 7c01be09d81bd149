import type * as loaded from './known';
import type { KnownEngine } from './known';

/** The engines of this package, for comparisons and documentation. Loaded with the first use, because a program has one or two of them. */
export function knownEngines(): readonly KnownEngine[] {
  return known().KNOWN_ENGINES;
}

/** The engine of this package that a model records. @returns `undefined` for one of somebody else's */
export function knownEngineOf(...reference: Parameters<typeof loaded.knownEngineOf>): KnownEngine | undefined {
  return known().knownEngineOf(...reference);
}

function known(): typeof loaded {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  return require('./known') as typeof loaded;
}
