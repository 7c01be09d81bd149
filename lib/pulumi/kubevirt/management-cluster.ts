import { Command } from '@pulumi/command/remote/command';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, all, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output } from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random/randomPassword';
import { MACHINE_INTERFACE } from '../../hosts/kubevirt';
import type { KubevirtHost } from '../../hosts/kubevirt';
import { FIRST_BOOT_IS_DONE } from '../bare-metal/gateway';
import { K0sctlCluster } from '../bare-metal/k0sctl-cluster';
import { plannedConfiguration } from '../bare-metal/planned-configuration';
import { BALANCER_INDEX, addressAt, plannedMachines } from '../bare-metal/planned-machines';
import type { PlannedMachine } from '../bare-metal/planned-machines';
import type { HostResources } from '../host';
import type { KubernetesObjectResource } from '../kubernetes-object';
import { valueAt } from '../leaves';
import { managementProvider } from '../management-provider';
import { balancerAddress } from './balancers';
import { kubevirtInfrastructure } from './infrastructure';
import type { KubevirtInfrastructure, KubevirtNetwork } from './infrastructure';

/** How a management cluster in a cluster with KubeVirt is made. */
export interface KubevirtManagementClusterArgs {
  /** The place, as the fleet has it. */
  readonly host: KubevirtHost;
  /** Version of k0s, for example `1.36.3+k0s.0`. */
  readonly version: string;
  /** Provider of the infrastructure cluster, for example from `managementProvider('infra', { kubeconfig })`. */
  readonly infra: Provider;
  readonly network: KubevirtNetwork;
  /** Who reaches the API server, and the gateway by SSH; the address that the program runs at is among them. */
  readonly apiServerCidrs: readonly [string, ...string[]];
  /** User of the image who may become root without a password. @default 'ubuntu' */
  readonly user?: string;
}

/** Connections to a machine whose disk is still being imported are refused: about a quarter of an hour of them. */
const DIALS = 180;

/**
 * Virtual machines in a cluster with KubeVirt, CDI and Multus that k0sctl makes a cluster of: the objects that the host renders, with
 * addresses that stay while machines migrate; a gateway that k0sctl runs on; keepalived for the address of the API server among the machines,
 * a Service of the infrastructure cluster for it from outside. The cloud controller and the CSI driver of KubeVirt are installed apart. Tenants'
 * endpoints have addresses that the infrastructure cluster gives, so none are reserved here.
 *
 * @example
 * const infra = managementProvider('infra', { kubeconfig });
 * const host = kubevirt({ infraStorageClass: 'ceph-block', encryptedStorage: true });
 * const network = { attachment: 'machines', cidr: '192.168.64.0/24' };
 * const dc = new KubevirtManagementCluster('dc-1', {
 *   host, infra, network, version: '1.36.3+k0s.0', apiServerCidrs: ['198.51.100.7/32'],
 * });
 */
export class KubevirtManagementCluster extends ComponentResource implements HostResources<never> {
  /** What the infrastructure cluster has of it. */
  public readonly infrastructure: KubevirtInfrastructure;
  public readonly cluster: K0sctlCluster;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<never, Output<string>>> = {};

  /** @param name - names of all resources begin with it, here and in the infrastructure cluster: a DNS label */
  public constructor(name: string, args: KubevirtManagementClusterArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:kubevirt:ManagementCluster', name, {}, options);
    const { host, version, infra, network, apiServerCidrs, user = 'ubuntu' } = args;
    const { settings, facts } = host;
    const machines = plannedMachines({
      name,
      cidr: network.cidr,
      zones: [facts.name],
      pools: settings.nodePools,
      controllers: settings.controllers,
    });
    const parts = { name, settings, parent: this, infra, network, machines, apiServerCidrs };
    this.infrastructure = kubevirtInfrastructure(parts);
    const { key, gateway, ssh, api } = this.infrastructure;
    const connection = {
      host: balancerAddress(ssh),
      user,
      privateKey: key.privateKeyOpenssh,
      dialErrorLimit: DIALS,
    };
    const made = [gateway, ...Object.values(this.infrastructure.machines)];
    const ready = new Command(
      `${name}-gateway-ready`,
      { connection, create: `${FIRST_BOOT_IS_DONE} && ${answer(machines)}`, triggers: made.map(uidOf) },
      { parent: this, dependsOn: made, customTimeouts: { create: '45m', update: '45m' } },
    );
    const authPass = new RandomPassword(`${name}-vrrp`, { length: 8, special: false }, { parent: this });
    const publicAddress = balancerAddress(api);
    const endpoint = addressAt(network.cidr, BALANCER_INDEX);
    this.cluster = new K0sctlCluster(
      name,
      {
        configuration: all([authPass.result, publicAddress]).apply(([word, address]) =>
          plannedConfiguration({
            name,
            version,
            machines,
            endpoint,
            publicAddress: address,
            user,
            keepalived: { authPass: word, interface: MACHINE_INTERFACE },
          }),
        ),
        runner: { kind: 'ssh', connection, machineKey: key.privateKeyOpenssh },
        apiServer: interpolate`https://${publicAddress}:6443`,
        triggers: made.map(uidOf),
        after: [ready],
      },
      { parent: this },
    );
    this.kubeconfig = this.cluster.kubeconfig;
    this.provider = managementProvider(name, { kubeconfig: this.kubeconfig }, { parent: this });
    this.storageClass = facts.storageClass;
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /** None: the infrastructure cluster gives a Service its address. */
  public endpointAnnotations(): Readonly<Record<string, string>> {
    return {};
  }
}

/** Another one for a machine that was made anew under its old name. */
function uidOf({ metadata }: KubernetesObjectResource): Output<string> {
  return metadata.apply((value) => {
    const uid = valueAt(value, ['uid']);
    return typeof uid === 'string' ? uid : '';
  });
}

/** Waits, half an hour at most, until every machine answers by SSH: their disks are imported one after the other. */
function answer(machines: readonly PlannedMachine[]): string {
  const addresses = machines.map(({ address }) => address).join(' ');
  const each = `for a in ${addresses}; do until [ -n "$(ssh-keyscan -T 5 $a 2>/dev/null)" ]; do sleep 5; done; done`;
  return `timeout 1800 sh -c '${each}'`;
}
