import type { OpenShiftProps } from '../../../../lib/installers/openshift';

const host = (name: string, last: number) => ({
  name,
  address: `192.0.2.${String(last)}`,
  macAddress: `52:54:00:00:00:${String(last)}`,
});

/** Three control planes on bare metal. */
export const METAL: OpenShiftProps = {
  name: 'mgmt',
  baseDomain: 'example.com',
  platform: { kind: 'baremetal', apiVips: ['192.0.2.5'], ingressVips: ['192.0.2.6'] },
  controlPlanes: [host('cp-1', 11), host('cp-2', 12), host('cp-3', 13)],
  workers: [host('worker-1', 41), host('worker-2', 42)],
  machineCidr: '192.0.2.0/24',
  gateway: '192.0.2.1',
  dnsServers: ['192.0.2.53'],
};

/** On vSphere, with everything that can be said otherwise. */
export const VSPHERE: OpenShiftProps = {
  ...METAL,
  platform: {
    kind: 'vsphere',
    apiVips: ['192.0.2.5'],
    ingressVips: ['192.0.2.6'],
    vcenter: {
      server: 'vcenter.example.com',
      user: 'openshift@vsphere.local',
      datacenter: 'dc-1',
      computeCluster: '/dc-1/host/cluster-1',
      datastore: '/dc-1/datastore/ssd',
      network: 'machines',
    },
  },
  controlPlanes: METAL.controlPlanes.map((machine) => ({ ...machine, interface: 'ens192', rootDevice: '/dev/sda' })),
  podCidrs: ['10.64.0.0/14', 'fd00:64::/48'],
  serviceCidrs: ['10.68.0.0/16', 'fd00:65::/112'],
  timeServers: ['ntp.example.com'],
  fips: true,
  mirrors: { 'quay.io/openshift-release-dev/ocp-release': ['registry.example.com/openshift/release-images'] },
};

/** Machines that have addresses of IPv6 alone. */
export const IPV6: OpenShiftProps = {
  ...METAL,
  platform: { kind: 'baremetal', apiVips: ['fd00:2::5'], ingressVips: ['fd00:2::6'] },
  controlPlanes: METAL.controlPlanes.map((machine, index) => ({
    ...machine,
    address: `fd00:2::1${String(index + 1)}`,
  })),
  workers: [],
  machineCidr: 'fd00:2::/64',
  gateway: 'fd00:2::1',
  dnsServers: ['fd00:2::53'],
  podCidrs: ['fd00:64::/48'],
  serviceCidrs: ['fd00:65::/112'],
};

/** A single node. */
export const SINGLE: OpenShiftProps = {
  ...METAL,
  platform: { kind: 'none' },
  controlPlanes: METAL.controlPlanes.slice(0, 1),
  workers: [],
};
