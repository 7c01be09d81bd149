import { Firewall } from '@pulumi/hcloud/firewall';
import { PlacementGroup } from '@pulumi/hcloud/placementGroup';
import { Server } from '@pulumi/hcloud/server';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import type { WorkerPoolModel } from '../../../model';
import { groupName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { imageFor, machineTypeOf, ownerTags, requireSource, zonesOf } from '../../workers/pool-machines';

/** What servers of Hetzner Cloud need besides what their pool says. */
export interface HetznerWorkerGroupArgs {
  /** The pool, of machines of `Machines.hetzner`: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Id of the private network of the machines, in which there is a way out (a NAT gateway). */
  readonly networkId: Input<number>;
  /** Names or ids of SSH keys. Without any, Hetzner sends a password by mail. */
  readonly sshKeys: Input<Input<string>[]>;
  /** Name or id of the image. @default - that of the pool; `ubuntu-24.04` or `debian-13` */
  readonly image?: Input<string>;
  /** Whether machines have a public IPv4 address of their own, behind a firewall that lets nothing in. @default false */
  readonly publicAddresses?: boolean;
}

/** Servers that one placement group takes. https://docs.hetzner.com/cloud/placement-groups/overview/ */
const SPREAD_MAX = 10;

/**
 * Machines of a worker pool as servers of Hetzner Cloud, as many as the pool has at least, on hosts of their own, with the pool's
 * document. Their credential is brought by somebody: `colonnade join-token`. A server whose document has changed is made anew.
 *
 * Disks of servers are not encrypted by Hetzner.
 */
export class HetznerWorkerGroup extends ComponentResource {
  /** The machines. */
  public readonly servers: readonly Server[];
  /** Lets nothing in; of machines with public addresses. */
  public readonly firewall: Firewall;

  /** @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3301` where no image is known, `CLN3304` without a server type */
  public constructor(name: string, args: HetznerWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:hetzner:WorkerGroup', name, {}, options);
    const { pool, publicAddresses = false } = args;
    requireSource(pool, 'hetzner', 'Machines.hetzner({ ... })');
    const { model } = pool;
    const labels = ownerTags(pool);
    const parent = { parent: this };
    // A firewall without rules for what comes in lets nothing in, and everything out.
    this.firewall = new Firewall(name, { name: groupName(pool.tenant, model), rules: [], labels }, parent);
    const placements = Array.from(
      { length: Math.ceil(model.size.min / SPREAD_MAX) },
      (_, index) => new PlacementGroup(`${name}-${index}`, { type: 'spread', labels }, parent),
    );
    const zones = zonesOf(model);
    this.servers = Array.from(
      { length: model.size.min },
      (_, index) =>
        new Server(
          `${name}-${index}`,
          {
            name: `${groupName(pool.tenant, model)}-${index}`,
            serverType: machineTypeOf(model, 'serverType', 'cpx32'),
            image: args.image ?? imageFor(model, IMAGES[model.machines.operatingSystem]),
            location: zones[index % Math.max(1, zones.length)],
            networks: [{ networkId: args.networkId }],
            publicNets: [{ ipv4Enabled: publicAddresses, ipv6Enabled: false }],
            firewallIds: publicAddresses ? [this.firewall.id.apply(Number)] : [],
            placementGroupId: placements[Math.floor(index / SPREAD_MAX)]?.id.apply(Number),
            sshKeys: args.sshKeys,
            userData: pool.userDataText,
            shutdownBeforeDeletion: true,
            labels,
          },
          // Their names are those of nodes: the old one goes before the new one comes.
          { ...parent, deleteBeforeReplace: true },
        ),
    );
    this.registerOutputs({});
  }
}

const IMAGES: Readonly<Partial<Record<WorkerPoolModel['machines']['operatingSystem'], string>>> = {
  ubuntu: 'ubuntu-24.04',
  debian: 'debian-13',
};
