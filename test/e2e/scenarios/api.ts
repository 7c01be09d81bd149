import { TENANTS } from '../fleet';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { TenantApi, adminAccess, throughService, untilAnswered } from '../run/tenant-api';
import { until } from '../testbed/shell';

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'registry.k8s.io/pause:3.10.2' }] },
    },
  },
};

/** Objects that the bootstrap puts into every tenant. */
const BOOTSTRAPPED = [
  '/api/v1/namespaces/kube-public/configmaps/cluster-info',
  '/api/v1/namespaces/kube-system/configmaps/kubeadm-config',
  '/api/v1/namespaces/kube-system/configmaps/kubelet-config',
  '/api/v1/namespaces/kube-system/configmaps/coredns',
  '/api/v1/namespaces/kube-system/services/kube-dns',
  '/apis/apps/v1/namespaces/kube-system/deployments/coredns',
  '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy',
  '/apis/apps/v1/namespaces/kube-system/daemonsets/konnectivity-agent',
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/kubeadm:cluster-admins',
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/kubeadm:kubelet-bootstrap',
  '/apis/rbac.authorization.k8s.io/v1/namespaces/kube-public/rolebindings/kubeadm:bootstrap-signer-clusterinfo',
];

/** What each tenant answers, through its Service and through its endpoint. */
export const answering: readonly Scenario[] = Object.entries(TENANTS).flatMap(([tenant, version]): Scenario[] => [
  {
    name: `${tenant} (${version}) answers through its Service and its load balancer`,
    seconds: 300,
    run: async ({ kubectl }) => {
      const outside = await adminAccess(kubectl, tenant);
      for (const access of [await throughService(kubectl, tenant, outside), outside]) {
        const api = new TenantApi(access);
        await untilAnswered(api, access.host);
        const { body } = await api.ask('GET', '/version');
        expect(body['gitVersion'] === `v${version}`, `version is ${String(body['gitVersion'])}`);
        api.close();
      }
    },
  },
  {
    name: `${tenant}: a namespace and a Deployment are written, read back and watched; the Deployment's pods are made`,
    seconds: 300,
    run: async ({ kubectl }) => {
      const api = new TenantApi(await adminAccess(kubectl, tenant));
      const made = await api.ask('POST', '/api/v1/namespaces', NAMESPACE);
      expect([201, 409].includes(made.status), `namespace: ${made.status} ${JSON.stringify(made.body)}`);
      const path = '/apis/apps/v1/namespaces/shop/deployments';
      await until(
        'the service account of the namespace',
        async () => (await api.ask('GET', '/api/v1/namespaces/shop/serviceaccounts/default')).status === 200,
        { seconds: 120 },
      );
      const [written] = await Promise.all([
        api.ask('POST', path, DEPLOYMENT),
        api.watchUntil(
          `${path}?watch=true`,
          ({ type, object }) => type === 'ADDED' && nameOf(object) === 'web',
          120_000,
        ),
      ]);
      expect(written.status === 201, `Deployment: ${written.status} ${JSON.stringify(written.body)}`);
      const read = await api.ask('GET', `${path}/web`);
      expect(read.status === 200 && nameOf(read.body) === 'web', `read back: ${read.status}`);
      // Controller manager at work: nothing else makes pods from a Deployment.
      await until(
        'two pods of the Deployment',
        async () => {
          const { body } = await api.ask('GET', '/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb');
          return Array.isArray(body['items']) && body['items'].length === 2;
        },
        { seconds: 120 },
      );
      api.close();
    },
  },
  {
    name: `${tenant}: service-account tokens are issued, verify, and carry their identity`,
    seconds: 300,
    run: async ({ kubectl }) => {
      const access = await adminAccess(kubectl, tenant);
      const api = new TenantApi(access);
      const token = await tokenOf(api);
      const review = await api.ask('POST', '/apis/authentication.k8s.io/v1/tokenreviews', {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token },
      });
      const status = review.body['status'] as { authenticated?: boolean; user?: { username?: string } } | undefined;
      expect(status?.authenticated === true, `not authenticated: ${JSON.stringify(review.body)}`);
      expect(
        status.user?.username === 'system:serviceaccount:default:default',
        `user is ${String(status.user?.username)}`,
      );
      const asToken = new TenantApi({ ...access, identity: { token } });
      const denied = await asToken.ask('GET', '/api/v1/namespaces/kube-system/secrets');
      expect(denied.status === 403, `a plain service account lists Secrets: ${denied.status}`);
      api.close();
      asToken.close();
    },
  },
  {
    name: `${tenant}: what lives inside is there`,
    seconds: 300,
    run: async ({ kubectl, note }) => {
      const api = new TenantApi(await adminAccess(kubectl, tenant));
      for (const path of BOOTSTRAPPED) {
        const { status } = await api.ask('GET', path);
        expect(status === 200, `${path}: ${status}`);
      }
      api.close();
      note(`${BOOTSTRAPPED.length} objects`);
    },
  },
]);

/** A token of the default service account. */
export async function tokenOf(api: TenantApi): Promise<string> {
  const { body, status } = await api.ask('POST', '/api/v1/namespaces/default/serviceaccounts/default/token', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 600 },
  });
  const token = (body['status'] as { token?: string } | undefined)?.token;
  expect(status === 201 && token !== undefined, `no token: ${status} ${JSON.stringify(body)}`);
  return token;
}

function nameOf(object: Record<string, unknown>): unknown {
  return (object['metadata'] as { name?: unknown } | undefined)?.name;
}
