import { App } from 'cdk8s';
import { native } from '../../../lib/engines/native';
import { Fleet, ManagementCluster } from '../../../lib/fleet';
import type { Host } from '../../../lib/hosts';
import type { ManagementClusterModel } from '../../../lib/model';

/** A management cluster at a place, as data. */
export function managementClusterAt(host: Host): ManagementClusterModel {
  const fleet = new Fleet(new App(), 'acme');
  new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
  const [cluster] = fleet.toModel().managementClusters;
  if (cluster === undefined) throw new Error('a fleet without management clusters.');
  return cluster;
}
