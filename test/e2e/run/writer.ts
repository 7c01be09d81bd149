import type { TenantAccess } from './tenant-api';
import { TenantApi } from './tenant-api';
import { until } from '../testbed/shell';

/** What came of a client that wrote all the time. */
export interface WriterReport {
  readonly attempts: number;
  /** Names whose creation was acknowledged. */
  readonly acknowledged: readonly string[];
  /** Requests without a good answer, by reason. */
  readonly errors: ReadonlyMap<string, number>;
  /** Longest time without an acknowledged write, in milliseconds. */
  readonly longestGapMs: number;
}

const INTERVAL_MS = 20;

/** How many writes wait for their answers at most: a busy machine gets fewer of them, not more than it can answer. */
const MOST_PENDING = 100;

/** Creates a ConfigMap every 20 ms through the Service until told to stop, and does not wait for one before the next. */
export function startWriter(access: TenantAccess, prefix: string): { stop(): Promise<WriterReport> } {
  // Several clients, as in a real cluster: one connection dies with the server it is on, others do not.
  const clients = [0, 1, 2, 3].map(() => new TenantApi(access));
  const acknowledged: string[] = [];
  const errors = new Map<string, number>();
  const pending = new Set<Promise<void>>();
  let attempts = 0;
  let lastGood = performance.now();
  let longestGapMs = 0;

  const good = (name: string): void => {
    acknowledged.push(name);
    longestGapMs = Math.max(longestGapMs, performance.now() - lastGood);
    lastGood = performance.now();
  };
  const bad = (reason: string): void => {
    errors.set(reason, (errors.get(reason) ?? 0) + 1);
  };
  const timer = setInterval(() => {
    if (pending.size >= MOST_PENDING) return;
    const name = `${prefix}-${attempts}`;
    const client = clients[attempts % clients.length];
    attempts += 1;
    if (client === undefined) return;
    const write = client
      .ask(
        'POST',
        '/api/v1/namespaces/default/configmaps',
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { name } },
        { timeoutMs: 30_000 },
      )
      .then(
        ({ status }) => (status === 201 ? good(name) : bad(`HTTP ${status}`)),
        (error: unknown) => {
          bad(error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error));
        },
      )
      .finally(() => pending.delete(write));
    pending.add(write);
  }, INTERVAL_MS);

  return {
    async stop() {
      clearInterval(timer);
      await Promise.allSettled(pending);
      for (const client of clients) client.close();
      return { attempts, acknowledged, errors, longestGapMs };
    },
  };
}

/** The acknowledged writes that cannot be read back. */
export async function lostWrites(access: TenantAccess, report: WriterReport): Promise<readonly string[]> {
  const api = new TenantApi(access);
  const found = new Set<string>();
  let token = '';
  for (let page = 0; page < 200; page++) {
    const path = `/api/v1/namespaces/default/configmaps?limit=500${token === '' ? '' : `&continue=${encodeURIComponent(token)}`}`;
    // What was disrupted may not answer every request yet; what it answers then is complete.
    const body = await until(
      'what was written',
      async () => {
        const answer = await api.ask('GET', path);
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
        return answer.body;
      },
      { seconds: 120, everyMs: 1000 },
    );
    for (const { metadata } of body['items'] as { metadata: { name: string } }[]) found.add(metadata.name);
    token = (body['metadata'] as { continue?: string }).continue ?? '';
    if (token === '') break;
  }
  api.close();
  return report.acknowledged.filter((name) => !found.has(name));
}

/** One line about it. */
export function describeWriter({ attempts, acknowledged, errors, longestGapMs }: WriterReport): string {
  const reasons = [...errors].map(([reason, count]) => `${count} x ${reason}`).join(', ');
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
  return `${attempts} writes, ${acknowledged.length} acknowledged, ${failed} errors${reasons === '' ? '' : ` (${reasons})`}, longest gap ${Math.round(longestGapMs)} ms`;
}
