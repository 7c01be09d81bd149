/** What can go wrong while the real parts are looked for or built. */
export type ToolsErrorCode =
  | 'TOOLS_UNKNOWN_PART'
  | 'TOOLS_BAD_SOURCES'
  | 'TOOLS_GO_MISSING'
  | 'TOOLS_GO_BROKEN'
  | 'TOOLS_BUILD_FAILED'
  | 'TOOLS_BUILD_TIMEOUT'
  | 'TOOLS_LOCK_TIMEOUT'
  | 'TOOLS_ABORTED'
  | 'TOOLS_NOT_BUILT';

/** A refusal with a code that callers can branch on; the message says what to do next. */
export class ToolsError extends Error {
  public override readonly name = 'ToolsError';

  public constructor(
    public readonly code: ToolsErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The `code` of a Node system error (`ENOENT`, `EEXIST`, ...), or undefined for anything else. Goes by shape, because
 * under jest Node's own errors come from another realm and are no `instanceof Error`.
 */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) {
    return undefined;
  }
  return typeof error.code === 'string' ? error.code : undefined;
}
