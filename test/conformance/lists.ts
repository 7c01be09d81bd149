import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test that is skipped, because an image that it wants cannot be made here. */
export interface ForeignTest {
  /** Whole name of the test. */
  readonly test: string;
  /** The image, as `e2e.test --list-images` or the test itself names it. */
  readonly image: string;
  /** Why there is no stand-in for it. */
  readonly reason: string;
}

/** A test that fails here for a reason that is no fault of the tenant. */
export interface KnownFailure {
  /** Whole name of the test. */
  readonly test: string;
  /** What of the testbed or of a stand-in makes it fail. */
  readonly reason: string;
}

/** What is checked in about tests that cannot pass here. Both lists may only shrink. */
export interface Lists {
  readonly foreign: readonly ForeignTest[];
  readonly known: readonly KnownFailure[];
}

/** Reads `foreign-images.json` and `known.json`. */
export function readLists(folder = __dirname): Lists {
  return {
    foreign: readJson<readonly ForeignTest[]>(folder, 'foreign-images.json'),
    known: readJson<readonly KnownFailure[]>(folder, 'known.json'),
  };
}

/** Reads `sample.json`: names of fast tests that fit into five minutes together. */
export function readSample(folder = __dirname): readonly string[] {
  return readJson<readonly string[]>(folder, 'sample.json');
}

/** What the lists are compared with. */
export interface Facts {
  /** Names of all conformance tests. */
  readonly inventory: ReadonlySet<string>;
  /** Images that tests may ask for. */
  readonly images: readonly string[];
  /** Images that there are stand-ins for. */
  readonly standIns: readonly string[];
}

/** What is wrong with the lists themselves: entries that are not needed any more, or never were. */
export function listProblems({ foreign, known }: Lists, { inventory, images, standIns }: Facts): readonly string[] {
  const problems: string[] = [];
  const names = [...foreign, ...known].map(({ test }) => test);
  for (const test of new Set(names)) {
    if (!inventory.has(test)) problems.push(`${test}: there is no such test. Fix: remove the entry.`);
    if (names.filter((name) => name === test).length > 1) {
      problems.push(`${test}: listed more than once. Fix: leave one entry.`);
    }
  }
  for (const { test, image } of foreign) {
    if (standIns.includes(image)) problems.push(`${test}: there is a stand-in for ${image}. Fix: remove the entry.`);
    else if (!images.includes(image)) problems.push(`${test}: no test asks for ${image}. Fix: remove the entry.`);
  }
  return problems;
}

function readJson<T>(folder: string, name: string): T {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
}
