/** A file that an installer reads, or that is copied to a machine. */
export interface InstallerFile {
  /** Path below the folder of the installation, for example `inventory/hosts.yaml`. Never absolute, and the same on every machine. */
  readonly path: string;
  /** Text that ends with a line feed. Holds no secret: those are named by file, variable or lookup, or made on the machines. */
  readonly content: string;
  /** Whether a shell runs it. @default false */
  readonly executable?: boolean;
}

/** Everything with which one management cluster is installed: the same props give the same bytes. */
export interface InstallerFiles {
  /** Name of the management cluster. */
  readonly name: string;
  /** In the order of their paths, each path once. */
  readonly files: readonly InstallerFile[];
  /** What to run in which order, and what is not as one may expect: a sentence or two each. */
  readonly notes: readonly string[];
}

/** Files in the order of their paths, with the notes. */
export function installation(name: string, files: readonly InstallerFile[], notes: readonly string[]): InstallerFiles {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return Object.freeze({ name, files: Object.freeze(sorted), notes: Object.freeze([...notes]) });
}
