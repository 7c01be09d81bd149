import type { LocalControlPlane } from '../../lib/testing';
import { until } from './until';

const GROUP = 'settled.example.org';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const DEFAULT = `${RBAC}/namespaces/default`;
const TOKENS = '/api/v1/namespaces/kube-system/secrets';
const IN_A_DAY = 24 * 60 * 60_000;

let marks = 0;

/**
 * Waits until an API server decides by all Roles, ClusterRoles and bindings as they are now.
 *
 * It decides by what its caches hold, which hear of a change a moment after it is stored, and of all changes to a kind in their order: when
 * a mark that was made last counts, whatever was written or deleted before it counts as well.
 */
export async function untilRightsCount(cluster: LocalControlPlane): Promise<void> {
  const name = markName();
  const rules = (resource: string) => ({ rules: [{ apiGroups: [GROUP], resources: [resource], verbs: ['get'] }] });
  const binding = (kind: string) => ({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }],
  });
  const made: readonly (readonly [path: string, content: object])[] = [
    [`${RBAC}/clusterroles`, rules('everywhere')],
    [`${RBAC}/clusterrolebindings`, binding('ClusterRole')],
    [`${DEFAULT}/roles`, rules('here')],
    [`${DEFAULT}/rolebindings`, binding('Role')],
  ];
  for (const [path, content] of made) await create(cluster, path, { metadata: { name }, ...content });
  await until('rights count', () => isAllowed(cluster, name, { resource: 'everywhere' }));
  await until('rights count', () => isAllowed(cluster, name, { resource: 'here', namespace: 'default' }));
  for (const [path] of made) await cluster.request('DELETE', `${path}/${name}`);
}

/**
 * Waits likewise until an API server believes bootstrap tokens as they are now: those that are there, and no others. One that it has
 * believed is believed for ten seconds more.
 *
 * @param statusWith - of any request with a token
 */
export async function untilTokensCount(
  cluster: LocalControlPlane,
  statusWith: (token: string) => Promise<number>,
): Promise<void> {
  const id = `m${String((marks += 1)).padStart(5, '0')}`;
  const name = `bootstrap-token-${id}`;
  const secret = 'settledsettledxx';
  await create(cluster, TOKENS, {
    metadata: { name },
    type: 'bootstrap.kubernetes.io/token',
    stringData: {
      'token-id': id,
      'token-secret': secret,
      'usage-bootstrap-authentication': 'true',
      expiration: new Date(Date.now() + IN_A_DAY).toISOString().replace(/\.\d+Z$/, 'Z'),
    },
  });
  await until('tokens count', async () => (await statusWith(`${id}.${secret}`)) !== 401);
  await cluster.request('DELETE', `${TOKENS}/${name}`);
}

function markName(): string {
  return `settled-${String((marks += 1))}`;
}

async function create(cluster: LocalControlPlane, path: string, object: object): Promise<void> {
  const { status, body } = await cluster.request('POST', path, object);
  if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
}

/** Whether a user may get what the mark is about, by the server's own authorizer. */
async function isAllowed(cluster: LocalControlPlane, user: string, attributes: object): Promise<boolean> {
  const { body } = await cluster.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user, resourceAttributes: { verb: 'get', group: GROUP, ...attributes } },
  });
  return (body as { status?: { allowed: boolean } }).status?.allowed === true;
}
