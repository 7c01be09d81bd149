import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { apply } from '../testbed/kubectl';
import type { Kubectl } from '../testbed/kubectl';
import { API_PORT, NODE, placesOf } from '../testbed/plan';
import { TenantApi } from './tenant-api';

/** An identity in the management cluster that machines have, and where it is used from. */
const READER = { name: 'machines-of-group', namespace: 'default' } as const;

/**
 * Makes a service account of the management cluster that may read one Secret, and gives a client that is it and nobody else: no
 * certificate, only a token that ends.
 */
export async function readerOf(kubectl: Kubectl, secret: { namespace: string; name: string }): Promise<TenantApi> {
  const { name, namespace } = READER;
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name, namespace: secret.namespace } };
  await apply(kubectl, [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: READER },
    {
      ...role,
      kind: 'Role',
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [secret.name], verbs: ['get'] }],
    },
    {
      ...role,
      kind: 'RoleBinding',
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', ...READER }],
    },
  ]);
  const token = await kubectl(['-n', namespace, 'create', 'token', name, '--duration', '1h']);
  const { clusters } = parse(readFileSync(placesOf().kubeconfig, 'utf8')) as {
    readonly clusters: readonly [{ readonly cluster: { readonly 'certificate-authority-data': string } }];
  };
  const ca = Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64').toString('utf8');
  return new TenantApi({ host: NODE.address, port: API_PORT, ca, identity: { token: token.trim() } });
}
