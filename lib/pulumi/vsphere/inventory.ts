import { runtime } from '@pulumi/pulumi';
import type { ComponentResource, Output } from '@pulumi/pulumi';
import type { VsphereSettings } from '../../hosts/vsphere';
import { VSPHERE_PROVIDER_VERSION } from './virtual-machine';

/** Ids of what the inventory of vCenter has by name. */
export interface VsphereInventory {
  readonly datacenterId: Output<string>;
  readonly networkId: Output<string>;
  readonly storagePolicyId: Output<string>;
  readonly templateUuid: Output<string>;
  readonly guestId: Output<string>;
  /** `undefined`: one that the storage policy allows. */
  readonly datastoreId: Output<string> | undefined;
  /** By name of the compute cluster. */
  readonly clusters: ReadonlyMap<string, { readonly id: Output<string>; readonly resourcePoolId: Output<string> }>;
}

/** Reads the inventory. Functions of the provider: https://www.pulumi.com/registry/packages/vsphere/api-docs/ */
export function vsphereInventory(settings: VsphereSettings, parent: ComponentResource): VsphereInventory {
  const read = (kind: string, args: Readonly<Record<string, unknown>>) => {
    const token = `vsphere:index/get${kind}:get${kind}`;
    const found = runtime.invokeOutput(token, { ...args }, { parent, version: VSPHERE_PROVIDER_VERSION });
    return (field: string): Output<string> => found.apply((value: unknown) => textIn(value, field));
  };
  const datacenterId = read('Datacenter', { name: settings.datacenter })('id');
  const template = read('VirtualMachine', { name: settings.template, datacenterId });
  return {
    datacenterId,
    networkId: read('Network', { name: settings.network, datacenterId })('id'),
    storagePolicyId: read('Policy', { name: settings.storagePolicy })('id'),
    templateUuid: template('id'),
    guestId: template('guestId'),
    datastoreId:
      settings.datastore === null ? undefined : read('Datastore', { name: settings.datastore, datacenterId })('id'),
    clusters: new Map(
      settings.computeClusters.map((name) => {
        const cluster = read('ComputeCluster', { name, datacenterId });
        return [name, { id: cluster('id'), resourcePoolId: cluster('resourcePoolId') }] as const;
      }),
    ),
  };
}

/** A text that the provider answers with. */
function textIn(value: unknown, field: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  if (typeof found !== 'string') throw new TypeError(`the provider of vSphere answered without ${field}.`);
  return found;
}
