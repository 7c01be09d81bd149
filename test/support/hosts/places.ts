import { bareMetal } from 'colonnade/hosts/bare-metal';
import { digitalOcean } from 'colonnade/hosts/digitalocean';
import { edge } from 'colonnade/hosts/edge';
import { hetzner } from 'colonnade/hosts/hetzner';
import { ibm } from 'colonnade/hosts/ibm';
import { kubevirt } from 'colonnade/hosts/kubevirt';
import { metal3 } from 'colonnade/hosts/metal3';
import { openstack } from 'colonnade/hosts/openstack';
import { vsphere } from 'colonnade/hosts/vsphere';

/** Machines in three racks: three controllers, three for control planes of tenants, three for etcd. */
export const MACHINES = [
  { name: 'c-1', address: '192.0.2.11', role: 'controller', zone: 'rack-1' },
  { name: 'c-2', address: '192.0.2.12', role: 'controller', zone: 'rack-2' },
  { name: 'c-3', address: '192.0.2.13', role: 'controller', zone: 'rack-3' },
  { name: 'w-1', address: '192.0.2.21', zone: 'rack-1' },
  { name: 'h-1', address: '192.0.2.31', role: 'control-plane', zone: 'rack-1' },
  { name: 'h-2', address: '192.0.2.32', role: 'control-plane', zone: 'rack-2' },
  { name: 'h-3', address: '192.0.2.33', role: 'control-plane', zone: 'rack-3' },
  { name: 'e-1', address: '192.0.2.41', role: 'etcd', zone: 'rack-1' },
  { name: 'e-2', address: '192.0.2.42', role: 'etcd', zone: 'rack-2' },
  { name: 'e-3', address: '192.0.2.43', role: 'etcd', zone: 'rack-3' },
] as const;

const RACKS = {
  machines: MACHINES,
  apiServerAddress: '192.0.2.10',
  storage: { disks: 'nvme', encrypted: true },
} as const;

/** A machine that Metal3 may provision. */
export const SPARE = {
  name: 'spare-1',
  namespace: 'metal3',
  bmcAddress: 'redfish-virtualmedia+https://192.0.2.51/redfish/v1/Systems/1',
  credentialsSecret: 'spare-1-bmc',
  bootMacAddress: '00:60:2f:31:81:01',
} as const;

/** The hosts that are neither AWS, Azure nor Google, as a careful program makes them. */
export const PLACES = {
  digitalocean: digitalOcean({ region: 'fra1', addresses: 'before' }),
  hetzner: hetzner({ addresses: 'before' }),
  openstack: openstack({
    externalNetwork: 'public',
    volumeType: 'ssd',
    encryptedVolumes: true,
    availabilityZones: ['az1', 'az2', 'az3'],
    flavors: { 'm1.large': { cpu: 4, memoryGiB: 8 } },
  }),
  ibm: ibm({ region: 'eu-de' }),
  vsphere: vsphere({
    datacenter: 'dc-1',
    computeClusters: ['rack-1', 'rack-2', 'rack-3'],
    storagePolicy: 'encrypted-ssd',
    encryptedStorage: true,
    network: 'vm-network',
    template: 'ubuntu-24.04',
    apiServerAddress: '192.0.2.10',
  }),
  kubevirt: kubevirt({ infraStorageClass: 'ceph-block', encryptedStorage: true }),
  metal3: metal3({ ...RACKS, inventory: [SPARE] }),
  'bare-metal': bareMetal(RACKS),
  edge: edge({ machines: MACHINES, board: { disk: 'nvme', encrypted: true }, balancer: { kind: 'kube-vip' } }),
} as const;
