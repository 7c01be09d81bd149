import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output, Resource } from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random/randomPassword';
import { addressAnnotations } from '../../hosts/bare-metal';
import type { BareMetalHost } from '../../hosts/bare-metal';
import { k0sInstallation } from '../../installers/k0s';
import type { K0sInstallationProps } from '../../installers/k0s';
import { recordOf } from '../host';
import type { HostResources } from '../host';
import type { Later } from '../later';
import { managementProvider } from '../management-provider';
import { K0sctlCluster, RUNNER_KEY_PATH } from './k0sctl-cluster';
import type { K0sctlRunner } from './k0sctl-cluster';
import { workerMachine } from './machine-marks';

/** How machines in racks become a management cluster. */
export interface BareMetalManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. */
  readonly host: Pick<BareMetalHost, 'facts' | 'settings'>;
  /** Version of k0s, for example `1.36.3+k0s.0`. */
  readonly version: string;
  /** Where k0sctl runs. @default { kind: 'local' } */
  readonly runner?: K0sctlRunner;
  /** User of the machines who may become root without a password. @default 'root' */
  readonly user?: string;
  readonly network?: K0sInstallationProps['network'];
  /** Addresses of tenants' endpoints, by their names: free ones of the network of the machines. @default {} */
  readonly addresses?: Readonly<Record<E, string>>;
  /** What makes the machines, for example `Metal3Hosts`. @default [] */
  readonly after?: readonly Resource[];
}

/**
 * Machines that are there already, made a management cluster by k0sctl over SSH: controllers with keepalived for the address of the API
 * server, workers labelled and tainted by their roles.
 *
 * @typeParam E - names of the endpoints
 *
 * @example
 * const host = bareMetal({ machines, apiServerAddress: '192.0.2.10', storage: { disks: 'nvme', encrypted: true } });
 * const hall = new BareMetalManagementCluster('hall-7', { host, version: '1.36.3+k0s.0', addresses: { 'team-a': '192.0.2.100' } });
 */
export class BareMetalManagementCluster<E extends string = never>
  extends ComponentResource
  implements HostResources<E>
{
  /** The word by which controllers know each other. */
  public readonly authPass: RandomPassword;
  public readonly cluster: K0sctlCluster;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  private readonly annotationsWith: (name: E, later: Later | undefined) => Readonly<Record<string, string>>;

  public constructor(name: string, args: BareMetalManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:bare-metal:ManagementCluster', name, {}, options);
    const { host, runner = { kind: 'local' }, after = [] } = args;
    // VRRP takes eight characters.
    this.authPass = new RandomPassword(`${name}-vrrp`, { length: 8, special: false }, { parent: this });
    const configuration = this.authPass.result.apply((authPass) => configurationOf(name, args, authPass));
    this.cluster = new K0sctlCluster(name, { configuration, runner, after }, { parent: this });
    this.kubeconfig = this.cluster.kubeconfig;
    this.provider = managementProvider(name, { kubeconfig: this.kubeconfig }, { parent: this });
    this.storageClass = host.facts.storageClass;
    const known = knownAddresses(args.addresses);
    this.addresses = recordOf(known.names, (endpoint) => output(known.of(endpoint)));
    this.annotationsWith = (endpoint, later) =>
      addressAnnotations(host.settings.balancer, later?.address(this.addresses[endpoint]) ?? known.of(endpoint));
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

/** Addresses that were given, with their names. */
function knownAddresses<E extends string>(known: Readonly<Record<E, string>> | undefined) {
  // It has the names of E and no others; where it is left out, there are none.
  const names = Object.keys(known ?? {}) as E[];
  return { names, of: (name: E): string => known?.[name] ?? '' };
}

/** k0sctl.yaml of these machines. */
function configurationOf(
  name: string,
  { host, version, runner, user = 'root', network }: BareMetalManagementClusterArgs<string>,
  authPass: string,
): string {
  const { machines, apiServerAddress } = host.settings;
  const controllers = machines.filter(({ role }) => role === 'controller');
  const installation = k0sInstallation({
    name,
    version,
    controllers: controllers.map((machine) => ({ name: machine.name, address: machine.address, user })),
    workers: machines
      .filter(({ role }) => role !== 'controller')
      .map((machine) => ({ ...workerMachine(machine), user })),
    endpoint: apiServerAddress,
    keepalived: { authPass },
    ...(network !== undefined && { network }),
    ...(runner?.kind === 'ssh' && { keyPath: RUNNER_KEY_PATH }),
  });
  return installation.files.map(({ content }) => content).join('');
}
