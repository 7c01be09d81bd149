import { KUBE_VIP_VERSION } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import { metadataOf } from './labels';
import type { KubeVipBalancer } from './site-balancer';

const NAME = 'kube-vip-services';
const NAMESPACE = 'kube-system';

/** What kube-vip may do, for Services alone. Source: https://kube-vip.io/manifests/rbac.yaml */
const RULES = [
  { apiGroups: [''], resources: ['services', 'endpoints'], verbs: ['get', 'list', 'watch', 'update'] },
  { apiGroups: [''], resources: ['services/status'], verbs: ['update', 'patch'] },
  { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch', 'update', 'patch'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch', 'update'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: ['get', 'list', 'watch', 'create', 'update'],
  },
];

/**
 * kube-vip as a DaemonSet for Services, one leader for each. The control plane of the management cluster has its own, from its installer.
 *
 * Source of the environment variables: https://kube-vip.io/docs/installation/flags/
 */
export function kubeVipObjects(
  balancer: KubeVipBalancer,
  cluster: ManagementClusterModel,
): readonly KubernetesObject[] {
  const subject = { kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE };
  const labels = { 'app.kubernetes.io/name': NAME };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(cluster, NAME, NAMESPACE) },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: metadataOf(cluster, NAME),
      rules: RULES,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: metadataOf(cluster, NAME),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NAME },
      subjects: [subject],
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: metadataOf(cluster, NAME, NAMESPACE),
      spec: {
        selector: { matchLabels: labels },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
        template: {
          metadata: { labels: { ...cluster.labels, ...labels } },
          spec: podSpec(balancer),
        },
      },
    },
  ];
}

function podSpec(balancer: KubeVipBalancer) {
  const env = {
    vip_arp: 'true',
    ...(balancer.interface !== undefined && { vip_interface: balancer.interface }),
    cp_enable: 'false',
    svc_enable: 'true',
    svc_election: 'true',
    vip_leaderelection: 'true',
    vip_leaseduration: '5',
    vip_renewdeadline: '3',
    vip_retryperiod: '1',
  };
  return {
    serviceAccountName: NAME,
    hostNetwork: true,
    priorityClassName: 'system-node-critical',
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
    containers: [
      {
        name: 'kube-vip',
        image: `ghcr.io/kube-vip/kube-vip:v${balancer.version ?? KUBE_VIP_VERSION}`,
        args: ['manager'],
        env: [
          ...Object.entries(env).map(([name, value]) => ({ name, value })),
          { name: 'vip_nodename', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
        ],
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          seccompProfile: { type: 'RuntimeDefault' },
          capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
        },
      },
    ],
  };
}
