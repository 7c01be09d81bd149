import { Subnet } from '@pulumi/aws/ec2/subnet';
import { Cluster } from '@pulumi/aws/eks/cluster';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import type { AwsHost } from '../../hosts/aws';
import type { HostResources } from '../host';
import type { Later } from '../later';
import { managementProvider } from '../management-provider';
import { addressAnnotations, endpointAddresses, firstAddresses } from './addresses';
import type { EndpointAddresses } from './addresses';
import { kubeconfigOf } from './kubeconfig';
import { below } from './parts';
import type { AwsParts } from './parts';

/** An EKS cluster that is there already. */
export interface AwsExistingClusterArgs<E extends string = string> {
  /** What the cluster is like; what it says is believed. */
  readonly host: AwsHost;
  /** Name of the EKS cluster. */
  readonly clusterName: Input<string>;
  /** Public subnets for balancers, one for each zone of the host, in their order. Needed where endpoints are asked for. @default [] */
  readonly publicSubnetIds?: readonly Input<string>[];
  /** Names of tenants' endpoints that addresses are reserved for. @default [] */
  readonly endpoints?: readonly E[];
}

/** A management cluster on EKS that something else makes and keeps. Only addresses of endpoints are made. */
export class AwsExistingCluster<const E extends string = never> extends ComponentResource implements HostResources<E> {
  /** Asks the AWS command line for a token; a secret. */
  public readonly kubeconfig: Output<string>;
  /** Kubernetes provider of the cluster. */
  public readonly provider: Provider;
  /** Of etcd's volumes. */
  public readonly storageClass: string | null;
  /** Elastic addresses of endpoints, the first of each. */
  public readonly addresses: Readonly<Record<E, Output<string>>>;
  /** Read, and never written. */
  public readonly cluster: Cluster;
  /** Elastic addresses of each endpoint, and their subnets. */
  public readonly endpoints: Readonly<Record<E, EndpointAddresses>>;

  private readonly componentName: string;

  /** Reads the cluster, and reserves addresses. @throws CLN3206 where endpoints are asked for and the host has no static addresses */
  public constructor(name: string, args: AwsExistingClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:aws:ExistingCluster', name, {}, options);
    const { host, endpoints = [], publicSubnetIds = [] } = args;
    const { settings } = host;
    const { region } = settings;
    const parts: AwsParts = { name, clusterName: settings.name ?? name, settings, component: this };
    this.componentName = name;
    this.storageClass = host.facts.storageClass;
    this.cluster = Cluster.get(`${name}-cluster`, args.clusterName, { region }, below(parts));
    const subnets = publicSubnetIds.map((id, index) =>
      Subnet.get(`${name}-public-${settings.zones[index] ?? String(index)}`, id, { region }, below(parts)),
    );
    this.endpoints = endpointAddresses(parts, endpoints, subnets);
    this.addresses = firstAddresses(endpoints, this.endpoints);
    this.kubeconfig = kubeconfigOf(this.cluster, region);
    this.provider = managementProvider(name, { kubeconfig: this.kubeconfig }, { parent: this });
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses });
  }

  /** What the Service of an endpoint says to get its addresses. @throws CLN3205 for an endpoint that was not asked for */
  public endpointAnnotations(name: E, later: Later): Readonly<Record<string, string>> {
    return addressAnnotations(this.componentName, name, this.endpoints, later);
  }
}
