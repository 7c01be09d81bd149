import type { Host } from '../../../lib/hosts';
import { aws } from '../../../lib/hosts/aws';
import { azure } from '../../../lib/hosts/azure';
import { gcp } from '../../../lib/hosts/gcp';
import { PLACES } from './places';

/** A place that keeps the contract of hosts. */
export interface ListedHost {
  /** Folder below `lib/hosts`, and name in `facts.name`. */
  readonly name: string;
  /** What differs between several lines of one host, for example `with hostnames`. */
  readonly variant?: string;
  readonly host: Host;
  /** Page that says that the provider does not encrypt what its machines boot from; volumes are encrypted even so. @default - it does */
  readonly bootDisksInClear?: string;
}

/** Every place that Colonnade makes management clusters in. A line each. */
export const LISTED_HOSTS: readonly ListedHost[] = [
  { name: 'aws', host: aws({ region: 'us-east-1' }) },
  { name: 'aws', variant: 'with hostnames', host: aws({ region: 'eu-central-1', staticAddresses: false }) },
  {
    name: 'aws',
    variant: 'with local disks',
    host: aws({ region: 'us-east-1', etcdVolumes: 'local-nvme', nodes: { etcd: { machineType: 'i4i.large' } } }),
  },
  { name: 'gcp', host: gcp({ project: 'acme-prod', region: 'us-central1' }) },
  {
    name: 'gcp',
    variant: 'with Hyperdisks',
    host: gcp({ project: 'acme-prod', region: 'europe-west3', pools: { etcd: { machineType: 'n4-standard-2' } } }),
  },
  { name: 'azure', host: azure({ resourceGroup: 'acme-eu-1', region: 'eastus' }) },
  { name: 'bare-metal', host: PLACES['bare-metal'] },
  {
    name: 'digitalocean',
    host: PLACES.digitalocean,
    bootDisksInClear:
      'https://digitalocean.github.io/navigators-guide/book/03-backup/ch07-storage-on-digitalocean.html',
  },
  { name: 'edge', host: PLACES.edge },
  {
    name: 'hetzner',
    host: PLACES.hetzner,
    bootDisksInClear: 'https://docs.hetzner.com/cloud/servers/faq/',
  },
  { name: 'ibm', host: PLACES.ibm },
  { name: 'kubevirt', host: PLACES.kubevirt },
  { name: 'metal3', host: PLACES.metal3 },
  { name: 'openstack', host: PLACES.openstack },
  { name: 'vsphere', host: PLACES.vsphere },
];
