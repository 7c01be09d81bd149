import type { Rule } from '../../../model';
import { eachTenant } from '../../walk';

const PROGRAM = (props: string) => `const flat = new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  konnectivity: false,
${props}});
new WorkerPool(flat, 'general', { machines: Machines.existing(), size: 3 });`;

/** CLN1524 */
export const openEgress: Rule = {
  code: 'CLN1524',
  severity: 'warning',
  title: 'API servers without a tunnel that may dial anywhere',
  explanation:
    'Without konnectivity API servers dial kubelets and pods themselves. Unless network.nodeCidrs says where nodes are, their network policy has to let them out to every address outside of the management cluster, on every port, and the list of firewall rules has no range to name: whoever may create a webhook or a proxied request then chooses where API servers dial. See https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/.',
  wrong: PROGRAM(''),
  right: PROGRAM("  network: { nodeCidrs: ['192.0.2.0/24'] },\n"),
  check(fleet, report) {
    eachTenant(fleet, ({ path, engine, konnectivity, network, workerPools }) => {
      // Other engines render no such policy, or take no ranges.
      if (engine.name !== 'native' || konnectivity.enabled || workerPools.length === 0) return;
      // Where machines cannot be dialled at all, CLN1519 says to leave the tunnel on.
      if (network.nodeCidrs.length > 0 || workerPools.some(({ machines }) => !machines.reachable)) return;
      report({
        path,
        property: 'network.nodeCidrs',
        message:
          'there is no tunnel (konnectivity: false), and nothing says where nodes are: API servers may dial anywhere.',
        fix: "network: { nodeCidrs: ['192.0.2.0/24'] }, the ranges of the tenant's nodes.",
      });
    });
  },
};
