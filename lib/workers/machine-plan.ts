/** What a machine has to be given to become a node, whatever carries it. Holds no secret and no CA. */
export interface MachinePlan {
  /** Written in this order, parents made; `mode` as in chmod, for example `0644`. */
  readonly files: readonly MachineFile[];
  /**
   * systemd units that are enabled and running in the end, by name; drop-ins and units that no package brings are among the files.
   * The script enables them itself.
   */
  readonly units: readonly string[];
  /** Path of the idempotent script among the files that does the rest, and the arguments it is started with at first boot. */
  readonly script: { readonly path: string; readonly args: readonly string[] };
}

/** A file of a machine. */
export interface MachineFile {
  /** Absolute path. */
  readonly path: string;
  /** As in chmod, for example `0644`. */
  readonly mode: string;
  readonly content: string;
}
