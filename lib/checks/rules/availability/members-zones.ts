import type { Rule } from '../../../model';
import { eachEtcd } from '../../walk';

/** CLN2001 */
export const membersZones: Rule = {
  code: 'CLN2001',
  severity: 'warning',
  title: 'etcd members that lose their majority with one zone',
  explanation:
    'Spread over two zones, one of them holds the majority of the members, whatever their number: when it fails, the other cannot continue. Only three zones or more survive the loss of one. See https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance and https://kubernetes.io/docs/setup/best-practices/multiple-zones/.',
  wrong: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi', scheduling: { zones: ['a', 'b'] } }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi', scheduling: { zones: ['a', 'b', 'c'] } }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  check(fleet, report) {
    eachEtcd(fleet, ({ members, scheduling }, place) => {
      const zones = new Set(scheduling.zones).size;
      const available = new Set(place.cluster.host.zones).size;
      // A host with one zone, or without zones, has nothing to choose from.
      if (members < 3 || zones === 0 || available < 2) return;
      const inLargest = Math.ceil(members / zones);
      if (members - inLargest > members / 2) return;
      report({
        path: place.path,
        property: place.property('scheduling.zones'),
        message: `${members} members over ${zones} ${zones === 1 ? 'zone' : 'zones'}: when the zone with ${inLargest} of them fails, the datastore stops.`,
        fix:
          available > 2
            ? `zones: three or more of ${place.cluster.host.zones.join(', ')}.`
            : "use a host with three zones, or acknowledge('CLN2001', 'two sites').",
      });
    });
  },
};
