import { Droplet } from '@pulumi/digitalocean/droplet';
import { Firewall } from '@pulumi/digitalocean/firewall';
import { Tag } from '@pulumi/digitalocean/tag';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { ColonnadeError } from '../../../findings';
import type { OperatingSystem, WorkerPoolModel } from '../../../model';
import { CARRIER_PROBLEMS, groupName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { imageFor, machineTypeOf, ownerTags, requireSource } from '../../workers/pool-machines';

/** What droplets need besides what their pool says. */
export interface DigitalOceanWorkerGroupArgs {
  /** The pool, of machines of `Machines.digitalocean`: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Id of the VPC of the machines. */
  readonly vpcId: Input<string>;
  /** Ids or fingerprints of SSH keys. Without any, DigitalOcean sends a password by mail. */
  readonly sshKeys: Input<Input<string>[]>;
  /** Name or id of the image. @default - that of the pool; `ubuntu-24-04-x64` or `debian-13-x64` */
  readonly image?: Input<string>;
  /**
   * Whether machines have a public address of their own, behind a firewall that lets nothing in. Without it, the VPC needs a NAT gateway.
   *
   * @default false
   */
  readonly publicAddresses?: boolean;
}

/**
 * Machines of a worker pool as droplets, as many as the pool has at least, with the pool's document. Their credential is brought by
 * somebody: `colonnade join-token`. A droplet whose document has changed is made anew.
 */
export class DigitalOceanWorkerGroup extends ComponentResource {
  /** The machines. */
  public readonly droplets: readonly Droplet[];
  /** Lets machines reach each other, and nothing else in. */
  public readonly firewall: Firewall;

  /**
   * @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3301` where no image is known, `CLN3304` without a size or a
   *   region of machines; `CLN3050`, when the document is known, for one that is longer than DigitalOcean takes as text
   */
  public constructor(name: string, args: DigitalOceanWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:digitalocean:WorkerGroup', name, {}, options);
    const { pool, publicAddresses = false } = args;
    requireSource(pool, 'digitalocean', 'Machines.digitalocean({ ... })');
    const { model } = pool;
    const parent = { parent: this };
    const group = groupName(pool.tenant, model);
    const size = machineTypeOf(model, 'size', 'g-4vcpu-16gb');
    const region = machineTypeOf(model, 'region', 'fra1');
    const image = args.image ?? imageFor(model, IMAGES[model.machines.operatingSystem]);
    const tags = [group, ...Object.entries(ownerTags(pool)).map(([key, value]) => `${key}:${value}`)];
    const tag = new Tag(name, { name: group }, parent);
    this.firewall = new Firewall(name, { name: group, ...rulesOf(group), tags: [tag.name] }, parent);
    this.droplets = Array.from(
      { length: model.size.min },
      (_, index) =>
        new Droplet(
          `${name}-${index}`,
          {
            name: `${group}-${index}`,
            size,
            region,
            image,
            vpcUuid: args.vpcId,
            publicNetworking: publicAddresses,
            sshKeys: args.sshKeys,
            userData: pool.userDataText.apply((text) => plain(text, model)),
            monitoring: true,
            gracefulShutdown: true,
            tags,
          },
          // Their names are those of nodes: the old one goes before the new one comes. The firewall is there before what it is for.
          { ...parent, deleteBeforeReplace: true, dependsOn: [this.firewall] },
        ),
    );
    this.registerOutputs({});
  }
}

const IMAGES: Readonly<Partial<Record<OperatingSystem, string>>> = {
  ubuntu: 'ubuntu-24-04-x64',
  debian: 'debian-13-x64',
};

/** Droplets with this tag reach each other, and everything outside; nothing else reaches them. */
function rulesOf(tag: string) {
  const protocols = [
    { protocol: 'tcp', portRange: 'all' },
    { protocol: 'udp', portRange: 'all' },
    { protocol: 'icmp' },
  ];
  return {
    inboundRules: protocols.map((rule) => ({ ...rule, sourceTags: [tag] })),
    outboundRules: protocols.map((rule) => ({ ...rule, destinationAddresses: ['0.0.0.0/0', '::/0'] })),
  };
}

/** What had to be compressed is base64, which no droplet takes off. */
function plain(text: string, { path }: WorkerPoolModel): string {
  if (text.startsWith('#') || text.startsWith('{')) return text;
  throw ColonnadeError.of({
    code: CARRIER_PROBLEMS.tooLarge.code,
    path,
    property: 'machines.firstBoot.limitBytes',
    message: 'its user data is larger than the 64 KiB of text that DigitalOcean takes.',
    fix: 'put files onto the image, or let the machine fetch them.',
  });
}
