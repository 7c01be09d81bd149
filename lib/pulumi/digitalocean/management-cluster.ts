import type { KubernetesCluster } from '@pulumi/digitalocean/kubernetesCluster';
import type { KubernetesNodePool } from '@pulumi/digitalocean/kubernetesNodePool';
import type { LoadBalancer } from '@pulumi/digitalocean/loadBalancer';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output } from '@pulumi/pulumi';
import type { DigitalOceanHost } from '../../hosts/digitalocean';
import type { HostResources } from '../host';
import { recordOf } from '../host';
import type { Later } from '../later';
import { managementProvider } from '../management-provider';
import { digitalOceanBalancers } from './addresses';
import { digitalOceanBackups } from './backups';
import type { DigitalOceanBackups } from './backups';
import { digitalOceanCluster, digitalOceanKubeconfig, digitalOceanNodePools } from './cluster';
import { digitalOceanLogs } from './logs';
import type { DigitalOceanLogs } from './logs';
import { digitalOceanNetwork } from './network';
import type { DigitalOceanNetwork } from './network';

/** How a management cluster at DigitalOcean is made. */
export interface DigitalOceanManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. With endpoints: of `addresses: 'before'`. */
  readonly host: DigitalOceanHost;
  /** Slug of a version, for example `1.36.3-do.0`: `doctl kubernetes options versions`. */
  readonly version: string;
  /** Names of tenants' endpoints that get a balancer each. @default [] */
  readonly endpoints?: readonly E[];
}

/**
 * DigitalOcean Kubernetes as the host says: VPC, NAT gateway, a control plane that outlives a machine, groups of droplets, balancers, a
 * bucket for backups and one for logs, with a key each; each as the resource of `@pulumi/digitalocean` that it is. Tags of the host are on what has tags.
 *
 * @typeParam E - names of the endpoints
 *
 * @example
 * const host = digitalOcean({ region: 'fra1', addresses: 'before' });
 * const eu = new DigitalOceanManagementCluster('eu-1', { host, version: '1.36.3-do.0', endpoints: ['team-a'] });
 */
export class DigitalOceanManagementCluster<E extends string = never>
  extends ComponentResource
  implements HostResources<E>
{
  public readonly network: DigitalOceanNetwork;
  public readonly cluster: KubernetesCluster;
  /** By name; the general group is part of the cluster. */
  public readonly nodePools: Readonly<Record<string, KubernetesNodePool>>;
  public readonly balancers: Readonly<Record<E, LoadBalancer>>;
  public readonly backups: DigitalOceanBackups;
  /** `undefined`: the host has none. */
  public readonly logs: DigitalOceanLogs | undefined;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  /** @param name - names of all resources begin with it; at DigitalOcean most end with something random */
  public constructor(name: string, args: DigitalOceanManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:digitalocean:ManagementCluster', name, {}, options);
    const { host, version, endpoints = [] } = args;
    const { settings, facts } = host;
    const tags = [...settings.tags, `management-cluster:${name}`, 'managed-by:colonnade'];
    const scope = { name, settings, parent: this, tags };

    this.network = digitalOceanNetwork(scope);
    this.cluster = digitalOceanCluster(scope, { version, network: this.network });
    this.nodePools = digitalOceanNodePools(scope, this.cluster);
    this.balancers = digitalOceanBalancers(scope, this.network, endpoints);
    this.kubeconfig = digitalOceanKubeconfig(name, this.cluster);
    this.provider = managementProvider(
      name,
      { kubeconfig: this.kubeconfig },
      { parent: this, dependsOn: Object.values(this.nodePools) },
    );
    this.backups = digitalOceanBackups(scope, this.provider);
    this.logs = digitalOceanLogs(scope, this.provider);
    this.storageClass = facts.storageClass;
    this.addresses = recordOf(endpoints, (endpoint) => this.balancers[endpoint].ip);
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /** Which balancer the Service takes over. */
  public endpointAnnotations(name: E, later: Later): Readonly<Record<string, string>> {
    return { 'kubernetes.digitalocean.com/load-balancer-id': later.name(this.balancers[name].id) };
  }
}
