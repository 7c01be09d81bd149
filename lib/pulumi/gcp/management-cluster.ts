import type { Address } from '@pulumi/gcp/compute/address';
import type { Cluster } from '@pulumi/gcp/container/cluster';
import type { NodePool } from '@pulumi/gcp/container/nodePool';
import type { Membership } from '@pulumi/gcp/gkehub/membership';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output } from '@pulumi/pulumi';
import type { GcpHost } from '../../hosts/gcp';
import { recordOf } from '../host';
import type { BackupWriter, HostResources } from '../host';
import { managementProvider } from '../management-provider';
import { gcpAddresses } from './addresses';
import { gcpBackups } from './backups';
import type { GcpBackups } from './backups';
import { gcpCluster } from './cluster';
import { gcpKeys } from './keys';
import type { GcpKeys } from './keys';
import { gcpKubeconfig } from './kubeconfig';
import { gcpMembership } from './membership';
import { gcpNetwork } from './network';
import type { GcpNetwork } from './network';
import { gcpNodeIdentity } from './node-identity';
import type { GcpNodeIdentity } from './node-identity';
import { gcpNodePools } from './node-pools';

/** How a management cluster at Google Cloud is made. */
export interface GcpManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. */
  readonly host: GcpHost;
  /** Kubernetes version that the cluster has at least: Google upgrades it within its release channel. For example `1.36.3`. */
  readonly version: string;
  /** Names of tenants' endpoints that get an address each. @default [] */
  readonly endpoints?: readonly E[];
  /** Service accounts whose pods write backups. @default [] */
  readonly backupWriters?: readonly BackupWriter[];
  /** Whether Google refuses to delete the cluster. @default true */
  readonly deletionProtection?: boolean;
}

/**
 * Google Kubernetes Engine as the host says: network, Cloud NAT, keys, identities, cluster, node pools, addresses and a bucket for backups,
 * each as the resource of `@pulumi/gcp` that it is. Labels of the host are on everything that has labels.
 *
 * @typeParam E - names of the endpoints
 *
 * @example
 * const host = gcp({ project: 'acme-prod', region: 'europe-west3' });
 * const eu = new GcpManagementCluster('eu-1', { host, version: '1.36.3', endpoints: ['team-a'] });
 * const fleet = new PulumiFleet('acme', { provider: eu.provider }, (app, later) => build(app, host, later.address(eu.addresses['team-a'])));
 */
export class GcpManagementCluster<E extends string = never> extends ComponentResource implements HostResources<E> {
  public readonly network: GcpNetwork;
  public readonly keys: GcpKeys;
  /** Who nodes are. */
  public readonly nodeIdentity: GcpNodeIdentity;
  public readonly cluster: Cluster;
  /** By the names of the host's pools; empty with Autopilot. */
  public readonly nodePools: Readonly<Record<string, NodePool>>;
  /** Where the host names a fleet. */
  public readonly membership: Membership | undefined;
  public readonly backups: GcpBackups;
  /** The addresses as resources. */
  public readonly addressResources: Readonly<Record<E, Address>>;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  /** @param name - names of all resources begin with it; in Google Cloud they end with something random */
  public constructor(name: string, args: GcpManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:gcp:ManagementCluster', name, {}, options);
    const { host, version, endpoints = [], backupWriters = [], deletionProtection = true } = args;
    const { settings, facts } = host;
    const labels = { ...settings.labels, 'management-cluster': name, 'managed-by': 'colonnade' };
    const scope = { name, settings, parent: this, labels };

    this.network = gcpNetwork(scope);
    this.keys = gcpKeys(scope);
    this.nodeIdentity = gcpNodeIdentity(scope);
    const parts = { network: this.network, keys: this.keys, nodes: this.nodeIdentity };
    this.cluster = gcpCluster(scope, { ...parts, version, deletionProtection });
    this.nodePools = gcpNodePools(scope, { ...parts, cluster: this.cluster });
    this.membership =
      settings.fleetProject === null ? undefined : gcpMembership(scope, this.cluster, settings.fleetProject);
    this.backups = gcpBackups(scope, this.keys, backupWriters, this.cluster);
    this.addressResources = gcpAddresses(scope, this.network, endpoints);

    this.kubeconfig = gcpKubeconfig(scope, this.cluster);
    this.provider = managementProvider(
      name,
      { kubeconfig: this.kubeconfig },
      { parent: this, dependsOn: Object.values(this.nodePools) },
    );
    this.storageClass = facts.storageClass;
    this.addresses = recordOf(endpoints, (endpoint) => this.addressResources[endpoint].address);
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /** Nothing: an address is enough. */
  public endpointAnnotations(): Readonly<Record<string, string>> {
    return {};
  }
}
