import type { Host } from '../../../lib/hosts';
import { aws } from '../../../lib/hosts/aws';
import { azure } from '../../../lib/hosts/azure';
import { gcp } from '../../../lib/hosts/gcp';

/** A place that keeps the contract of hosts. */
export interface ListedHost {
  /** Folder below `lib/hosts`, and name in `facts.name`. */
  readonly name: string;
  /** What differs between several lines of one host, for example `with hostnames`. */
  readonly variant?: string;
  readonly host: Host;
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
];
