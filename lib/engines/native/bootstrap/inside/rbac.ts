import type { KubernetesObject } from '../../../../kubernetes';
import type { AuthenticationModel } from '../../../../model';
import { insideMeta } from './labels';
import { clusterRole, clusterRoleBinding, group, role, roleBinding, user } from './rbac-objects';

/** Group of bootstrap tokens that kubeadm makes. Upstream: `NodeBootstrapTokenAuthGroup`. */
const BOOTSTRAPPERS = group('system:bootstrappers:kubeadm:default-node-token');
const NODES = group('system:nodes');

/** What rights of nodes and of machines that become nodes depend on. */
export interface AccessInput {
  readonly anonymous: AuthenticationModel['anonymous'];
  /** Groups of the tokens of worker pools. */
  readonly groups: readonly string[];
  /** Those of them whose machines find the CA with their token. */
  readonly discoveryGroups: readonly string[];
}

/**
 * Rights that `kubeadm init` would have written, so that nodes can join and operators can work.
 *
 * Names and rules: phases `bootstrap-token`, `upload-config` and `kubeconfig` of
 * https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/. One thing is stricter: `cluster-info` is
 * readable without a credential only when the tenant says so; holders of one of kubeadm's bootstrap tokens can always read it.
 *
 * Every pool's group is a subject of the same bindings: what is applied replaces their subjects, so that tokens of a pool that is
 * gone can do nothing from then on.
 */
export function accessObjects(input: AccessInput): readonly KubernetesObject[] {
  const anonymous = input.anonymous === 'clusterInfo' ? [user('system:anonymous')] : [];
  const bootstrappers = [BOOTSTRAPPERS, ...input.groups.map(group)];
  return [
    clusterRoleBinding(insideMeta('kubeadm:cluster-admins'), 'cluster-admin', [group('kubeadm:cluster-admins')]),
    clusterRoleBinding(insideMeta('kubeadm:apiserver-kubelet-client'), 'system:kubelet-api-admin', [
      user('kube-apiserver-kubelet-client'),
    ]),
    clusterRoleBinding(insideMeta('kubeadm:kubelet-bootstrap'), 'system:node-bootstrapper', bootstrappers),
    clusterRoleBinding(
      insideMeta('kubeadm:node-autoapprove-bootstrap'),
      'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
      bootstrappers,
    ),
    clusterRoleBinding(
      insideMeta('kubeadm:node-autoapprove-certificate-rotation'),
      'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
      [NODES],
    ),
    clusterRole(insideMeta('kubeadm:get-nodes'), [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]),
    clusterRoleBinding(insideMeta('kubeadm:get-nodes'), 'kubeadm:get-nodes', bootstrappers),
    ...readConfigMap('kubeadm:bootstrap-signer-clusterinfo', 'kube-public', 'cluster-info', [
      ...anonymous,
      BOOTSTRAPPERS,
      ...input.discoveryGroups.map(group),
    ]),
    ...readConfigMap('kubeadm:nodes-kubeadm-config', 'kube-system', 'kubeadm-config', [...bootstrappers, NODES]),
    ...readConfigMap('kubeadm:kubelet-config', 'kube-system', 'kubelet-config', [...bootstrappers, NODES]),
  ];
}

function readConfigMap(
  name: string,
  namespace: string,
  configMap: string,
  subjects: Parameters<typeof roleBinding>[2],
): readonly KubernetesObject[] {
  return [
    role(insideMeta(name, namespace), [
      { apiGroups: [''], resources: ['configmaps'], resourceNames: [configMap], verbs: ['get'] },
    ]),
    roleBinding(insideMeta(name, namespace), name, subjects),
  ];
}
