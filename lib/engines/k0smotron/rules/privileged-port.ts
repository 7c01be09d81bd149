import type { Rule } from '../../../model';
import { portsOf } from '../cluster-object';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7207 */
export const privilegedPort: Rule = {
  code: 'CLN7207',
  severity: 'error',
  title: 'an API server on a privileged port',
  explanation:
    'k0smotron gives the pods the port of the Service, and API servers of k0s do not run as root. For a port up to 1024 the pod therefore installs libcap from the internet whenever it starts: without a network, behind the default-deny policy or with a package index that is away, it does not start. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram('', { endpoint: "Endpoint.loadBalancer({ address: '203.0.113.11', port: 443 })" }),
  right: k0smotronProgram('', { endpoint: "Endpoint.loadBalancer({ address: '203.0.113.11', port: 6443 })" }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, (tenant) => {
      const { apiPort } = portsOf(tenant);
      if (apiPort > 1024) return;
      report({
        path: tenant.path,
        property: 'endpoint.port',
        message: `for port ${String(apiPort)} every start of a pod would install a package from the internet.`,
        fix: 'port: 6443, or the option ingress for clients that need 443.',
      });
    });
  },
};
