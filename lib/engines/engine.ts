import type { KubernetesObject } from '../kubernetes';
import type { EngineReference, EtcdStoreModel, ManagementClusterModel, TenantModel, WorkerKind } from '../model';

/** How an engine treats one field of the tenant model, or one kind of worker. */
export type Support = 'native' | 'translated' | 'unsupported';

/** One line of an engine's capability table. */
export interface Capability {
  readonly support: Support;
  /** How it is translated, or what to use instead. */
  readonly note?: string;
}

/** What an engine can see besides the thing it renders. Plain data. */
export interface RenderContext {
  /** The management cluster that the rendered objects are for. */
  readonly cluster: ManagementClusterModel;
}

/**
 * A way to run control planes in a management cluster. An engine is a value that the user passes; there is no registry.
 *
 * Rendering is pure: the same input gives the same objects in the same order; no clock, no randomness, no environment.
 */
export interface Engine {
  /** For example `native`. */
  readonly name: string;
  /** What the model records of this engine. */
  readonly reference: EngineReference;
  /** By path in the tenant model (`endpoint.loadBalancer`, `store.dedicated`); a path that is not listed is honoured as it is. */
  readonly capabilities: Readonly<Record<string, Capability>>;
  /** Which machines can become nodes of its control planes, by the kind of their bootstrap; the note says how, or why not. */
  readonly workers: Readonly<Record<WorkerKind, Capability>>;
  /** Objects that the engine needs once per management cluster. */
  renderCluster(cluster: ManagementClusterModel): readonly KubernetesObject[];
  /** Objects of a datastore that tenants share. */
  renderStore(store: EtcdStoreModel, context: RenderContext): readonly KubernetesObject[];
  /** Objects of one tenant, including what it needs in the namespace of its datastore. */
  renderTenant(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[];
}
