import type { JsonObject, JsonValue } from '../kubernetes';

/** `enabled`: an admission policy in the management cluster refuses to delete what holds state. */
export type DeletionProtection = 'enabled' | 'disabled';

/** CPU and memory of one container, as Kubernetes quantities. `null`: not set. */
export interface ResourcesModel {
  readonly requests: { readonly cpu: string | null; readonly memory: string | null };
  readonly limits: { readonly cpu: string | null; readonly memory: string | null };
}

/** Where pods may run in the management cluster. */
export interface SchedulingModel {
  /** Zones the pods are spread over. Empty: no zone constraint. */
  readonly zones: readonly string[];
  /** `required`: a pod stays pending rather than break the spread. `preferred`: it is scheduled anyway. */
  readonly spread: 'required' | 'preferred';
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly TolerationModel[];
  /** `null`: the class that Colonnade renders. */
  readonly priorityClassName: string | null;
}

/** A toleration of a node taint, as in a pod's specification. */
export interface TolerationModel {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

/** Images by component name. */
export interface ImagesModel {
  /** Registry and path prefix that replaces `registry.k8s.io`. */
  readonly registry: string;
  /** Digest (`sha256:…`) by component, pinned beside the tag. */
  readonly digests: Readonly<Partial<Record<ImageComponent, string>>>;
  /** Names of Secrets of type `kubernetes.io/dockerconfigjson` that exist in the namespace. */
  readonly pullSecrets: readonly string[];
}

/** Components that have an image of their own. */
export type ImageComponent =
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kube-proxy'
  | 'kubectl'
  | 'etcd'
  | 'coredns'
  | 'proxy-server'
  | 'proxy-agent'
  | 'cluster-autoscaler';

/** A change to one rendered object, applied after rendering and shown in plans. */
export interface PatchModel {
  readonly target: { readonly kind: string; readonly name: string; readonly namespace: string | null };
  /** RFC 6902 operations, or an RFC 7386 merge patch. */
  readonly operations: readonly JsonPatchOperation[] | null;
  readonly merge: JsonObject | null;
}

/** One RFC 6902 operation. */
export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test' | 'copy' | 'move';
  readonly path: string;
  readonly from?: string;
  readonly value?: JsonValue;
}
