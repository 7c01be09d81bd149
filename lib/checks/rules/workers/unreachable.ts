import type { Rule } from '../../../model';
import { eachTenant } from '../../walk';

const PROGRAM = (props: string) => `const flat = new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  ${props}
});
new WorkerPool(flat, 'edge', { machines: Machines.existing({ reachable: false }), size: 3 });`;

/** CLN1519 */
export const unreachable: Rule = {
  code: 'CLN1519',
  severity: 'error',
  title: 'machines that nobody can reach, without a tunnel',
  explanation:
    'Without konnectivity API servers open connections to the kubelets and to the pods of webhooks themselves. Machines behind NAT let nothing in: they join and run pods, but logs, exec, port-forward, webhooks and aggregated APIs time out. See https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/.',
  wrong: PROGRAM('konnectivity: false,'),
  right: PROGRAM('konnectivity: {},'),
  check(fleet, report) {
    eachTenant(fleet, ({ name, konnectivity, workerPools }) => {
      if (konnectivity.enabled) return;
      for (const { path, machines } of workerPools) {
        if (machines.reachable) continue;
        report({
          path,
          property: 'machines.reachable',
          message: `${name} has no tunnel (konnectivity: false), and its API servers cannot reach these machines.`,
          fix: `leave konnectivity of ${name} on.`,
        });
      }
    });
  },
};
