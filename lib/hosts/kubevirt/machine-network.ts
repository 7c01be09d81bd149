import { emitYaml } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';

/** A network of Multus that machines are on, for example a VLAN. */
export interface AttachedNetwork {
  /** NetworkAttachmentDefinition: its name, or `<namespace>/<name>`. */
  readonly attachment: string;
  /**
   * IPv4 address of the machine with the length of the prefix, for example `192.168.64.16/24`. The machine is on the pod network as well then:
   * that is its way out, and Services reach it there.
   *
   * @default - by DHCP, and on this network alone
   */
  readonly address?: string;
}

/**
 * How a machine is connected.
 *
 * - `masquerade`: to the pod network, behind the address of its pod; every machine has the same address inside, so no two of them are nodes of
 *   one cluster;
 * - `bridge`: to the pod network, with the address of its pod, which is another one after each start; such machines do not migrate;
 * - a network of Multus: the address stays while the machine moves.
 *
 * Source: https://github.com/kubevirt/user-guide/blob/main/docs/network/interfaces_and_networks.md
 */
export type MachineNetwork = 'masquerade' | 'bridge' | AttachedNetwork;

/** Name of the interface of a machine with an address of its own, inside of it. */
export const MACHINE_INTERFACE = 'machines0';

/** What a spec says of the network. */
export interface RenderedNetwork {
  readonly interfaces: readonly JsonObject[];
  readonly networks: readonly JsonObject[];
  /** For cloud-init; `undefined`: DHCP on the first interface, as it does by itself. */
  readonly networkData: string | undefined;
  /** Whether KubeVirt moves a machine with it. */
  readonly migrates: boolean;
}

/**
 * The interface by which nodes are known is called `default`: the cloud controller manager of KubeVirt looks for that name.
 *
 * Sources: https://github.com/kubevirt/cloud-provider-kubevirt/blob/main/pkg/provider/instances_v2.go,
 * https://netplan.readthedocs.io/en/stable/netplan-yaml/
 */
export function renderedNetwork(network: MachineNetwork): RenderedNetwork {
  if (network === 'masquerade' || network === 'bridge') {
    return {
      interfaces: [{ name: 'default', [network]: {} }],
      networks: [{ name: 'default', pod: {} }],
      networkData: undefined,
      migrates: network === 'masquerade',
    };
  }
  const { attachment, address } = network;
  const attached = { name: 'default', multus: { networkName: attachment } };
  if (address === undefined) {
    return {
      interfaces: [{ name: 'default', bridge: {} }],
      networks: [attached],
      networkData: undefined,
      migrates: true,
    };
  }
  const own = macAddress('02:00', address);
  const pods = macAddress('02:01', address);
  return {
    interfaces: [
      { name: 'default', bridge: {}, macAddress: own },
      { name: 'pods', masquerade: {}, macAddress: pods },
    ],
    networks: [attached, { name: 'pods', pod: {} }],
    networkData: emitYaml({
      version: 2,
      ethernets: {
        machines: {
          match: { macaddress: own },
          'set-name': MACHINE_INTERFACE,
          dhcp4: false,
          addresses: [address],
        },
        pods: { match: { macaddress: pods }, dhcp4: true },
      },
    }),
    migrates: true,
  };
}

/** Of one's own administration, and as different as addresses are. */
function macAddress(prefix: string, address: string): string {
  const [ip = ''] = address.split('/');
  return [prefix, ...ip.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))].join(':');
}
