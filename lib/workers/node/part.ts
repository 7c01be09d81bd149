import type { MachineFile } from '../machine-plan';

/** What one concern of a good node adds to its machine. */
export interface NodePart {
  readonly files: readonly MachineFile[];
  /** systemd units that are enabled and running in the end. */
  readonly units: readonly string[];
  /** Functions of the script in POSIX shell; they use those of {@link PRELUDE}. */
  readonly functions: readonly string[];
  /** Names of functions that the script calls before the machine joins, in order. */
  readonly steps: readonly string[];
}

/** A part of which the rest is empty. */
export function nodePart(part: Partial<NodePart>): NodePart {
  return { files: [], units: [], functions: [], steps: [], ...part };
}
