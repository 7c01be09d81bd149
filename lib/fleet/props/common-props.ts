import type { ImageComponent, JsonPatchOperation, TolerationModel } from '../../model';
import type { Bytes, Cpu, JsonObject } from '../../kubernetes';

/** One range, or two of different families (dual stack; the first is primary). CIDR notation, for example `10.96.0.0/16`. */
export type CidrRanges = readonly [string] | readonly [string, string];

/** CPU and memory of one container. */
export interface ResourcesProps {
  /** What the scheduler sets aside. @default - by size class */
  readonly requests?: { readonly cpu?: Cpu; readonly memory?: Bytes };
  /** What the container may use at most. @default - by size class */
  readonly limits?: { readonly cpu?: Cpu; readonly memory?: Bytes };
}

/** Where pods may run in the management cluster. */
export interface SchedulingProps {
  /** Zones to spread over. @default - the zones of the host */
  readonly zones?: readonly string[];
  /**
   * `required`: a pod stays pending rather than share a node or unbalance the zones. `preferred`: it is scheduled anyway.
   *
   * @default - `required` for etcd, `preferred` for control planes
   */
  readonly spread?: 'required' | 'preferred';
  /** Labels that a node must have. @default {} */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints that do not matter. @default [] */
  readonly tolerations?: readonly TolerationModel[];
  /** PriorityClass of the pods. @default - the class that Colonnade renders */
  readonly priorityClassName?: string;
}

/** Where images come from. */
export interface ImagesProps {
  /** Registry and path prefix that replaces `registry.k8s.io`. @default 'registry.k8s.io' */
  readonly registry?: string;
  /** Digests (`sha256:…`) pinned beside the tags, by component. @default {} */
  readonly digests?: Readonly<Partial<Record<ImageComponent, `sha256:${string}`>>>;
  /** Names of image pull Secrets that exist in the namespace. @default [] */
  readonly pullSecrets?: readonly string[];
}

/** Names the object that a patch changes. */
export interface PatchTarget {
  readonly kind: string;
  readonly name: string;
  /** @default - any namespace */
  readonly namespace?: string;
}

/** A change to one rendered object: either RFC 6902 operations or an RFC 7386 merge patch. */
export type PatchProps =
  | { readonly target: PatchTarget; readonly operations: readonly JsonPatchOperation[]; readonly merge?: never }
  | { readonly target: PatchTarget; readonly merge: JsonObject; readonly operations?: never };

/** What every construct that renders objects takes. */
export interface RenderedProps {
  /** Labels for every rendered object. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations for every rendered object. @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Changes to rendered objects, applied last, in this order. @default [] */
  readonly patches?: readonly PatchProps[];
}
