import type { HostFacts, Rule, SchedulingModel } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd, eachTenant } from '../../walk';

/** CLN2002 */
export const unknownZone: Rule = {
  code: 'CLN2002',
  severity: 'error',
  title: 'a zone that the host does not have',
  explanation:
    'Zones are values of the node label topology.kubernetes.io/zone. Pods that may only run in zones without nodes stay pending for ever. Name the zones of the host, or describe the host with all of its zones. See https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone.',
  wrong: tenantProgram(`scheduling: { zones: ['a', 'd'] },`),
  right: tenantProgram(`scheduling: { zones: ['a', 'b'] },`),
  check(fleet, report) {
    const look = (path: string, property: string, { zones }: SchedulingModel, host: HostFacts) => {
      if (zones === host.zones) return;
      const unknown = zones.filter((zone) => !host.zones.includes(zone));
      if (unknown.length === 0) return;
      const known = host.zones.length === 0 ? 'it was described without zones' : `it has ${host.zones.join(', ')}`;
      report({
        path,
        property,
        message: `the host has no zone ${unknown.join(', ')}; ${known}.`,
        fix:
          host.zones.length === 0
            ? 'describe the host with its zones.'
            : `zones: a selection of ${host.zones.join(', ')}.`,
      });
    };
    eachTenant(fleet, ({ path, scheduling }, { host }) => look(path, 'scheduling.zones', scheduling, host));
    eachEtcd(fleet, ({ scheduling }, place) =>
      look(place.path, place.property('scheduling.zones'), scheduling, place.cluster.host),
    );
  },
};
