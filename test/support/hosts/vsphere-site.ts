/** What a host of vSphere has to be told. */
export const VSPHERE_SITE = {
  datacenter: 'dc-1',
  computeClusters: ['rack-1'],
  storagePolicy: 'ssd',
  network: 'vms',
  template: 'ubuntu',
  apiServerAddress: '192.0.2.10',
} as const;
