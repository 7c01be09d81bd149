/** How the clusters of an engine share one ClusterClass. */
export interface TopologyOptions {
  /** Name of the ClusterClass, and what the names of its templates begin with. @default 'colonnade' */
  readonly name?: string;
  /** Namespace of the ClusterClass and its templates. Clusters of every namespace refer to it. @default 'cluster-classes' */
  readonly namespace?: string;
}

/** A class as clusters refer to it. */
export interface ClassReference {
  readonly name: string;
  readonly namespace: string;
}

/** The class that engines of a management cluster share, with its defaults. */
export function sharedClass({ name = 'colonnade', namespace = 'cluster-classes' }: TopologyOptions): ClassReference {
  return { name, namespace };
}
