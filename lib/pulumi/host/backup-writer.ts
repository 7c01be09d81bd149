/** A service account whose pods write backups, proven by the identity of their cluster rather than by a key. */
export interface BackupWriter {
  readonly namespace: string;
  readonly serviceAccount: string;
}
