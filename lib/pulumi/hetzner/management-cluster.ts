import { Command } from '@pulumi/command/remote/command';
import type { LoadBalancer } from '@pulumi/hcloud/loadBalancer';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import type { HetznerHost } from '../../hosts/hetzner';
import { K0sctlCluster } from '../bare-metal/k0sctl-cluster';
import { FIRST_BOOT_IS_DONE } from '../bare-metal/gateway';
import { plannedConfiguration } from '../bare-metal/planned-configuration';
import { plannedMachines } from '../bare-metal/planned-machines';
import { recordOf } from '../host';
import type { HostResources } from '../host';
import { managementProvider } from '../management-provider';
import { hetznerApiBalancer, hetznerBalancers } from './balancers';
import type { HetznerApiBalancer } from './balancers';
import { hetznerControllers } from './controllers';
import type { HetznerChartVersions, HetznerControllers } from './controllers';
import { hetznerNetwork } from './network';
import type { HetznerNetwork } from './network';
import { hetznerServers } from './servers';
import type { HetznerServers } from './servers';

/** How a management cluster at Hetzner is made. */
export interface HetznerManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. With endpoints: of `addresses: 'before'`. `apiServerCidrs` has the address that the program runs at. */
  readonly host: HetznerHost;
  /** Version of k0s, for example `1.36.3+k0s.0`. */
  readonly version: string;
  /** API token of the project, which its controllers need too. It becomes a Secret. */
  readonly token: Input<string>;
  /** Names of tenants' endpoints that get a balancer each. @default [] */
  readonly endpoints?: readonly E[];
  /** @default - the newest charts */
  readonly charts?: HetznerChartVersions;
}

/**
 * Servers of Hetzner Cloud on a private network that k0sctl makes a cluster of: a gateway, controllers behind a balancer, groups of servers
 * that placement groups keep apart, balancers for tenants, cloud controller and CSI driver. Labels of the host are on what has labels.
 *
 * @typeParam E - names of the endpoints
 *
 * @example
 * const host = hetzner({ addresses: 'before', apiServerCidrs: ['198.51.100.7/32'] });
 * const eu = new HetznerManagementCluster('eu-1', { host, version: '1.36.3+k0s.0', token, endpoints: ['team-a'] });
 */
export class HetznerManagementCluster<E extends string = never> extends ComponentResource implements HostResources<E> {
  public readonly network: HetznerNetwork;
  public readonly servers: HetznerServers;
  public readonly api: HetznerApiBalancer;
  public readonly balancers: Readonly<Record<E, LoadBalancer>>;
  public readonly cluster: K0sctlCluster;
  public readonly controllers: HetznerControllers;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  private readonly balancerNames: Readonly<Record<E, string>>;

  /** @param name - names of all resources begin with it, here and at Hetzner */
  public constructor(name: string, args: HetznerManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:hetzner:ManagementCluster', name, {}, options);
    const { host, version, token, endpoints = [], charts = {} } = args;
    const { settings, facts } = host;
    const labels = { ...settings.labels, 'management-cluster': name, 'managed-by': 'colonnade' };
    const scope = { name, settings, parent: this, labels };
    const machines = plannedMachines({
      name,
      cidr: settings.networkCidr,
      zones: settings.locations,
      pools: settings.nodePools,
    });

    this.network = hetznerNetwork(scope);
    this.servers = hetznerServers(scope, this.network, machines);
    this.api = hetznerApiBalancer(scope, this.network);
    this.balancers = hetznerBalancers(scope, this.network, endpoints);

    const { gateway, key, servers } = this.servers;
    const connection = { host: gateway.ipv4Address, user: 'root', privateKey: key.privateKeyOpenssh };
    const ready = new Command(
      `${name}-gateway-ready`,
      { connection, create: FIRST_BOOT_IS_DONE, triggers: [gateway.id] },
      { parent: this, customTimeouts: { create: '15m' } },
    );
    const publicAddress = this.api.balancer.ipv4;
    this.cluster = new K0sctlCluster(
      name,
      {
        configuration: publicAddress.apply((address) =>
          plannedConfiguration({ name, version, machines, endpoint: this.api.privateAddress, publicAddress: address }),
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
    this.controllers = hetznerControllers(scope, this.network, token, { provider: this.provider, versions: charts });
    this.storageClass = facts.storageClass;
    this.addresses = recordOf(endpoints, (endpoint) => this.balancers[endpoint].ipv4);
    this.balancerNames = recordOf(endpoints, (endpoint) => `${name}-${endpoint}`);
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /** Which balancer the Service takes over. */
  public endpointAnnotations(name: E): Readonly<Record<string, string>> {
    return { 'load-balancer.hetzner.cloud/name': this.balancerNames[name] };
  }
}
