import type { Cluster, Identity } from './cluster';
import { formatIdentity } from './objects';
import { setProblem } from './problems';
import { readinessOf } from './readiness';
import { listOf, mapOf } from './values';
import type { Properties } from './values';

/** How long to wait, and when not to any more. */
export interface Patience {
  /** As `Date.now()` counts. */
  readonly until: number;
  /** Whether the run was told to end. */
  readonly isOver: () => boolean;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** Returns when an object is what is waited for. @param written - as it was when it was written just now @throws CLN9083 */
export async function untilReady(
  cluster: Cluster,
  identity: Identity,
  wanted: string,
  patience: Patience,
  written: Properties | undefined,
): Promise<void> {
  if (written !== undefined && readinessOf(written, wanted) === 'ready') return;
  const found = await looked(cluster, identity, patience, (live) => {
    // What removes itself after it has finished has finished.
    if (live === undefined) return identity.kind === 'Job' ? 'ready' : 'waiting';
    return readinessOf(live, wanted);
  });
  if (found !== 'ready') {
    const message = found === 'failed' ? 'it has failed.' : `it was not ready in time (${wanted}).`;
    throw setProblem('notReady', {
      path: formatIdentity(identity),
      message,
      fix: 'look at its events, then run again.',
    });
  }
}

/** Returns when an object is gone. @throws CLN9083 */
export async function untilGone(cluster: Cluster, identity: Identity, patience: Patience): Promise<void> {
  let finalizers: readonly unknown[] = [];
  const found = await looked(cluster, identity, patience, (live) => {
    finalizers = listOf(mapOf(live?.['metadata'])['finalizers']);
    return live === undefined ? 'ready' : 'waiting';
  });
  if (found !== 'ready') {
    const held = finalizers.length === 0 ? '' : ` It waits for ${finalizers.map(String).join(', ')}.`;
    throw setProblem('notReady', {
      path: formatIdentity(identity),
      message: `it was not gone in time.${held}`,
      fix: 'see to the controller that it waits for, then run again.',
    });
  }
}

async function looked(
  cluster: Cluster,
  identity: Identity,
  { until, isOver }: Patience,
  judge: (live: Properties | undefined) => 'ready' | 'waiting' | 'failed',
): Promise<'ready' | 'waiting' | 'failed'> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const found = judge(await cluster.get(identity));
    if (found !== 'waiting' || isOver() || Date.now() >= until) return found;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
