import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN1203 */
export const portClash: Rule = {
  code: 'CLN1203',
  severity: 'error',
  title: 'one port for the API server and the tunnel',
  explanation:
    'The API server and the konnectivity server stand behind the same Service, each on a port of its own. A Service with the same port twice is refused by the management cluster. See https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/.',
  wrong: tenantProgram(`konnectivity: { port: 6443 },`),
  right: tenantProgram(`konnectivity: { port: 8132 },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint, konnectivity }) => {
      if (!konnectivity.enabled) return;
      if (endpoint.port === konnectivity.port) {
        report({
          path,
          property: 'konnectivity.port',
          message: `port ${konnectivity.port} is also the port of the API server.`,
          fix: `konnectivity: { port: ${endpoint.port === 8132 ? 8133 : 8132} }.`,
        });
      }
      if (endpoint.kind === 'nodePort' && endpoint.nodePort === endpoint.konnectivityNodePort) {
        report({
          path,
          property: 'endpoint.konnectivityNodePort',
          message: `node port ${endpoint.nodePort} is also that of the API server.`,
          fix: 'leave konnectivityNodePort out for the port after nodePort, or choose another.',
        });
      }
    });
  },
};
