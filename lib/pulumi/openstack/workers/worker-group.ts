import { Instance } from '@pulumi/openstack/compute/instance';
import { ServerGroup } from '@pulumi/openstack/compute/serverGroup';
import { SecGroup } from '@pulumi/openstack/networking/secGroup';
import { SecGroupRule } from '@pulumi/openstack/networking/secGroupRule';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { groupName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { gibibytesOf } from '../../workers/disk';
import { machineTypeOf, ownerTags, requireSource, zonesOf } from '../../workers/pool-machines';

/** What servers of OpenStack need besides what their pool says. */
export interface OpenStackWorkerGroupArgs {
  /** The pool, of machines of `Machines.openstack`: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Id of the network of the machines, from which there is a way out. */
  readonly networkId: Input<string>;
  /** Id of the image, from which their volumes are made. */
  readonly imageId: Input<string>;
  /** Type of the volumes: one with encryption, and on SSDs. */
  readonly volumeType: Input<string>;
  /** Name of a key pair. @default - nobody logs in */
  readonly keyPair?: Input<string>;
  /** Whether servers have to be on different hosts: `anti-affinity`, or only where there are enough of them. @default 'soft-anti-affinity' */
  readonly spread?: 'anti-affinity' | 'soft-anti-affinity';
}

/**
 * Machines of a worker pool as servers of OpenStack, as many as the pool has at least, on hosts of their own, with the pool's document.
 * Their credential is brought by somebody: `colonnade join-token`. A server whose document has changed is made anew.
 *
 * The metadata service of OpenStack gives user data to whatever asks from the machine. There is no secret in it.
 */
export class OpenStackWorkerGroup extends ComponentResource {
  /** The machines. */
  public readonly servers: readonly Instance[];
  /** Lets machines reach each other. */
  public readonly securityGroup: SecGroup;
  /** Keeps machines on different hosts. */
  public readonly serverGroup: ServerGroup;

  /** @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3304` without a flavor */
  public constructor(name: string, args: OpenStackWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:openstack:WorkerGroup', name, {}, options);
    const { pool } = args;
    requireSource(pool, 'openstack', 'Machines.openstack({ ... })');
    const parent = { parent: this };
    const tags = Object.entries(ownerTags(pool)).map(([key, value]) => `${key}=${value}`);
    this.serverGroup = new ServerGroup(name, { policies: [args.spread ?? 'soft-anti-affinity'] }, parent);
    this.securityGroup = new SecGroup(name, { description: `Nodes of worker pool ${pool.model.path}`, tags }, parent);
    for (const ethertype of ['IPv4', 'IPv6']) {
      const { id } = this.securityGroup;
      new SecGroupRule(
        `${name}-nodes-${ethertype.toLowerCase()}`,
        { direction: 'ingress', ethertype, securityGroupId: id, remoteGroupId: id },
        parent,
      );
    }
    const zones = zonesOf(pool.model);
    this.servers = Array.from({ length: pool.model.size.min }, (_, index) => {
      const zone = zones[index % Math.max(1, zones.length)];
      return new Instance(
        `${name}-${index}`,
        {
          name: `${groupName(pool.tenant, pool.model)}-${index}`,
          flavorName: machineTypeOf(pool.model, 'flavor', 'm1.large'),
          ...(zone !== undefined && { availabilityZone: zone }),
          blockDevices: [
            {
              sourceType: 'image',
              uuid: args.imageId,
              destinationType: 'volume',
              volumeType: args.volumeType,
              volumeSize: gibibytesOf(pool.model),
              bootIndex: 0,
              deleteOnTermination: true,
            },
          ],
          networks: [{ uuid: args.networkId }],
          securityGroups: [this.securityGroup.name],
          schedulerHints: [{ group: this.serverGroup.id }],
          userData: pool.userDataText,
          ...(args.keyPair !== undefined && { keyPair: args.keyPair }),
          stopBeforeDestroy: true,
          tags,
        },
        // Their names are those of nodes: the old one goes before the new one comes.
        { ...parent, deleteBeforeReplace: true },
      );
    });
    this.registerOutputs({});
  }
}
