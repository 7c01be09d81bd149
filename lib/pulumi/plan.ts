import type { Input } from '@pulumi/pulumi';
import type { KubernetesObject } from '../kubernetes';
import type { TenantModel } from '../model';
import type { ReadinessCondition, TenantOutputs } from '../engines';

/**
 * When an object counts as there, and what comes before it:
 *
 * - `applied`: as soon as the API server has it;
 * - `ready`: when the engine says that the tenant is ready. Everything that has only to be applied comes before, so that a program with
 *   few slots never waits for something that is still in its queue;
 * - `finished`: a Job that works on a tenant that is ready, when it is complete.
 */
export type Stage = 'applied' | 'ready' | 'finished';

/**
 * What has to become of an object that the API server has: `rollout`, that all pods of a Deployment or a StatefulSet are of the newest
 * content and ready; `completion`, that a Job is done; or what its engine names.
 */
export type Wait = 'rollout' | 'completion' | ReadinessCondition['until'];

/** What a resource is made of: the content of an object, with Outputs where values are known later. */
export type ResourceInputs = Readonly<Record<string, Input<unknown>>>;

/** A rendered object, and what a deployment has to know of it besides its content. Plain data. */
export interface PlannedObject {
  /** Identity within its management cluster, for example `apps/v1 Deployment tenant-team-a/kube-apiserver`. */
  readonly key: string;
  /** What its resource is called within its group, for example `tenant-team-a/kube-apiserver`; does not change with its content. */
  readonly name: string;
  /** As it was rendered. */
  readonly object: KubernetesObject;
  /** Keys of what has to be there before, and may go only afterwards. */
  readonly dependsOn: readonly string[];
  readonly stage: Stage;
  /** What is waited for. `undefined`: nothing, either because of its stage or because the program does not wait. */
  readonly wait: Wait | undefined;
  /** Whether it may not be deleted. */
  readonly isProtected: boolean;
  /** Paths of fields that controllers write, as Pulumi spells them. */
  readonly writtenBack: readonly string[];
}

/** What belongs together: what a management cluster needs once, a datastore, or a tenant. */
export interface PlannedGroup {
  readonly kind: 'management-cluster' | 'store' | 'tenant';
  /** For example `team-a`. */
  readonly name: string;
  /** Construct path, for example `acme/eu-1/team-a`. */
  readonly path: string;
  readonly objects: readonly PlannedObject[];
  /** Of a tenant, what the outside needs of it. */
  readonly tenant: { readonly model: TenantModel; readonly outputs: TenantOutputs } | undefined;
}

/** Everything that one management cluster gets. */
export interface PlannedCluster {
  readonly name: string;
  readonly groups: readonly PlannedGroup[];
}
