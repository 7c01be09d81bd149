import { valueAt } from '../../../lib/pulumi/leaves';
import type { LocalControlPlane } from '../../../lib/testing';
import { certManagerCrds } from '../cert-manager-crds';
import { until } from '../until';

/** Gives a cluster what fleets of the native engine need of cert-manager: its kinds and its namespace. Nothing of it runs. */
export async function installCertManager(cluster: LocalControlPlane): Promise<void> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const found = certManagerCrds();
  if (found === undefined) throw new Error('found no CustomResourceDefinitions of cert-manager.');
  for (const definition of found.definitions) await cluster.request('POST', path, definition);
  await cluster.request('POST', '/api/v1/namespaces', { metadata: { name: 'cert-manager' } });
  await until('the kinds of cert-manager are served', async () => {
    const { body } = await cluster.request('GET', '/apis/cert-manager.io/v1');
    const kinds = JSON.stringify(valueAt(body, ['resources']) ?? []);
    return ['Certificate', 'Issuer', 'ClusterIssuer'].every((kind) => kinds.includes(`"${kind}"`));
  });
}

/** What the fleets of these tests would leave behind. */
export async function leftOf(cluster: LocalControlPlane): Promise<readonly string[]> {
  const kinds = [
    '/api/v1/namespaces',
    '/apis/scheduling.k8s.io/v1/priorityclasses',
    '/apis/cert-manager.io/v1/clusterissuers',
    '/apis/cert-manager.io/v1/certificates',
    '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
    '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
    '/apis/apps/v1/deployments',
    '/apis/batch/v1/jobs',
  ];
  const lists = await Promise.all(kinds.map(async (path) => (await cluster.request('GET', path)).body));
  return lists
    .flatMap((body) => valueAt(body, ['items']))
    .map((item) => String(valueAt(item, ['metadata', 'name'])))
    .filter((name) => /colonnade|etcd|tenant|^kube-apiserver$/.test(name));
}
