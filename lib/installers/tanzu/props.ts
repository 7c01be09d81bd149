import type { NodeMarks } from '../machines';
import type { InstallerNetwork } from '../networks';

/** A disk of a node besides its root. */
export interface VksVolume {
  readonly name: string;
  /** Where it is mounted, for example `/var/lib/containerd`. */
  readonly mountPath: string;
  /** For example `50Gi`. */
  readonly capacity: string;
  /** @default - that of the cluster */
  readonly storageClass?: string;
}

/** Nodes of one kind. */
export interface VksNodePool extends NodeMarks {
  readonly name: string;
  /** A number; or bounds, between which cluster-autoscaler stays. */
  readonly replicas: number | { readonly min: number; readonly max: number };
  /** VM class, which the vSphere Namespace has to have. @default - that of the cluster */
  readonly vmClass?: string;
  /** Zone of vSphere. @default - any */
  readonly failureDomain?: string;
  /** @default [] */
  readonly volumes?: readonly VksVolume[];
}

/** A management cluster of vSphere Kubernetes Service. */
export interface TanzuProps {
  /** Name of the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** vSphere Namespace of the Supervisor in which the cluster is made. */
  readonly namespace: string;
  /** vSphere Kubernetes release, for example `v1.36.2+vmware.2`: `kubectl get kubernetesreleases`. */
  readonly version: string;
  /** ClusterClass of the Supervisor, for example `builtin-generic-v3.7.0`: `kubectl get clusterclass -n vmware-system-vks-public`. */
  readonly clusterClass: string;
  /** Version of Cluster API that the Supervisor serves; an older one serves `v1beta1` alone. @default 'v1beta2' */
  readonly apiVersion?: 'v1beta1' | 'v1beta2';
  /** @default 3 */
  readonly controlPlanes?: 1 | 3;
  /** VM class of all machines unless another is named, for example `guaranteed-large`. */
  readonly vmClass: string;
  /** @default - that of the cluster */
  readonly controlPlaneVmClass?: string;
  /** Storage class of root disks, and the default of the cluster. The vSphere Namespace has to have its policy. */
  readonly storageClass: string;
  readonly nodePools: readonly VksNodePool[];
  readonly network?: InstallerNetwork;
  /** Operating system of machines, for example `os-name=ubuntu,os-version=24.04`. @default - Photon */
  readonly osImage?: string;
  /** DNS names for the certificate of the API besides its address. @default [] */
  readonly endpointNames?: readonly string[];
}
