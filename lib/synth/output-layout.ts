import type { Operator, ReadinessCondition, WrittenBack } from '../engines';
import type { Finding } from '../findings';
import type { KubernetesObject } from '../kubernetes';
import type { FleetModel, ManagementClusterModel, TenantModel } from '../model';

/**
 * What an output folder is for besides `kubectl apply`: a repository that a GitOps tool or a fleet manager reads. It may annotate
 * manifests and puts files beside them; which manifests there are, and where, stays the same. Pure, as all rendering is.
 *
 * Given to a `FleetApp` (`new FleetApp({ layout })`), or to `renderFiles`.
 */
export interface OutputLayout {
  /** For example `argo-cd`. */
  readonly name: string;
  /** What is wrong with its options, for this fleet: errors, which stop synthesis. */
  validate(fleet: FleetOutput): readonly Finding[];
  /** An object as it is written into its file: annotations may be added, nothing else may change. */
  annotated(object: KubernetesObject, part: PartOutput, cluster: ClusterOutput): KubernetesObject;
  /** Files besides those of the fleet. */
  files(fleet: FleetOutput): readonly LayoutFile[];
  /** Commands that bring it to life, for people. @param outdir without a slash at its end */
  next(fleet: FleetOutput, outdir: string): readonly string[];
}

/** A file of a layout. */
export interface LayoutFile {
  /** Relative to the folder of the fleet, with slashes. */
  readonly path: string;
  /** What it holds, in the order of the file. Each needs a `kind` and a name, also where the tool does not. */
  readonly objects: readonly KubernetesObject[];
}

/** A fleet as the files that it is written to. */
export interface FleetOutput {
  /** For example `acme`. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What is written as `fleet.json`. */
  readonly model: FleetModel;
  /** In the order of their names. */
  readonly clusters: readonly ClusterOutput[];
}

/** A management cluster as the folder that it is written to. */
export interface ClusterOutput {
  /** For example `eu-1`, which is also the name of its folder. */
  readonly name: string;
  /** What the model of the fleet says of it. */
  readonly model: ManagementClusterModel;
  /** What has to run in it. */
  readonly operators: readonly Operator[];
  /** What controllers write into objects of it. */
  readonly writesBack: readonly WrittenBack[];
  /** In the order in which they are applied. */
  readonly parts: readonly PartOutput[];
}

/** One file with manifests: what a management cluster needs once, a datastore, or a tenant. */
export interface PartOutput {
  /** What the file is for. */
  readonly kind: 'management-cluster' | 'store' | 'tenant';
  /** For example `tenant-team-a`: the name of its file. */
  readonly name: string;
  /** Construct path, for example `acme/eu-1/team-a`. */
  readonly path: string;
  /** Relative to the folder of the fleet, for example `eu-1/tenant-team-a.yaml`. */
  readonly file: string;
  /** Of a tenant. */
  readonly tenant: TenantModel | undefined;
  /** Part that has to be there before, besides the management cluster's: a shared datastore. */
  readonly store: string | undefined;
  /** When it counts as ready; empty for what is not a tenant. */
  readonly readiness: readonly ReadinessCondition[];
  /** Its objects in the order of the file, as they are without the layout. Rendered with each call. */
  objects(): readonly KubernetesObject[];
}
