import type { JsonObject } from '../kubernetes';

/** Which engine renders a tenant, as data: its name and the options that were given to it. */
export interface EngineReference {
  /** For example `native`. */
  readonly name: string;
  readonly options: JsonObject;
}
