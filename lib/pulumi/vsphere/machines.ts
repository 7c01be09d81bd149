import type { ComponentResource } from '@pulumi/pulumi';
import type { PrivateKey } from '@pulumi/tls/privateKey';
import type { VsphereSettings } from '../../hosts/vsphere';
import { cloudConfig } from '../bare-metal/gateway';
import type { PlannedMachine } from '../bare-metal/planned-machines';
import type { VsphereInventory } from './inventory';
import { vsphereRoleTags } from './tags';
import { VsphereAntiAffinityRule, VsphereVirtualMachine } from './virtual-machine';

/** How machines are made. */
export interface VsphereMachinesArgs {
  readonly name: string;
  readonly settings: VsphereSettings;
  readonly parent: ComponentResource;
  readonly inventory: VsphereInventory;
  readonly machines: readonly PlannedMachine[];
  /** Key of the user of the machines; its private half is not on them. */
  readonly key: PrivateKey;
  readonly user: string;
  /** Length of the prefix of the network, for example 24. */
  readonly prefix: number;
  readonly gateway: string;
  readonly nameservers: readonly string[];
}

/** Processors are reserved in MHz, and this is what one has at least. */
const MHZ = 1000;

/** Machines by name, cloned from the template, with their addresses and the user's key as guest information for cloud-init. */
export function vsphereMachines(args: VsphereMachinesArgs): Readonly<Record<string, VsphereVirtualMachine>> {
  const { name, settings, parent, inventory, machines } = args;
  const tags = vsphereRoleTags(
    name,
    machines.map(({ role }) => role),
    parent,
  );
  return Object.fromEntries(
    machines.map((machine) => {
      const size = settings.sizes[machine.machineType] ?? { cpu: 4, memoryGiB: 16 };
      const isReserved = size.reserved !== false;
      const memory = size.memoryGiB * 1024;
      const cluster = inventory.clusters.get(machine.zone);
      const tag = tags.get(machine.role);
      const made = new VsphereVirtualMachine(
        machine.name,
        {
          name: machine.name,
          resourcePoolId: cluster?.resourcePoolId ?? '',
          ...(inventory.datastoreId !== undefined && { datastoreId: inventory.datastoreId }),
          folder: settings.folder,
          storagePolicyId: inventory.storagePolicyId,
          numCpus: size.cpu,
          memory,
          ...(isReserved && { cpuReservation: size.cpu * MHZ, memoryReservation: memory }),
          guestId: inventory.guestId,
          firmware: 'efi',
          efiSecureBootEnabled: true,
          enableDiskUuid: true,
          networkInterfaces: [{ networkId: inventory.networkId, adapterType: 'vmxnet3' }],
          disks: [
            {
              label: 'disk0',
              size: size.diskGiB ?? 60,
              unitNumber: 0,
              thinProvisioned: true,
              storagePolicyId: inventory.storagePolicyId,
            },
          ],
          clone: { templateUuid: inventory.templateUuid },
          extraConfig: {
            'guestinfo.metadata': base64(metadata(args, machine)),
            'guestinfo.metadata.encoding': 'base64',
            'guestinfo.userdata': args.key.publicKeyOpenssh.apply((key) => base64(userData(args.user, key))),
            'guestinfo.userdata.encoding': 'base64',
          },
          ...(tag !== undefined && { tags: [tag] }),
          annotation: `${machine.role} of management cluster ${args.name}, made by colonnade`,
        },
        // A newer template is for new machines.
        { parent, ignoreChanges: ['clone'] },
      );
      return [machine.name, made];
    }),
  );
}

/** Rules by role and compute cluster: machines of a role there are on hosts of their own, those of etcd always. */
export function vsphereAntiAffinity(
  { name, settings, parent, inventory, machines }: VsphereMachinesArgs,
  made: Readonly<Record<string, VsphereVirtualMachine>>,
): readonly VsphereAntiAffinityRule[] {
  return settings.computeClusters.flatMap((zone) =>
    (['controller', 'general', 'control-plane', 'etcd'] as const).flatMap((role) => {
      const own = machines.filter((machine) => machine.zone === zone && machine.role === role);
      const computeClusterId = inventory.clusters.get(zone)?.id;
      if (own.length < 2 || computeClusterId === undefined) return [];
      const virtualMachineIds = own.flatMap((machine) => made[machine.name]?.id ?? []);
      const full = `${name}-${zone}-${role}`;
      const mandatory = role === 'etcd' || role === 'controller';
      return [
        new VsphereAntiAffinityRule(full, { name: full, computeClusterId, virtualMachineIds, mandatory }, { parent }),
      ];
    }),
  );
}

/** https://cloudinit.readthedocs.io/en/latest/reference/datasources/vmware.html */
function metadata({ prefix, gateway, nameservers }: VsphereMachinesArgs, { name, address }: PlannedMachine): string {
  return JSON.stringify({
    'instance-id': name,
    'local-hostname': name,
    network: {
      version: 2,
      ethernets: {
        lan: {
          match: { name: 'e*' },
          dhcp4: false,
          addresses: [`${address}/${String(prefix)}`],
          routes: [{ to: 'default', via: gateway }],
          nameservers: { addresses: [...nameservers] },
        },
      },
    },
  });
}

function userData(user: string, publicKey: string): string {
  return cloudConfig({
    users: [
      {
        name: user,
        sudo: 'ALL=(ALL) NOPASSWD:ALL',
        shell: '/bin/bash',
        lock_passwd: true,
        ssh_authorized_keys: [publicKey.trim()],
      },
    ],
    ssh_pwauth: false,
  });
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
