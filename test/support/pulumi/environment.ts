import { TestEnvironment } from 'jest-environment-node';

/** What jest says when something went wrong outside of what it waits for. */
interface Mishap {
  readonly name: string;
  readonly error?: unknown;
  /** What was rejected, and nobody handled. */
  readonly promise?: Promise<unknown>;
}

/** Codes of gRPC. See https://grpc.io/docs/guides/status-codes/. */
const CANCELLED = 1;
const UNAVAILABLE = 14;

/**
 * Where tests run programs with an engine that ends before them. Requests that a program has under way then are rejected, and nobody
 * handles that: Pulumi ignores them by listeners of the process, which are none of the process in a test.
 */
export default class EndedEngines extends TestEnvironment {
  public handleTestEvent(event: Mishap): void {
    if (event.name !== 'error' || event.promise === undefined) return;
    const code: unknown = Reflect.get(Object(event.error) as object, 'code');
    if (code === CANCELLED || code === UNAVAILABLE) event.promise.catch(() => undefined);
  }
}
