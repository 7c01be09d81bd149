import type { LogGroup } from '@pulumi/aws/cloudwatch/logGroup';
import type { Subnet } from '@pulumi/aws/ec2/subnet';
import type { Vpc } from '@pulumi/aws/ec2/vpc';
import type { Addon } from '@pulumi/aws/eks/addon';
import type { Cluster } from '@pulumi/aws/eks/cluster';
import type { NodeGroup } from '@pulumi/aws/eks/nodeGroup';
import type { Release } from '@pulumi/kubernetes/helm/v3/release';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output } from '@pulumi/pulumi';
import { clusterNameOf } from '../../hosts/aws';
import type { AwsHost } from '../../hosts/aws';
import type { HostResources } from '../host';
import type { Later } from '../later';
import { managementProvider } from '../management-provider';
import { addressAnnotations, addressesOf, endpointAddresses, firstAddresses } from './addresses';
import type { EndpointAddresses } from './addresses';
import { nodeAddons, podAddons } from './addons';
import { backups } from './backups';
import type { AwsBackups } from './backups';
import { cluster } from './cluster';
import { controllers } from './controllers';
import { encryptionKey } from './encryption-key';
import type { EncryptionKey } from './encryption-key';
import { AwsExistingCluster } from './existing-cluster';
import type { AwsExistingClusterArgs } from './existing-cluster';
import { flowLogs } from './flow-logs';
import type { AwsFlowLogs } from './flow-logs';
import { identity } from './identities';
import { kubeconfigOf } from './kubeconfig';
import { existingNetwork, network } from './network';
import type { ExistingAwsNetwork } from './network';
import { nodeGroups } from './node-groups';
import type { AwsParts } from './parts';

/** What a management cluster on AWS is made from. */
export interface AwsManagementClusterArgs<E extends string = string> {
  /** The host, which is also what the fleet's management cluster has: `aws({ region: 'eu-central-1' })`. */
  readonly host: AwsHost;
  /** Version of Kubernetes, for example `1.36.3`; EKS chooses the patch. */
  readonly version: string;
  /** Names of tenants' endpoints that addresses are reserved for. @default [] */
  readonly endpoints?: readonly E[];
  /** A network that is there already. @default - one is made */
  readonly network?: ExistingAwsNetwork;
}

/**
 * A management cluster on Amazon EKS, with everything that a fleet on it needs: network, key, groups of nodes for control planes and for etcd,
 * add-ons, controllers, a bucket for backups, and addresses for tenants' endpoints.
 *
 * The name is that of the fleet's management cluster.
 *
 * @example
 * const host = aws({ region: 'eu-central-1', apiServerCidrs: ['203.0.113.0/24'] });
 * const eu = new AwsManagementCluster('eu-1', { host, version: '1.36.3', endpoints: ['team-a'] });
 * const fleet = new PulumiFleet('acme', { provider: eu.provider }, (app, later) => {
 *   const acme = new Fleet(app, 'acme');
 *   const cluster = new ManagementCluster(acme, 'eu-1', { version: '1.36.3', host, engine: native() });
 *   new TenantControlPlane(cluster, 'team-a', {
 *     version: '1.35.4',
 *     store: 'dedicated',
 *     endpoint: Endpoint.loadBalancer({
 *       address: later.address(eu.addresses['team-a']),
 *       annotations: eu.endpointAnnotations('team-a', later),
 *     }),
 *   });
 *   return acme;
 * });
 */
export class AwsManagementCluster<const E extends string = never>
  extends ComponentResource
  implements HostResources<E>
{
  /** An EKS cluster that is there already, made by eksctl for example: addresses are reserved, nothing else is made. */
  public static fromCluster<const E extends string = never>(
    name: string,
    args: AwsExistingClusterArgs<E>,
    options: ComponentResourceOptions = {},
  ): AwsExistingCluster<E> {
    return new AwsExistingCluster(name, args, options);
  }

  /** Asks the AWS command line for a token; a secret. */
  public readonly kubeconfig: Output<string>;
  /** Kubernetes provider of the cluster, once it has nodes, add-ons and controllers. */
  public readonly provider: Provider;
  /** Of etcd's volumes. */
  public readonly storageClass: string | null;
  /** Elastic addresses of endpoints, the first of each. */
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  /** The EKS cluster. */
  public readonly cluster: Cluster;
  /** Made, or read where the network was there already. */
  public readonly vpc: Vpc;
  /** One for each zone, in their order. */
  public readonly privateSubnets: readonly Subnet[];
  /** One for each zone, in their order. */
  public readonly publicSubnets: readonly Subnet[];
  /** By name: `general`, `control-plane`, and `etcd-<zone>` for each zone. */
  public readonly nodeGroups: ReadonlyMap<string, NodeGroup>;
  /** Network, Services, names, volumes, identities of pods. */
  public readonly addons: readonly Addon[];
  /** By the name of their chart. */
  public readonly controllers: ReadonlyMap<string, Release>;
  /** Where the control plane of the cluster logs. */
  public readonly logGroup: LogGroup;
  /** What is written down of the network's traffic. `undefined`: the host has none, or the network was there already. */
  public readonly flowLogs: AwsFlowLogs | undefined;
  /** Of Secrets, disks, logs and backups. */
  public readonly key: EncryptionKey;
  /** `undefined`: the host has none. */
  public readonly backups: AwsBackups | undefined;
  /** Elastic addresses of each endpoint, and their subnets; more than one where the host has them in all zones. */
  public readonly endpoints: Readonly<Record<E, EndpointAddresses>>;

  private readonly componentName: string;

  /** Makes all of it. @throws CLN3206 where endpoints are asked for and the host has no static addresses */
  public constructor(name: string, args: AwsManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:aws:ManagementCluster', name, {}, options);
    const { host, version, endpoints = [] } = args;
    const { settings } = host;
    const parts: AwsParts = { name, clusterName: clusterNameOf(settings, name), settings, component: this };
    this.componentName = name;
    this.storageClass = host.facts.storageClass;
    this.key = encryptionKey(parts);
    const net = args.network === undefined ? network(parts) : existingNetwork(parts, args.network);
    this.vpc = net.vpc;
    this.flowLogs = args.network === undefined ? flowLogs(parts, net.vpc, this.key) : undefined;
    this.privateSubnets = net.privateSubnets;
    this.publicSubnets = net.publicSubnets;
    this.endpoints = endpointAddresses(parts, endpoints, net.publicSubnets);
    this.addresses = firstAddresses(endpoints, this.endpoints);
    const made = cluster(parts, version, net, this.key);
    this.cluster = made.cluster;
    this.logGroup = made.logGroup;
    const first = nodeAddons(parts, this.cluster);
    const role = identity(parts, 'nodes', { trusts: 'ec2', managed: NODE_POLICIES });
    this.nodeGroups = nodeGroups(parts, { cluster: this.cluster, network: net, key: this.key, role, addons: first });
    const nodes = [...this.nodeGroups.values()];
    const then = podAddons(parts, this.cluster, this.key, nodes);
    this.addons = [...first, ...then];
    this.backups = settings.backups === null ? undefined : backups(parts, this.cluster, this.key, settings.backups);
    this.kubeconfig = kubeconfigOf(this.cluster, settings.region);
    const installer = managementProvider(`${name}/controllers`, { kubeconfig: this.kubeconfig }, { parent: this });
    this.controllers = controllers(parts, {
      cluster: this.cluster,
      vpc: this.vpc,
      version,
      provider: installer,
      storageClass: this.storageClass,
      dependsOn: [...nodes, ...then, ...made.access],
    });
    // What is deployed with it goes before the controllers that clean up behind it.
    this.provider = managementProvider(
      name,
      { kubeconfig: this.kubeconfig },
      { parent: this, dependsOn: [...nodes, ...then, ...this.controllers.values()] },
    );
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses });
  }

  /** What the Service of an endpoint says to get its addresses. @throws CLN3205 for an endpoint that was not asked for */
  public endpointAnnotations(name: E, later: Later): Readonly<Record<string, string>> {
    return addressAnnotations(this.componentName, name, this.endpoints, later);
  }

  /** Every address of an endpoint, for a DNS name that survives the loss of a zone. @throws CLN3205 */
  public allAddresses(name: E): readonly Output<string>[] {
    return addressesOf(this.componentName, name, this.endpoints).addresses.map(({ publicIp }) => publicIp);
  }
}

/** What a node may do: be a node, and pull images. Everything else is done by pods with identities of their own. */
const NODE_POLICIES = ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'] as const;
