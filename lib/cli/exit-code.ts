/** How the command ends. Documented in docs/cli.md. */
export const EXIT = {
  /** Done; warnings at most. */
  ok: 0,
  /** The fleet has findings of severity error. */
  findings: 1,
  /** The command cannot be carried out as it was typed: unknown option, unreadable file, program that does not run. */
  usage: 2,
  /** A defect of Colonnade itself. */
  internal: 3,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
