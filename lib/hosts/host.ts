import type { KubernetesObject } from '../kubernetes';
import type { HostFacts, LoadBalancerKind, ManagementClusterModel } from '../model';

/**
 * A place where a management cluster runs. A value that the user passes; `L` is what its balancers give, which decides the endpoints that
 * compile. A host loads no SDK: resources of a cloud are in `colonnade/pulumi/<name>`, made from the same value.
 */
export interface Host<L extends LoadBalancerKind = LoadBalancerKind> {
  readonly facts: HostFacts & { readonly loadBalancer: L };
  /**
   * Objects that a management cluster there needs once, for example the StorageClass of etcd. Pure, as rendering is everywhere.
   *
   * @default - none
   */
  renderCluster?(cluster: ManagementClusterModel): readonly KubernetesObject[];
  /**
   * Configuration of the installer that people use there besides Pulumi, for example an eksctl ClusterConfig.
   *
   * @default - none
   */
  artefacts?(cluster: Pick<ManagementClusterModel, 'name' | 'version'>): readonly HostArtefact[];
}

/** A file that a tool of the place reads. */
export interface HostArtefact {
  /** Relative path, for example `eksctl.yaml`. */
  readonly path: string;
  readonly content: string;
  /** How it is used, one line, for example `eksctl create cluster -f eksctl.yaml`. */
  readonly usage: string;
}
