import { Command } from '@pulumi/command/remote/command';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import type { OpenStackHost } from '../../hosts/openstack';
import { FIRST_BOOT_IS_DONE } from '../bare-metal/gateway';
import { K0sctlCluster } from '../bare-metal/k0sctl-cluster';
import { plannedConfiguration } from '../bare-metal/planned-configuration';
import { plannedMachines } from '../bare-metal/planned-machines';
import { recordOf } from '../host';
import type { HostResources } from '../host';
import type { Later } from '../later';
import { managementProvider } from '../management-provider';
import { openStackBackups } from './backups';
import type { OpenStackBackups } from './backups';
import { openStackApiBalancer, openStackEndpoints } from './balancers';
import type { OpenStackApiBalancer, OpenStackEndpoint } from './balancers';
import { openStackControllers } from './controllers';
import type { OpenStackChartVersions, OpenStackControllers } from './controllers';
import { openStackNetwork } from './network';
import type { OpenStackNetwork } from './network';
import { openStackServers } from './servers';
import type { OpenStackServers } from './servers';

/** How a management cluster in an OpenStack cloud is made. */
export interface OpenStackManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. `apiServerCidrs` has the address that the program runs at. */
  readonly host: OpenStackHost;
  /** Version of k0s, for example `1.36.3+k0s.0`. */
  readonly version: string;
  /** Where the cloud's identity service is, for its controllers: `https://keystone.example.org/v3`. */
  readonly authUrl: Input<string>;
  /** User of the image who may become root without a password. @default 'ubuntu' */
  readonly user?: string;
  /** Names of tenants' endpoints that get a balancer with a floating IP each. @default [] */
  readonly endpoints?: readonly E[];
  /** @default - the newest charts */
  readonly charts?: OpenStackChartVersions;
}

/**
 * Servers of an OpenStack cloud on a private network that k0sctl makes a cluster of: a gateway, controllers behind Octavia, groups of servers
 * kept apart by anti-affinity, floating IPs for tenants, cloud controller and CSI driver, a container for backups. Tags of the host are on what has tags.
 *
 * @typeParam E - names of the endpoints
 *
 * @example
 * const host = openstack({ externalNetwork: 'public', volumeType: 'ssd', apiServerCidrs: ['198.51.100.7/32'] });
 * const eu = new OpenStackManagementCluster('eu-1', { host, version: '1.36.3+k0s.0', authUrl, endpoints: ['team-a'] });
 */
export class OpenStackManagementCluster<E extends string = never>
  extends ComponentResource
  implements HostResources<E>
{
  public readonly network: OpenStackNetwork;
  public readonly servers: OpenStackServers;
  public readonly api: OpenStackApiBalancer;
  public readonly cluster: K0sctlCluster;
  public readonly controllers: OpenStackControllers;
  /** `undefined`: the host has none. */
  public readonly backups: OpenStackBackups | undefined;
  /** Balancers of tenants with their addresses. */
  public readonly endpoints: Readonly<Record<E, OpenStackEndpoint>>;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  /** @param name - names of all resources begin with it; those of servers are their names */
  public constructor(name: string, args: OpenStackManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:openstack:ManagementCluster', name, {}, options);
    const { host, version, authUrl, user = 'ubuntu', endpoints = [], charts = {} } = args;
    const { settings, facts } = host;
    const tags = [...settings.tags, `management-cluster=${name}`, 'managed-by=colonnade'];
    const scope = { name, settings, parent: this, tags };
    const machines = plannedMachines({
      name,
      cidr: settings.networkCidr,
      zones: settings.availabilityZones,
      pools: settings.nodePools,
    });

    this.network = openStackNetwork(scope);
    this.servers = openStackServers(scope, this.network, machines);
    this.api = openStackApiBalancer(scope, this.network, machines);
    this.endpoints = openStackEndpoints(scope, this.network, endpoints);

    const { gateway, gatewayAddress, gatewayIsReachable, key, servers } = this.servers;
    const connection = { host: gatewayAddress.address, user, privateKey: key.privateKeyOpenssh };
    const ready = new Command(
      `${name}-gateway-ready`,
      { connection, create: FIRST_BOOT_IS_DONE, triggers: [gateway.id] },
      { parent: this, dependsOn: [gatewayIsReachable], customTimeouts: { create: '15m' } },
    );
    const publicAddress = this.api.address.address;
    const endpoint = this.api.privateAddress;
    this.cluster = new K0sctlCluster(
      name,
      {
        configuration: publicAddress.apply((address) =>
          plannedConfiguration({ name, version, machines, endpoint, publicAddress: address, user }),
        ),
        runner: { kind: 'ssh', connection, machineKey: key.privateKeyOpenssh },
        apiServer: interpolate`https://${publicAddress}:6443`,
        triggers: Object.values(servers).map((server) => server.id),
        after: [ready, ...Object.values(servers), ...this.api.parts],
      },
      { parent: this },
    );
    this.kubeconfig = this.cluster.kubeconfig;
    this.provider = managementProvider(name, { kubeconfig: this.kubeconfig }, { parent: this });
    this.controllers = openStackControllers(scope, this.network, authUrl, {
      provider: this.provider,
      versions: charts,
    });
    this.backups = settings.backups ? openStackBackups(scope, authUrl, this.provider) : undefined;
    this.storageClass = facts.storageClass;
    this.addresses = recordOf(endpoints, (tenant) => this.endpoints[tenant].address.address);
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /** Which balancer the Service takes over. */
  public endpointAnnotations(name: E, later: Later): Readonly<Record<string, string>> {
    return { 'loadbalancer.openstack.org/load-balancer-id': later.name(this.endpoints[name].balancer.id) };
  }
}
