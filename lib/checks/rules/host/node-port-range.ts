import type { Rule } from '../../../model';

/** CLN3001 */
export const hostNodePorts: Rule = {
  code: 'CLN3001',
  severity: 'error',
  title: 'a host with an impossible node port range',
  explanation:
    'A node port range has a first and a last port between 1 and 65535, the first not above the last. It has to be the --service-node-port-range of the management cluster. See https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport.',
  wrong: `new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ nodePortRange: [32767, 30000] }),
  engine: native(),
});`,
  right: `new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ nodePortRange: [30000, 32767] }),
  engine: native(),
});`,
  check(fleet, report) {
    for (const { path, host } of fleet.managementClusters) {
      const [first, last] = host.nodePortRange;
      if (first >= 1 && last <= 65535 && first <= last) continue;
      report({
        path,
        property: 'host',
        message: `the node port range ${first} to ${last} is impossible.`,
        fix: 'nodePortRange: [30000, 32767], or the range of the cluster.',
      });
    }
  },
};
