/** Seed of random fleets: fixed, so that a run says the same twice; COLONNADE_TEST_SEED sets another. */
export const SEED = numberFrom('COLONNADE_TEST_SEED', 20261121);

/** How many random fleets a test looks at: COLONNADE_TEST_RUNS sets another number than the test's own. */
export function runs(usual: number): number {
  return numberFrom('COLONNADE_TEST_RUNS', usual);
}

function numberFrom(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} must be a whole number (got ${text}).`);
  return value;
}
