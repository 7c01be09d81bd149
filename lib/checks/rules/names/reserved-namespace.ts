import type { ManagementClusterModel, Rule } from '../../../model';
import { tenantProgram } from '../../programs';

/** Namespaces that every cluster has from the start. */
const RESERVED = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** CLN1102 */
export const reservedNamespace: Rule = {
  code: 'CLN1102',
  severity: 'error',
  title: 'a namespace that belongs to somebody else',
  explanation:
    'A tenant or a store gets a namespace of its own with Pod Security, default-deny network policies and quota, and the namespace is deleted with it. In kube-system, default, kube-public, kube-node-lease or the namespace of cert-manager those policies would cut off what runs there. Names that start with kube- are reserved for Kubernetes. See https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/.',
  wrong: tenantProgram(`namespace: 'kube-system',`),
  right: tenantProgram(`namespace: 'tenant-team-b',`),
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      for (const { path, namespace } of namespacesOf(cluster)) {
        const owner = ownerOf(namespace, cluster);
        if (owner === undefined) continue;
        report({
          path,
          property: 'namespace',
          message: `the namespace '${namespace}' ${owner}.`,
          fix: 'choose another namespace, or leave it out.',
        });
      }
    }
  },
};

function ownerOf(namespace: string, cluster: ManagementClusterModel): string | undefined {
  if (namespace === cluster.certManager.namespace) return 'belongs to cert-manager';
  if (RESERVED.includes(namespace)) return 'belongs to the management cluster';
  return namespace.startsWith('kube-') ? 'is reserved for Kubernetes' : undefined;
}

/** Namespaces that tenants and managed stores of a management cluster get, with whose they are. */
export function namespacesOf(cluster: ManagementClusterModel): readonly { path: string; namespace: string }[] {
  return [
    ...cluster.tenants.map(({ path, namespace }) => ({ path, namespace })),
    ...cluster.stores.flatMap(({ path, cluster: etcd }) => (etcd ? [{ path, namespace: etcd.namespace }] : [])),
  ];
}
