import type { VsphereHost } from 'colonnade/hosts/vsphere';
import { VsphereManagementCluster } from 'colonnade/pulumi/vsphere';
import { PLACES } from '../../hosts/places';
import type { Calls, States } from '../mocked';
import type { ListedResources } from './describe-host-resources';

/** What the inventory of the tests answers. */
export const VSPHERE_CALLS: Calls = Object.fromEntries(
  ['Datacenter', 'Network', 'Policy', 'VirtualMachine', 'ComputeCluster'].map((kind) => [
    `vsphere:index/get${kind}:get${kind}`,
    { id: `${kind}-id`, guestId: 'ubuntu64Guest', resourcePoolId: 'pool-id' },
  ]),
);

/** What a management cluster on vSphere is once it has been made. */
export const VSPHERE_STATES: States = {
  'dc-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE KEY' },
  'dc-1-vrrp': { result: 'Ab3dEf9h' },
  'dc-1-kubeconfig': { stdout: 'kind: Config' },
};

/** A management cluster on vSphere with an address for `team-a`. */
export function vsphereCluster(host: VsphereHost = PLACES.vsphere): VsphereManagementCluster<'team-a'> {
  return new VsphereManagementCluster('dc-1', {
    host,
    version: '1.36.3+k0s.0',
    network: { cidr: '192.0.2.0/24', gateway: '192.0.2.1', nameservers: ['192.0.2.2'] },
    runner: { host: '192.0.2.3', user: 'admin' },
    addresses: { 'team-a': '192.0.2.240' },
  });
}

/**
 * Inputs that the source of the provider's SDK declares: https://github.com/pulumi/pulumi-vsphere/tree/master/sdk/nodejs,
 * `virtualMachine.ts`, `computeClusterVmAntiAffinityRule.ts`, `tagCategory.ts` and `tag.ts`, read in November 2026.
 */
const INPUTS = {
  'vsphere:index/virtualMachine:VirtualMachine': [
    'alternateGuestName',
    'annotation',
    'bootDelay',
    'bootRetryDelay',
    'bootRetryEnabled',
    'cdroms',
    'clone',
    'cpuHotAddEnabled',
    'cpuHotRemoveEnabled',
    'cpuLimit',
    'cpuPerformanceCountersEnabled',
    'cpuReservation',
    'cpuShareCount',
    'cpuShareLevel',
    'customAttributes',
    'datacenterId',
    'datastoreClusterId',
    'datastoreId',
    'disks',
    'efiSecureBootEnabled',
    'enableDiskUuid',
    'enableLogging',
    'eptRviMode',
    'extraConfig',
    'extraConfigRebootRequired',
    'firmware',
    'folder',
    'forcePowerOff',
    'guestId',
    'hardwareVersion',
    'hostSystemId',
    'hvMode',
    'ideControllerCount',
    'ignoredGuestIps',
    'latencySensitivity',
    'memory',
    'memoryHotAddEnabled',
    'memoryLimit',
    'memoryReservation',
    'memoryReservationLockedToMax',
    'memoryShareCount',
    'memoryShareLevel',
    'migrateWaitTimeout',
    'name',
    'nestedHvEnabled',
    'networkInterfaces',
    'numCoresPerSocket',
    'numCpus',
    'ovfDeploy',
    'pciDeviceIds',
    'poweronTimeout',
    'replaceTrigger',
    'resourcePoolId',
    'runToolsScriptsAfterPowerOn',
    'runToolsScriptsAfterResume',
    'runToolsScriptsBeforeGuestReboot',
    'runToolsScriptsBeforeGuestShutdown',
    'runToolsScriptsBeforeGuestStandby',
    'sataControllerCount',
    'scsiBusSharing',
    'scsiControllerCount',
    'scsiType',
    'shutdownWaitTimeout',
    'storagePolicyId',
    'swapPlacementPolicy',
    'syncTimeWithHost',
    'syncTimeWithHostPeriodically',
    'tags',
    'toolsUpgradePolicy',
    'vapp',
    'vbsEnabled',
    'vvtdEnabled',
    'waitForGuestIpTimeout',
    'waitForGuestNetRoutable',
    'waitForGuestNetTimeout',
  ],
  'vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule': [
    'computeClusterId',
    'enabled',
    'mandatory',
    'name',
    'virtualMachineIds',
  ],
  'vsphere:index/tagCategory:TagCategory': ['associableTypes', 'cardinality', 'description', 'name'],
  'vsphere:index/tag:Tag': ['categoryId', 'description', 'name'],
} as const satisfies ListedResources['inputs'];

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'vsphere',
  labels: ['tags'],
  inputs: INPUTS,
  program: () => vsphereCluster(),
  calls: VSPHERE_CALLS,
  states: VSPHERE_STATES,
};
