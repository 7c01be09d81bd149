import type { KubernetesObject } from '../../../../kubernetes';
import type { AuthenticationModel } from '../../../../model';
import { insideMeta } from './labels';
import { clusterRole, clusterRoleBinding, group, role, roleBinding, user } from './rbac-objects';

/** Group of bootstrap tokens that kubeadm makes. Upstream: `NodeBootstrapTokenAuthGroup`. */
const BOOTSTRAPPERS = group('system:bootstrappers:kubeadm:default-node-token');
const NODES = group('system:nodes');

/**
 * Rights that `kubeadm init` would have written, so that nodes can join and operators can work.
 *
 * Names and rules: phases `bootstrap-token`, `upload-config` and `kubeconfig` of
 * https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/. One thing is stricter: `cluster-info` is
 * readable without a credential only when the tenant says so; holders of a bootstrap token can always read it.
 */
export function accessObjects(authentication: Pick<AuthenticationModel, 'anonymous'>): readonly KubernetesObject[] {
  const anonymous = authentication.anonymous === 'clusterInfo' ? [user('system:anonymous')] : [];
  return [
    clusterRoleBinding(insideMeta('kubeadm:cluster-admins'), 'cluster-admin', [group('kubeadm:cluster-admins')]),
    clusterRoleBinding(insideMeta('kubeadm:apiserver-kubelet-client'), 'system:kubelet-api-admin', [
      user('kube-apiserver-kubelet-client'),
    ]),
    clusterRoleBinding(insideMeta('kubeadm:kubelet-bootstrap'), 'system:node-bootstrapper', [BOOTSTRAPPERS]),
    clusterRoleBinding(
      insideMeta('kubeadm:node-autoapprove-bootstrap'),
      'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
      [BOOTSTRAPPERS],
    ),
    clusterRoleBinding(
      insideMeta('kubeadm:node-autoapprove-certificate-rotation'),
      'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
      [NODES],
    ),
    clusterRole(insideMeta('kubeadm:get-nodes'), [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]),
    clusterRoleBinding(insideMeta('kubeadm:get-nodes'), 'kubeadm:get-nodes', [BOOTSTRAPPERS]),
    ...readConfigMap('kubeadm:bootstrap-signer-clusterinfo', 'kube-public', 'cluster-info', [
      ...anonymous,
      BOOTSTRAPPERS,
    ]),
    ...readConfigMap('kubeadm:nodes-kubeadm-config', 'kube-system', 'kubeadm-config', [BOOTSTRAPPERS, NODES]),
    ...readConfigMap('kubeadm:kubelet-config', 'kube-system', 'kubelet-config', [BOOTSTRAPPERS, NODES]),
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
