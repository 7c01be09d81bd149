import type { HostFacts } from '../model';

/** A place where a management cluster runs. A value that the user passes. */
export interface Host {
  readonly facts: HostFacts;
}
