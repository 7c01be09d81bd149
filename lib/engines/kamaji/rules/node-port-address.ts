import { parseIp } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7002 */
export const nodePortAddress: Rule = {
  code: 'CLN7002',
  severity: 'error',
  title: 'a node port that is reached by a name',
  explanation:
    'Kamaji writes the address of the endpoint into --advertise-address, which takes no names. Without an address, a control plane behind a node port is requeued for ever and never says why. See https://github.com/clastix/kamaji/issues/432.',
  wrong: kamajiProgram({
    endpoint: "Endpoint.nodePort({ address: 'nodes.example.org', nodePort: 30443, konnectivityNodePort: 30132 })",
  }),
  right: kamajiProgram({
    endpoint: "Endpoint.nodePort({ address: '192.0.2.10', nodePort: 30443, konnectivityNodePort: 30132 })",
  }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, endpoint }, _cluster, { network }) => {
      if (endpoint.kind !== 'nodePort' || network?.address !== undefined || parseIp(endpoint.address).ok) return;
      report({
        path,
        property: 'endpoint.address',
        message: `'${endpoint.address}' is a name, and Kamaji needs an IP address for a node port.`,
        fix: 'write the IP address that the name leads to; the name can be in extraSans.',
      });
    });
  },
};
