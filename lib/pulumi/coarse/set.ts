/** The package that resources of the coarse grain belong to; its program is `pulumi-resource-colonnade-objects`. */
export const PACKAGE = 'colonnade-objects';

/** Types of its resources. */
export const OBJECT_SET_TYPE = `${PACKAGE}:index:ObjectSet`;
export const EXISTING_OBJECT_TYPE = `${PACKAGE}:index:ExistingObject`;

/** What is awaited of Deployments and StatefulSets: that every pod is of the newest content and ready. */
export const ROLLOUT = 'rollout';

/** What becomes of guarded objects that leave a set: refused, left in the cluster, or deleted like any other. */
export type SetProtection = 'protect' | 'retain' | 'none';

/** Everything about the objects of a set but their content, by their names within the set. */
export interface SetArrangement {
  /** Names in the order of application: each group when everything of the group before is there. Deletion goes the other way round. */
  readonly phases: readonly (readonly string[])[];
  /** What is awaited: `rollout`, `condition=Available=True`, or `jsonpath={.status.ready}=true`. */
  readonly waitFor: Readonly<Record<string, string>>;
  /** Fields that controllers write, such as `spec.replicas`: written once, and then left alone. */
  readonly writtenBack: Readonly<Record<string, readonly string[]>>;
  /** Objects that may not leave the set unless `protection` lets them. */
  readonly guarded: readonly string[];
  readonly protection: SetProtection;
}
