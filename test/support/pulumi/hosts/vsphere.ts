import type { VsphereHost } from 'colonnade/hosts/vsphere';
import { VsphereManagementCluster } from 'colonnade/pulumi/vsphere';
import { PLACES } from '../../hosts/places';
import type { Calls, States } from '../mocked';

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
