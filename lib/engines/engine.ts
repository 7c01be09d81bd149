import type { KubernetesObject } from '../kubernetes';
import type { EngineReference, EtcdStoreModel, ManagementClusterModel, Rule, TenantModel, WorkerKind } from '../model';
import type { Capability, CapabilityTable } from './capability';
import type { ImmutableField } from './immutable';
import type { Operator } from './operator';
import type { ReadinessCondition, TenantOutputs, WrittenBack } from './outcome';

/** What an engine can see besides the thing it renders. Plain data. */
export interface RenderContext {
  /**
   * The management cluster that the rendered objects are for. Its `engine` is this engine, with the options that it has there, even where
   * the cluster has another one for most tenants.
   */
  readonly cluster: ManagementClusterModel;
}

/**
 * A way to run control planes in a management cluster. `T` is the type of its capability table: what that says is not honoured does
 * not compile in the props of tenants. An engine is a value that the user passes; there is no registry.
 *
 * Rendering is pure: the same input gives the same objects in the same order; no clock, no randomness, no environment.
 */
export interface Engine<T extends CapabilityTable = CapabilityTable> {
  /** For example `native`. */
  readonly name: string;
  /** What the model records of this engine. */
  readonly reference: EngineReference;
  /** What it makes of each field. */
  readonly capabilities: T;
  /** Which machines can become nodes of its control planes, by the kind of their bootstrap; the note says how, or why not. */
  readonly workers: Readonly<Record<WorkerKind, Capability>>;
  /** What has to run in the management cluster, in the order of installation. */
  readonly operators: readonly Operator[];
  /** What controllers write into the rendered objects. */
  readonly writesBack: readonly WrittenBack[];
  /** What of the rendered objects the management cluster does not let change later. */
  readonly immutable: readonly ImmutableField[];
  /** What it refuses besides the rules that hold for every engine. They run for fleets with a tenant or a store of this engine. */
  readonly rules: readonly Rule[];
  /** When a tenant is ready. */
  readiness(tenant: TenantModel, context: RenderContext): readonly ReadinessCondition[];
  /** Where kubeconfig, CA and endpoint of a tenant are found. */
  outputs(tenant: TenantModel, context: RenderContext): TenantOutputs;
  /** Objects that the engine needs once per management cluster. */
  renderCluster(cluster: ManagementClusterModel): readonly KubernetesObject[];
  /** Objects of a datastore that tenants share. */
  renderStore(store: EtcdStoreModel, context: RenderContext): readonly KubernetesObject[];
  /** Objects of one tenant, including what it needs in the namespace of its datastore. */
  renderTenant(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[];
}
