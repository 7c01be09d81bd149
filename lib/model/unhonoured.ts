/** A field that somebody set and that the engine of its construct does not honour. */
export interface UnhonouredField {
  /** Construct path of the tenant, store or pool. */
  readonly path: string;
  /** As the program writes it, for example `addons.kubeProxy.mode`; empty for the construct as a whole. */
  readonly property: string;
  /** As capability tables write it, for example `tenant.addons.kubeProxy.mode`. */
  readonly field: string;
  /** Name of the engine. */
  readonly engine: string;
  /** Why, and what to use instead. */
  readonly note: string;
}
