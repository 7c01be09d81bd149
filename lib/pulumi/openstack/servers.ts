import { Instance } from '@pulumi/openstack/compute/instance';
import { Keypair } from '@pulumi/openstack/compute/keypair';
import { ServerGroup } from '@pulumi/openstack/compute/serverGroup';
import { getImageOutput } from '@pulumi/openstack/images/getImage';
import { FloatingIp } from '@pulumi/openstack/networking/floatingIp';
import { FloatingIpAssociate } from '@pulumi/openstack/networking/floatingIpAssociate';
import { Port } from '@pulumi/openstack/networking/port';
import type { Output, Resource } from '@pulumi/pulumi';
import { PrivateKey } from '@pulumi/tls/privateKey';
import { gatewayDocument } from '../bare-metal/gateway';
import { GATEWAY_INDEX, addressAt } from '../bare-metal/planned-machines';
import type { PlannedMachine } from '../bare-metal/planned-machines';
import type { OpenStackNetwork } from './network';
import type { OpenStackScope } from './scope';

/** Size of the disks that servers boot from. */
const DISK_GIB = 50;

/** The servers, and the key with which they are reached. */
export interface OpenStackServers {
  /** Made for these servers. The private half is a secret of the state. */
  readonly key: PrivateKey;
  /** The only one with a floating IP: where k0sctl runs. */
  readonly gateway: Instance;
  readonly gatewayAddress: FloatingIp;
  /** Address and server belong together from then on. */
  readonly gatewayIsReachable: Resource;
  /** By name. */
  readonly servers: Readonly<Record<string, Instance>>;
  /** By role: controllers and members of etcd never share a host of the cloud, others avoid it. */
  readonly groups: ReadonlyMap<string, ServerGroup>;
}

interface ServerProps {
  readonly address: string;
  readonly flavorName: string;
  readonly availabilityZone: string;
  readonly securityGroup: Output<string>;
  readonly group?: Output<string>;
  readonly userData?: string;
  readonly after: readonly Resource[];
}

/** The gateway, and the servers behind it, which boot from volumes on SSDs. */
export function openStackServers(
  scope: OpenStackScope,
  network: OpenStackNetwork,
  machines: readonly PlannedMachine[],
): OpenStackServers {
  const { name, settings, parent, tags } = scope;
  const { region } = settings;
  const key = new PrivateKey(name, { algorithm: 'ED25519' }, { parent });
  const keypair = new Keypair(name, { region, publicKey: key.publicKeyOpenssh }, { parent });
  const imageId = getImageOutput({ region, name: settings.image, mostRecent: true }, { parent }).id;
  const server = (serverName: string, props: ServerProps) => {
    const port = new Port(
      serverName,
      {
        region,
        networkId: network.network.id,
        fixedIps: [{ subnetId: network.subnet.id, ipAddress: props.address }],
        securityGroupIds: [props.securityGroup],
        tags,
      },
      { parent },
    );
    const instance = new Instance(
      serverName,
      {
        region,
        name: serverName,
        flavorName: props.flavorName,
        availabilityZone: props.availabilityZone,
        keyPair: keypair.name,
        networks: [{ port: port.id }],
        blockDevices: [
          {
            uuid: imageId,
            sourceType: 'image',
            destinationType: 'volume',
            volumeType: settings.volumeType,
            volumeSize: DISK_GIB,
            bootIndex: 0,
            deleteOnTermination: true,
          },
        ],
        ...(props.group !== undefined && { schedulerHints: [{ group: props.group }] }),
        ...(props.userData !== undefined && { userData: props.userData }),
        tags,
      },
      // A newer image is for new servers.
      { parent, dependsOn: [...props.after], ignoreChanges: ['blockDevices[0].uuid'] },
    );
    return { port, instance };
  };
  const groups = new Map(
    [...new Set(machines.map(({ role }) => role))].map((role) => {
      const policy = role === 'controller' || role === 'etcd' ? 'anti-affinity' : 'soft-anti-affinity';
      return [role, new ServerGroup(`${name}-${role}`, { region, policies: [policy] }, { parent })] as const;
    }),
  );
  const [zone] = settings.availabilityZones;
  const [general] = settings.nodePools;
  const gateway = server(`${name}-gateway`, {
    address: addressAt(settings.networkCidr, GATEWAY_INDEX),
    flavorName: general.machineType ?? '',
    availabilityZone: zone,
    securityGroup: network.gateway.id,
    userData: gatewayDocument(settings.networkCidr),
    after: [network.routerInterface],
  });
  const gatewayAddress = new FloatingIp(
    `${name}-gateway`,
    { region, pool: settings.externalNetwork, tags },
    { parent },
  );
  const gatewayIsReachable = new FloatingIpAssociate(
    `${name}-gateway`,
    { region, floatingIp: gatewayAddress.address, portId: gateway.port.id },
    { parent, dependsOn: [network.routerInterface] },
  );
  const servers = Object.fromEntries(
    machines.map((machine) => {
      const group = groups.get(machine.role);
      const { instance } = server(machine.name, {
        address: machine.address,
        flavorName: machine.machineType,
        availabilityZone: machine.zone,
        securityGroup: network.servers.id,
        ...(group !== undefined && { group: group.id }),
        after: [network.routerInterface],
      });
      return [machine.name, instance];
    }),
  );
  return { key, gateway: gateway.instance, gatewayAddress, gatewayIsReachable, servers, groups };
}
