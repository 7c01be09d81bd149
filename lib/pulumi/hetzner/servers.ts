import { PlacementGroup } from '@pulumi/hcloud/placementGroup';
import { Server } from '@pulumi/hcloud/server';
import { SshKey } from '@pulumi/hcloud/sshKey';
import { PrivateKey } from '@pulumi/tls/privateKey';
import { cloudConfig, gatewayDocument } from '../bare-metal/gateway';
import { GATEWAY_INDEX, addressAt } from '../bare-metal/planned-machines';
import type { PlannedMachine } from '../bare-metal/planned-machines';
import type { HetznerNetwork } from './network';
import { numberOf } from './scope';
import type { HetznerScope } from './scope';

/** Image of all servers. */
const IMAGE = 'ubuntu-24.04';

/** Servers that a placement group takes. https://docs.hetzner.com/cloud/placement-groups/overview/ */
const GROUP_SIZE = 10;

/**
 * The first generation of CPX is sold in America alone, the second one everywhere else.
 *
 * @see https://docs.hetzner.cloud/changelog#2025-10-16-server-types-deprecated
 */
function gatewayType(networkZone: string): string {
  return networkZone.startsWith('us-') ? 'cpx11' : 'cpx22';
}

/** The servers, and the key with which they are reached. */
export interface HetznerServers {
  /** Made for these servers. The private half is a secret of the state. */
  readonly key: PrivateKey;
  /** The only one with a public address: the way out, and where k0sctl runs. */
  readonly gateway: Server;
  /** By name; those of a role are in a placement group, on different machines of Hetzner. */
  readonly servers: Readonly<Record<string, Server>>;
}

/** The gateway, and the servers behind it. */
export function hetznerServers(
  scope: HetznerScope,
  { network, subnet, route, firewall }: HetznerNetwork,
  machines: readonly PlannedMachine[],
): HetznerServers {
  const { name, settings, parent, labels } = scope;
  const key = new PrivateKey(name, { algorithm: 'ED25519' }, { parent });
  const sshKey = new SshKey(name, { name, publicKey: key.publicKeyOpenssh, labels }, { parent });
  const networkId = network.id.apply(numberOf);
  const common = { image: IMAGE, sshKeys: [sshKey.id], keepDisk: false };
  const [location] = settings.locations;
  const gateway = new Server(
    `${name}-gateway`,
    {
      ...common,
      name: `${name}-gateway`,
      serverType: gatewayType(settings.networkZone),
      location,
      networks: [{ networkId, ip: addressAt(settings.networkCidr, GATEWAY_INDEX) }],
      publicNets: [{ ipv4Enabled: true, ipv6Enabled: false }],
      firewallIds: [firewall.id.apply(numberOf)],
      userData: gatewayDocument(settings.networkCidr),
      labels: { ...labels, role: 'gateway' },
    },
    { parent, dependsOn: [subnet] },
  );
  const groups = placementGroups(scope, machines);
  const servers = Object.fromEntries(
    machines.map((machine) => [
      machine.name,
      new Server(
        machine.name,
        {
          ...common,
          name: machine.name,
          serverType: machine.machineType,
          location: machine.zone,
          networks: [{ networkId, ip: machine.address }],
          publicNets: [{ ipv4Enabled: false, ipv6Enabled: false }],
          ...idOf(groups.get(groupOf(machine))),
          userData: privateDocument(addressAt(settings.networkCidr, 1)),
          labels: { ...labels, role: machine.role },
        },
        { parent, dependsOn: [subnet, route, gateway] },
      ),
    ]),
  );
  return { key, gateway, servers };
}

function placementGroups({ name, parent, labels }: HetznerScope, machines: readonly PlannedMachine[]) {
  const names = new Set(machines.map(groupOf));
  return new Map(
    [...names].map((group) => {
      const full = `${name}-${group}`;
      return [group, new PlacementGroup(full, { name: full, type: 'spread', labels }, { parent })] as const;
    }),
  );
}

function idOf(group: PlacementGroup | undefined) {
  return group === undefined ? {} : { placementGroupId: group.id.apply(numberOf) };
}

function groupOf({ role, index }: PlannedMachine): string {
  return `${role}-${String(Math.floor(index / GROUP_SIZE))}`;
}

/** A server without a public address goes out by the network's own gateway, which sends it on. */
function privateDocument(gateway: string): string {
  return cloudConfig({
    write_files: [
      {
        path: '/etc/netplan/60-private.yaml',
        permissions: '0600',
        content: `network:
  version: 2
  ethernets:
    private:
      match: { name: "enp*" }
      dhcp4: true
      routes: [{ to: default, via: ${gateway}, on-link: true }]
      nameservers: { addresses: [185.12.64.1, 185.12.64.2] }
`,
      },
    ],
    runcmd: ['netplan apply'],
  });
}
