import { controlPlaneInventory, storeInventory } from '../../../lib/pki';
import type { ControlPlaneIdentity, EtcdNames, PkiInventory } from '../../../lib/pki';
import { managementCluster, store } from '../engines/native/fixtures';

/** Names of an etcd cluster of three members. */
export function etcdNames(changes: Partial<EtcdNames> = {}): EtcdNames {
  return {
    namespace: 'etcd-shared',
    managementDomain: 'cluster.local',
    service: 'etcd',
    peerService: 'etcd-peers',
    members: 3,
    extraNames: [],
    ...changes,
  };
}

/** A control plane in a shared store. */
export function identity(changes: Partial<ControlPlaneIdentity> = {}): ControlPlaneIdentity {
  return {
    path: 'acme/eu-1/team-a',
    namespace: 'tenant-team-a',
    service: 'kube-apiserver',
    managementDomain: 'mgmt.example',
    clusterDomain: 'tenant.example',
    serviceCidrs: ['10.96.0.0/16'],
    endpointNames: ['203.0.113.10'],
    konnectivity: true,
    etcd: { kind: 'shared', clusterIssuer: 'etcd-shared-ca', user: 'team-a' },
    ...changes,
  };
}

/** What is signed for a shared store. */
export function sharedStore(): PkiInventory {
  return storeInventory(store(), etcdNames(), managementCluster());
}

/** What is signed for a tenant with an etcd of its own. */
export function dedicated(changes: Partial<ControlPlaneIdentity> = {}): PkiInventory {
  const { namespace } = identity(changes);
  return controlPlaneInventory(
    identity({ etcd: { kind: 'dedicated', names: etcdNames({ namespace, members: 1 }) }, ...changes }),
  );
}

/** The entry of a name. */
export function entryOf(inventory: PkiInventory, name: string): PkiInventory['entries'][number] {
  const entry = inventory.entries.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`no entry ${name}`);
  return entry;
}
