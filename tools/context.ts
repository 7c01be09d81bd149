import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The environment variables that are read and handed on to Go. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What callers may set; everything has a default that suits the checkout. */
export interface ToolsOptions {
  /** @default - `process.env`: decides the cache's place and which `go` is found */
  readonly env?: Environment;
  /** @default - the folder of this file: where the wrapper modules are */
  readonly sources?: string;
  /** @default - nothing is printed */
  readonly progress?: (line: string) => void;
  /** Ends a running build: Go is interrupted, temporary files and locks are removed. @default - none */
  readonly signal?: AbortSignal;
  /** Longest wait for another process that builds the same part. @default - 90 minutes */
  readonly lockTimeoutMs?: number;
  /** Longest build of one binary. @default - 45 minutes */
  readonly buildTimeoutMs?: number;
}

/** The options with their defaults filled in. */
export interface ToolsContext {
  readonly env: Environment;
  readonly sources: string;
  readonly cache: string;
  readonly progress: (part: string, text: string) => void;
  readonly signal: AbortSignal | undefined;
  readonly lockTimeoutMs: number;
  readonly buildTimeoutMs: number;
}

/** Where everything built is kept: `$COLONNADE_CACHE`, `$XDG_CACHE_HOME/colonnade` or `~/.cache/colonnade`. */
export function cacheRoot(env: Environment = process.env): string {
  const own = env['COLONNADE_CACHE'];
  if (own !== undefined && own !== '') {
    return isAbsolute(own) ? own : join(process.cwd(), own);
  }
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification says that a relative path is to be ignored.
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(env['HOME'] ?? homedir(), '.cache');
  return join(base, 'colonnade');
}

/** Fills in the defaults. */
export function contextOf(options: ToolsOptions): ToolsContext {
  const env = options.env ?? process.env;
  return {
    env,
    sources: options.sources ?? __dirname,
    cache: cacheRoot(env),
    progress: (part, text) => options.progress?.(`tools  ${part.padEnd(15)}  ${text}`),
    signal: options.signal,
    lockTimeoutMs: options.lockTimeoutMs ?? 90 * 60_000,
    buildTimeoutMs: options.buildTimeoutMs ?? 45 * 60_000,
  };
}
