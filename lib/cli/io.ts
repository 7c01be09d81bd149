import { DEFAULT_WIDTH, styleFor } from '../report';
import type { Style } from '../report';

/** What a command may touch of the world around it. */
export interface Io {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether a person reads standard output as it is written. @default false */
  readonly stdoutIsTerminal?: boolean;
  readonly stdoutStyle: Style;
  readonly stderrStyle: Style;
  /** Writes to standard output: results only. */
  out(text: string): void;
  /** Writes to standard error: everything that is said about the run. */
  err(text: string): void;
}

/** The process's own streams, folder and environment. */
export function processIo(): Io {
  const { env, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    env,
    width: Math.max(60, stdout.columns ?? DEFAULT_WIDTH),
    stdoutIsTerminal: stdout.isTTY === true,
    stdoutStyle: styleFor(stdout, env),
    stderrStyle: styleFor(stderr, env),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}
