import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output } from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random/randomPassword';
import { PrivateKey } from '@pulumi/tls/privateKey';
import { addressAnnotations } from '../../hosts/vsphere';
import type { VsphereHost } from '../../hosts/vsphere';
import { K0sctlCluster } from '../bare-metal/k0sctl-cluster';
import type { K0sctlRunner } from '../bare-metal/k0sctl-cluster';
import { plannedConfiguration } from '../bare-metal/planned-configuration';
import { plannedMachines } from '../bare-metal/planned-machines';
import { recordOf } from '../host';
import type { HostResources } from '../host';
import type { Later } from '../later';
import { managementProvider } from '../management-provider';
import { vsphereInventory } from './inventory';
import { vsphereAntiAffinity, vsphereMachines } from './machines';
import type { VsphereAntiAffinityRule, VsphereVirtualMachine } from './virtual-machine';

/** How a management cluster on vSphere is made. */
export interface VsphereManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. */
  readonly host: VsphereHost;
  /** Version of k0s, for example `1.36.3+k0s.0`. */
  readonly version: string;
  /** The network of the machines: those take the addresses from the 16th to the 223rd, which have to be free. */
  readonly network: {
    /** For example `192.0.2.0/24`. */
    readonly cidr: string;
    readonly gateway: string;
    readonly nameservers: readonly string[];
  };
  /** A machine that reaches the others and has `k0sctl`: the key of the machines is sent there. */
  readonly runner: Extract<K0sctlRunner, { readonly kind: 'ssh' }>['connection'];
  /** User that is made on the machines. @default 'k0s' */
  readonly user?: string;
  /** Addresses of tenants' endpoints, by their names: free ones of the network. @default {} */
  readonly addresses?: Readonly<Record<E, string>>;
}

/**
 * Virtual machines on vSphere that k0sctl makes a cluster of: cloned from a template, spread over compute clusters, kept apart by
 * anti-affinity rules; keepalived for the address of the API server. The cloud controller and the CSI driver of vSphere, which need credentials
 * of vCenter, are installed apart.
 *
 * @typeParam E - names of the endpoints
 */
export class VsphereManagementCluster<E extends string = never> extends ComponentResource implements HostResources<E> {
  /** Made for these machines. The private half is a secret of the state. */
  public readonly key: PrivateKey;
  public readonly machines: Readonly<Record<string, VsphereVirtualMachine>>;
  public readonly antiAffinity: readonly VsphereAntiAffinityRule[];
  public readonly cluster: K0sctlCluster;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  private readonly annotationsWith: (name: E, later: Later | undefined) => Readonly<Record<string, string>>;

  /** @param name - names of all resources begin with it; those of machines are their names */
  public constructor(name: string, args: VsphereManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:vsphere:ManagementCluster', name, {}, options);
    const { host, version, network, runner, user = 'k0s' } = args;
    const { settings, facts } = host;
    const machines = plannedMachines({
      name,
      cidr: network.cidr,
      zones: settings.computeClusters,
      pools: settings.nodePools,
    });
    this.key = new PrivateKey(name, { algorithm: 'ED25519' }, { parent: this });
    const parts = {
      name,
      settings,
      parent: this,
      inventory: vsphereInventory(settings, this),
      machines,
      key: this.key,
      user,
      prefix: Number(network.cidr.split('/')[1]),
      gateway: network.gateway,
      nameservers: network.nameservers,
    };
    this.machines = vsphereMachines(parts);
    this.antiAffinity = vsphereAntiAffinity(parts, this.machines);

    const authPass = new RandomPassword(`${name}-vrrp`, { length: 8, special: false }, { parent: this });
    const endpoint = settings.apiServerAddress;
    this.cluster = new K0sctlCluster(
      name,
      {
        configuration: authPass.result.apply((word) =>
          plannedConfiguration({
            name,
            version,
            machines,
            endpoint,
            publicAddress: endpoint,
            user,
            keepalived: { authPass: word },
          }),
        ),
        runner: { kind: 'ssh', connection: runner, machineKey: this.key.privateKeyOpenssh },
        triggers: Object.values(this.machines).map((machine) => machine.id),
        after: [...Object.values(this.machines), ...this.antiAffinity],
      },
      { parent: this },
    );
    this.kubeconfig = this.cluster.kubeconfig;
    this.provider = managementProvider(name, { kubeconfig: this.kubeconfig }, { parent: this });
    this.storageClass = facts.storageClass;
    // What was given has the names of E and no others; where it is left out, there are none.
    const names = Object.keys(args.addresses ?? {}) as E[];
    const addressOf = (endpointName: E): string => args.addresses?.[endpointName] ?? '';
    this.addresses = recordOf(names, (endpointName) => output(addressOf(endpointName)));
    this.annotationsWith = (endpointName, later) =>
      addressAnnotations(settings.balancer, later?.address(this.addresses[endpointName]) ?? addressOf(endpointName));
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /**
   * Which address the Service gets from kube-vip or MetalLB.
   *
   * @param later - of the fleet that the endpoint is in, where it has the address from `later.address(addresses[name])`
   */
  public endpointAnnotations(name: E, later?: Later): Readonly<Record<string, string>> {
    return this.annotationsWith(name, later);
  }
}
