import type { CapabilityTable, Engine } from '../../engines';
import type { Host } from '../../hosts';
import type { KubernetesVersion } from '../../kubernetes';
import type { LoadBalancerKind } from '../../model';
import type { CidrRanges } from './common-props';

/** What a management cluster is made of. */
export interface ManagementClusterProps<
  L extends LoadBalancerKind = LoadBalancerKind,
  T extends CapabilityTable = CapabilityTable,
> {
  /** Kubernetes version of the management cluster itself, for example `1.36.3`. */
  readonly version: KubernetesVersion;
  /** Where it runs, for example `existing({...})` of `colonnade/hosts/existing`. */
  readonly host: Host<L>;
  /** How it runs control planes, for example `native()` of `colonnade/engines/native`. */
  readonly engine: Engine<T>;
  /** Address ranges that the cluster itself uses; tenants are checked against them. @default - unknown, not checked */
  readonly network?: ManagementNetworkProps;
  /** How cert-manager runs there. @default - in namespace `cert-manager` */
  readonly certManager?: CertManagerProps;
  /** Labels for every object rendered for this cluster. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations for every object rendered for this cluster. @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Address ranges of the management cluster. */
export interface ManagementNetworkProps {
  /** Ranges of its pods. @default - unknown, not checked */
  readonly podCidrs?: CidrRanges;
  /** Ranges of its Services. @default - unknown, not checked */
  readonly serviceCidrs?: CidrRanges;
  /** Ranges of its nodes. @default [] */
  readonly nodeCidrs?: readonly string[];
  /** DNS suffix of its Services. @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** Where its own API server answers, for the network policies of Jobs. @default - any address on ports 443 and 6443 */
  readonly apiServerCidrs?: readonly string[];
}

/** How cert-manager runs in the management cluster. */
export interface CertManagerProps {
  /**
   * Its cluster resource namespace, where the Secrets of ClusterIssuers are looked up.
   *
   * @default 'cert-manager'
   * @see https://cert-manager.io/docs/configuration/#cluster-resource-namespace
   */
  readonly namespace?: string;
}
