import type { JsonObject, KubernetesObject } from '../../kubernetes';
import type { TenantModel, WorkerKind } from '../../model';
import type { Capability, CapabilityTable } from '../capability';
import type { RenderContext } from '../engine';
import type { ImmutableField } from '../immutable';
import type { Operator } from '../operator';
import type { WrittenBack } from '../outcome';
import type { Kind } from './api';

/** The control planes that can stand behind a Cluster. */
export type ControlPlaneKind = 'kamaji' | 'k0smotron' | 'k0s' | 'kubeadm';

/** A control plane provider: a value such as `kamajiControlPlane({…})`. */
export interface ControlPlaneProvider<
  K extends ControlPlaneKind = ControlPlaneKind,
  T extends CapabilityTable = CapabilityTable,
> {
  readonly name: K;
  /** `true`: pods in the management cluster. `false`: machines of the infrastructure. */
  readonly hosted: boolean;
  readonly object: Kind;
  /** Labels of the object become part of selectors that cannot be changed, so that it gets none of the user's. */
  readonly labelsAreFrozen: boolean;
  /** What the user chose, as `fleet.json` has it. */
  readonly options: JsonObject;
  /** What it makes of the tenant, over what holds for every control plane. */
  readonly capabilities: T;
  readonly workers: Readonly<Record<WorkerKind, Capability>>;
  /** What its template in a ClusterClass consists of. */
  readonly template: ControlPlaneTemplate;
  /** In the order of installation. */
  readonly operators: readonly Operator[];
  readonly writesBack: readonly WrittenBack[];
  /** What of the control plane the management cluster does not let change later. */
  readonly immutable: readonly ImmutableField[];
  /** `spec` of the control plane. */
  spec(tenant: TenantModel, machines: MachineTemplate | null): JsonObject;
  /** What stands beside it: configuration files, keys. */
  beside(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[];
  /** Labels of the pods that run the API server; `null`: there are no pods. */
  podLabels(tenant: TenantModel): Readonly<Record<string, string>> | null;
}

/** A variable of a ClusterClass: a top-level field of a template's `spec` that clusters differ in. */
export interface TopologyVariable {
  /** For example `dataStoreName`. */
  readonly field: string;
  readonly description: string;
  /** OpenAPI schema of its values. */
  readonly schema: JsonObject;
  /** Every cluster has it. */
  readonly required: boolean;
}

/** `spec` of a control plane, divided. Version, number of replicas and machines are no part of it: a topology says them. */
export interface ControlPlaneTemplate {
  /** What is the same for all clusters of an engine. */
  readonly fixed: JsonObject;
  /** What differs. */
  readonly variables: readonly TopologyVariable[];
}

/** The template that machines of a control plane are made from. */
export interface MachineTemplate extends Kind {
  readonly name: string;
}

/** The infrastructures that machines can come from. */
export type InfrastructureKind = 'aws' | 'azure' | 'gcp' | 'hetzner' | 'kubevirt' | 'metal3' | 'openstack' | 'vsphere';

/** Who fills in where the API server answers, and says that the infrastructure is there. */
export interface InfraCluster {
  readonly spec: JsonObject;
  /** Value of the annotation `cluster.x-k8s.io/managed-by`; `null`: the provider's own controller does its work. */
  readonly managedBy: string | null;
  /** Further annotations. @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What an infrastructure is told of a cluster. */
export type Place = Pick<TenantModel, 'endpoint' | 'namespace'>;

/** Fields of infrastructures that clusters differ in. */
export type PerClusterField =
  'apiServerFixedIP' | 'apiServerPort' | 'controlPlaneEndpoint' | 'identityRef' | 'infraClusterSecretRef';

/** The kind of a provider that a ClusterClass refers to, as far as it is less than the kind of clusters. */
export interface InfraClusterTemplate {
  /** What differs between the clusters of an engine. */
  readonly perCluster: readonly PerClusterField[];
  /** `false`: what is made from it gets no annotations. */
  readonly annotates: boolean;
  /** Fields of clusters that the template does not have. */
  readonly lacks: readonly string[];
}

/** An infrastructure provider: a value such as `aws({…})`. */
export interface InfrastructureProvider<K extends InfrastructureKind = InfrastructureKind> {
  readonly name: K;
  readonly cluster: Kind;
  readonly machineTemplate: Kind;
  /** What can be said of its clusters by a ClusterClass. */
  readonly clusterTemplate: InfraClusterTemplate;
  readonly options: JsonObject;
  readonly operator: Operator;
  /** What of its objects the management cluster does not let change later. */
  readonly immutable: readonly ImmutableField[];
  /** `spec.template.spec` of machine templates, by the name that worker pools call them. */
  readonly machines: Readonly<Record<string, JsonObject>>;
  /** The object that stands for the infrastructure of one cluster. */
  infraCluster(place: Place, plane: Pick<ControlPlaneProvider, 'name' | 'hosted'>): InfraCluster;
}
