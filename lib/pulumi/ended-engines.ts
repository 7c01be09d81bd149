/** How many runs there are, and what ends listening when there are none any more. */
let running = 0;
let farewell: NodeJS.Timeout | undefined;

/** How long what a program has under way is listened for after its engine, in milliseconds: longer than gRPC takes to find nobody. */
const LINGER_MS = 2000;

/**
 * Runs what starts engines. Where an engine ends before a program, requests of the program are rejected that nobody waits for any more.
 * Pulumi ignores these only as long as the program is run. Everything else that nobody handles ends the process as before.
 *
 * The process is listened to as long as something runs, and a moment longer.
 */
export async function toleratingEndedEngines<T>(run: () => Promise<T>): Promise<T> {
  clearTimeout(farewell);
  if (running === 0 && farewell === undefined) process.on('unhandledRejection', tolerate);
  farewell = undefined;
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
    if (running === 0) farewell = setTimeout(stopListening, LINGER_MS).unref();
  }
}

function stopListening(): void {
  farewell = undefined;
  process.off('unhandledRejection', tolerate);
}

function tolerate(error: unknown): void {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  if (code === UNAVAILABLE || code === CANCELLED) return;
  if (process.listenerCount('unhandledRejection') === 1) throw error;
}

/** Codes of gRPC. See https://grpc.io/docs/guides/status-codes/. */
const CANCELLED = 1;
const UNAVAILABLE = 14;
