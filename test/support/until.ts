import { setTimeout as sleep } from 'node:timers/promises';

const MOST_SECONDS = 300;
const PAUSE_MS = 100;

/**
 * Waits until something is so, and says how many seconds that took. It is given up after five minutes: a bound against hanging, not a
 * measure, as a busy machine is slow.
 *
 * @param what - for the error; a function says it when the time is over
 */
export async function until(
  what: string | (() => string),
  isSo: () => Promise<boolean> | boolean,
  seconds = MOST_SECONDS,
): Promise<number> {
  const start = performance.now();
  for (;;) {
    const passed = (performance.now() - start) / 1000;
    if (await isSo()) return passed;
    if (passed > seconds) throw new Error(`In vain for ${seconds} s: ${typeof what === 'string' ? what : what()}.`);
    await sleep(PAUSE_MS);
  }
}
