import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { ManagementNetworkProps } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** What one management cluster has, and another has not. */
export interface Place {
  /** Zones of its nodes. Where there are less than three, members of etcd may share one, and a node. @default - a, b and c */
  readonly zones?: readonly string[];
  /** Ranges that it uses. @default - unknown, not checked */
  readonly network?: ManagementNetworkProps;
  /** API servers of the tenant. @default 2 */
  readonly replicas?: number;
}

/** A tenant in a management cluster that exists already. @param address - of its API server; may be known later */
export function build(scope: Construct, address = '203.0.113.10', place: Place = {}): Fleet {
  const { zones = ['a', 'b', 'c'], network, replicas = 2 } = place;
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones, loadBalancer: 'static-ip' }),
    engine: native(),
    ...(network !== undefined && { network }),
  });
  const store = new EtcdStore(eu, 'shared', {
    members: 3,
    volume: '16Gi',
    deletionProtection: false,
    ...(zones.length < 3 && { scheduling: { spread: 'preferred' } }),
  });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    replicas,
    endpoint: Endpoint.loadBalancer({ address }),
    deletionProtection: false,
  });
  return fleet;
}
