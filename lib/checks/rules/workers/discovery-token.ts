import type { Rule } from '../../../model';
import { eachTenant } from '../../walk';

const program = (anonymous: string) => `const hidden = new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  authentication: { anonymous: '${anonymous}' },
});
new WorkerPool(hidden, 'general', {
  machines: Machines.existing(),
  size: 3,
  bootstrap: { kind: 'kubeadm', discovery: 'token' },
});`;

/** CLN1507 */
export const discoveryToken: Rule = {
  code: 'CLN1507',
  severity: 'error',
  title: 'discovery by token at a tenant that tells strangers nothing',
  explanation:
    'With discovery by token kubeadm reads the ConfigMap cluster-info before it has a credential, and checks its signature with the token. A tenant that answers anonymous clients with its health alone refuses that, and kubeadm waits until it gives up. Discovery by file asks nothing of the control plane. See https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#discovering-what-cluster-ca-to-trust.',
  wrong: program('health'),
  right: program('clusterInfo'),
  check(fleet, report) {
    eachTenant(fleet, ({ name, authentication, workerPools }) => {
      if (authentication.anonymous !== 'health') return;
      for (const { path, bootstrap } of workerPools) {
        if (bootstrap.kind !== 'kubeadm' || bootstrap.discovery !== 'token') continue;
        report({
          path,
          property: 'bootstrap.discovery',
          message: `${name} shows cluster-info to nobody without a credential (authentication.anonymous: 'health').`,
          fix: "discovery: 'file', or authentication: { anonymous: 'clusterInfo' } of the tenant.",
        });
      }
    });
  },
};
