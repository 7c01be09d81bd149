import type { KubernetesObject, ObjectMeta } from '../../../../kubernetes';

const API_VERSION = 'rbac.authorization.k8s.io/v1';
const API_GROUP = 'rbac.authorization.k8s.io';

/** What a role allows. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** Who is bound to a role. */
export type Subject =
  | { readonly kind: 'User' | 'Group'; readonly apiGroup: typeof API_GROUP; readonly name: string }
  | { readonly kind: 'ServiceAccount'; readonly name: string; readonly namespace: string };

/** A user by name, such as `system:anonymous`. */
export function user(name: string): Subject {
  return { kind: 'User', apiGroup: API_GROUP, name };
}

/** A group by name, such as `system:nodes`. */
export function group(name: string): Subject {
  return { kind: 'Group', apiGroup: API_GROUP, name };
}

/** A service account. */
export function serviceAccount(name: string, namespace: string): Subject {
  return { kind: 'ServiceAccount', name, namespace };
}

/** A ClusterRole. */
export function clusterRole(metadata: ObjectMeta, rules: readonly PolicyRule[]): KubernetesObject {
  return { apiVersion: API_VERSION, kind: 'ClusterRole', metadata, rules };
}

/** A Role. */
export function role(metadata: ObjectMeta, rules: readonly PolicyRule[]): KubernetesObject {
  return { apiVersion: API_VERSION, kind: 'Role', metadata, rules };
}

/** Binds subjects to a ClusterRole in the whole cluster. */
export function clusterRoleBinding(
  metadata: ObjectMeta,
  clusterRoleName: string,
  subjects: readonly Subject[],
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: clusterRoleName },
    subjects,
  };
}

/** Binds subjects to a Role of the same namespace. */
export function roleBinding(metadata: ObjectMeta, roleName: string, subjects: readonly Subject[]): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: API_GROUP, kind: 'Role', name: roleName },
    subjects,
  };
}
