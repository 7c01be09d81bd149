import type { FindingCode } from '../findings';
import type { EngineReference } from './engine-reference';
import type { EtcdStoreModel } from './etcd-store-model';
import type { HostFacts } from './host-facts';
import type { TenantModel } from './tenant-model';
import type { WorkerPoolModel } from './worker-pool-model';

/** Version of the model's shape. Raised when a field is removed or changes its meaning; adding a field does not raise it. */
export const MODEL_VERSION = 'colonnade.dev/v1';

/** The whole fleet as plain, frozen, serializable data: what every later stage reads, and what `fleet.json` holds. */
export interface FleetModel {
  readonly apiVersion: typeof MODEL_VERSION;
  readonly kind: 'Fleet';
  /** Construct id of the fleet. */
  readonly name: string;
  /** Construct path, for example `acme`. */
  readonly path: string;
  /** In the order of their names. */
  readonly managementClusters: readonly ManagementClusterModel[];
  /** Warnings that were looked at and accepted. */
  readonly acknowledgements: readonly AcknowledgementModel[];
}

/** A warning that somebody accepted, with the reason. */
export interface AcknowledgementModel {
  readonly code: FindingCode;
  /** The warning is accepted for this path and everything below it. */
  readonly path: string;
  readonly reason: string;
}

/** A cluster that runs control planes as pods. */
export interface ManagementClusterModel {
  readonly name: string;
  readonly path: string;
  /** Kubernetes version of the management cluster itself, for example `1.36.3`. */
  readonly version: string;
  /** `managed`: its cluster-wide objects are rendered. `imported`: another program renders them. */
  readonly origin: 'managed' | 'imported';
  readonly host: HostFacts;
  /** The engine its tenants use unless they name their own. */
  readonly engine: EngineReference;
  readonly network: ManagementNetworkModel;
  readonly certManager: CertManagerModel;
  /** Labels for every object rendered for this cluster. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly stores: readonly EtcdStoreModel[];
  readonly tenants: readonly TenantModel[];
  /** Tenants that another program renders and whose workers are declared here. */
  readonly importedTenants: readonly ImportedTenantModel[];
}

/** A tenant control plane that exists already. */
export interface ImportedTenantModel {
  readonly name: string;
  readonly path: string;
  /** Kubernetes version it runs, for example `1.36.3`. */
  readonly version: string;
  /** Where its API server answers, `host:port`. */
  readonly endpoint: string;
  readonly workerPools: readonly WorkerPoolModel[];
}

/** Address ranges that the management cluster itself uses. */
export interface ManagementNetworkModel {
  readonly podCidrs: readonly string[];
  readonly serviceCidrs: readonly string[];
  readonly nodeCidrs: readonly string[];
  /** DNS suffix of the management cluster, for example `cluster.local`. */
  readonly clusterDomain: string;
  /**
   * Where the API server of the management cluster answers, for the network policies of in-cluster Jobs.
   * Empty: any address on the API server ports.
   */
  readonly apiServerCidrs: readonly string[];
}

/** How cert-manager runs in the management cluster. */
export interface CertManagerModel {
  /** cert-manager's cluster resource namespace, where the CA of a shared store lives. */
  readonly namespace: string;
}
