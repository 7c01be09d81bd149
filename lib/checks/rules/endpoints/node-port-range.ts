import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN1204 */
export const nodePortRange: Rule = {
  code: 'CLN1204',
  severity: 'error',
  title: 'a node port outside the host’s range',
  explanation:
    'The management cluster’s API server only hands out node ports of its --service-node-port-range, 30000 to 32767 unless it was changed, and refuses a Service that asks for another. The tunnel needs a node port of its own, the one after the API server’s unless it is set. See https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport.',
  wrong: tenantProgram('', { endpoint: "Endpoint.nodePort({ address: '203.0.113.20', nodePort: 6443 })" }),
  right: tenantProgram('', { endpoint: "Endpoint.nodePort({ address: '203.0.113.20', nodePort: 31000 })" }),
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint, konnectivity }, { host }) => {
      if (endpoint.kind !== 'nodePort') return;
      const [first, last] = host.nodePortRange;
      const look = (property: string, port: number | null) => {
        if (port === null || (port >= first && port <= last)) return;
        report({
          path,
          property,
          message: `${port} is not between ${first} and ${last}, the node ports of the host.`,
          fix: `choose a port from ${first} to ${last}.`,
        });
      };
      look('endpoint.nodePort', endpoint.nodePort);
      if (konnectivity.enabled) look('endpoint.konnectivityNodePort', endpoint.konnectivityNodePort);
    });
  },
};
