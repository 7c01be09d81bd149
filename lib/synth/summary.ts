import type { Finding } from '../findings';
import type { FleetOverview } from '../report';

/** What one synthesis looked at and wrote. */
export interface SynthSummary {
  /** Output folder as the program named it, for example `out`. */
  readonly outdir: string;
  /** What each fleet consists of. */
  readonly fleets: readonly FleetOverview[];
  /** Number of rules that ran. */
  readonly rules: number;
  /** Number of objects in all files. */
  readonly objects: number;
  /** Size of all files. */
  readonly bytes: number;
  /** Paths of all files, relative to the output folder, in the order in which they were written. Empty when only checked. */
  readonly files: readonly string[];
  /** Commands that bring what was written to life, for example `kubectl apply --server-side -f out/eu-1/`. Empty when only checked. */
  readonly next: readonly string[];
  /** Warnings that nobody accepted, in reporting order. */
  readonly warnings: readonly Finding[];
  /** Warnings that were accepted. */
  readonly acknowledged: readonly Finding[];
  /** From the first check to the last file. */
  readonly milliseconds: number;
}
