import { CustomResource } from '@pulumi/pulumi';
import type { CustomResourceOptions, Input, Output } from '@pulumi/pulumi';

/** Version of the provider whose documentation these classes follow. Override with `version` of the options. */
export const VSPHERE_PROVIDER_VERSION = '4.13.0';

/** A network card. */
export interface VsphereNetworkInterface {
  readonly networkId: Input<string>;
  /** @default 'vmxnet3' */
  readonly adapterType?: Input<string>;
}

/** A disk. */
export interface VsphereDisk {
  readonly label: Input<string>;
  /** In GiB. */
  readonly size: Input<number>;
  readonly unitNumber?: Input<number>;
  readonly thinProvisioned?: Input<boolean>;
  readonly storagePolicyId?: Input<string>;
}

/**
 * What is used of a virtual machine's properties.
 *
 * https://www.pulumi.com/registry/packages/vsphere/api-docs/virtualmachine/
 */
export interface VsphereVirtualMachineArgs {
  readonly name: Input<string>;
  readonly resourcePoolId: Input<string>;
  readonly datastoreId?: Input<string>;
  readonly folder?: Input<string>;
  readonly storagePolicyId?: Input<string>;
  readonly numCpus: Input<number>;
  /** In MiB. */
  readonly memory: Input<number>;
  /** In MHz. */
  readonly cpuReservation?: Input<number>;
  /** In MiB. */
  readonly memoryReservation?: Input<number>;
  readonly guestId: Input<string>;
  readonly firmware?: Input<string>;
  readonly efiSecureBootEnabled?: Input<boolean>;
  /** CSI needs the identities of disks. */
  readonly enableDiskUuid?: Input<boolean>;
  readonly networkInterfaces: readonly VsphereNetworkInterface[];
  readonly disks: readonly VsphereDisk[];
  readonly clone: { readonly templateUuid: Input<string> };
  /** `guestinfo.*`: what cloud-init reads. */
  readonly extraConfig?: Readonly<Record<string, Input<string>>>;
  readonly annotation?: Input<string>;
  /** Ids of tags. */
  readonly tags?: Input<string>[];
}

/** A virtual machine of vSphere. npm has no SDK of the provider, so this is its type token and what is used of its properties. */
export class VsphereVirtualMachine extends CustomResource {
  /** Its first address, when its tools say so. */
  declare public readonly defaultIpAddress: Output<string>;

  public constructor(name: string, args: VsphereVirtualMachineArgs, options: CustomResourceOptions = {}) {
    super(
      'vsphere:index/virtualMachine:VirtualMachine',
      name,
      { ...args, defaultIpAddress: undefined },
      { version: VSPHERE_PROVIDER_VERSION, ...options },
    );
  }
}

/** https://www.pulumi.com/registry/packages/vsphere/api-docs/computeclustervmantiaffinityrule/ */
export interface VsphereAntiAffinityArgs {
  readonly name: Input<string>;
  readonly computeClusterId: Input<string>;
  readonly virtualMachineIds: Input<string>[];
  /** Whether a machine stays off rather than beside another. */
  readonly mandatory?: Input<boolean>;
}

/** Machines that never, or rarely, share a host. */
export class VsphereAntiAffinityRule extends CustomResource {
  public constructor(name: string, args: VsphereAntiAffinityArgs, options: CustomResourceOptions = {}) {
    super(
      'vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule',
      name,
      { ...args },
      { version: VSPHERE_PROVIDER_VERSION, ...options },
    );
  }
}
