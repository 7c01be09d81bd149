import type * as describers from './describe/describers';

let loaded: typeof describers | undefined;

/**
 * How constructs become data. Loaded with the first description rather than with the import: these are some twenty files, and every
 * file that a program imports is time before its first line.
 */
export function describing(): typeof describers {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  loaded ??= require('./describe/describers') as typeof describers;
  return loaded;
}

/** What the fleet says and its engines do not honour. */
export const unhonouredFields: typeof describers.unhonouredFields = (...input) =>
  describing().unhonouredFields(...input);

/** Every field that differs from what it would be if nobody had said anything. */
export const setFields: typeof describers.setFields = (...input) => describing().setFields(...input);
