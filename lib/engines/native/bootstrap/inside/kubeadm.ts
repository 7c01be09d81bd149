import { emitYaml } from '../../../../kubernetes';
import type { JsonObject, KubernetesObject } from '../../../../kubernetes';
import type { TenantModel } from '../../../../model';
import { verifiesKubelets } from '../../join/identities';
import { PLACEHOLDERS, endpointUrl } from '../endpoint';
import type { TenantEndpoint } from '../endpoint';
import { sharedText } from '../shared-text';
import { insideMeta } from './labels';

/**
 * What `kubeadm join` and the kubelets it configures read: `cluster-info`, `kubeadm-config` and `kubelet-config`.
 *
 * `cluster-info` holds the tenant's CA, which exists in the cluster only: a placeholder that the Job replaces.
 */
export function kubeadmObjects(tenant: TenantModel, endpoint: TenantEndpoint): readonly KubernetesObject[] {
  const { dnsAddress, clusterDomain } = tenant.network;
  return [
    configMap('cluster-info', 'kube-public', { kubeconfig: emitYaml(clusterInfo(endpoint)) }),
    configMap('kubeadm-config', 'kube-system', {
      ClusterConfiguration: emitYaml(clusterConfiguration(tenant, endpoint)),
    }),
    configMap('kubelet-config', 'kube-system', {
      kubelet: KUBELET({ dnsAddress, clusterDomain, verified: verifiesKubelets(tenant) }).text,
    }),
  ];
}

/** A kubeconfig with a cluster and nobody's credentials, as the phase `bootstrap-token` writes it. */
function clusterInfo(endpoint: TenantEndpoint): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: '',
        cluster: { 'certificate-authority-data': PLACEHOLDERS.caData, server: endpointUrl(endpoint) },
      },
    ],
    contexts: [],
    'current-context': '',
    users: [],
  };
}

/**
 * https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-ClusterConfiguration
 *
 * etcd is described as kubeadm's default because a worker never looks at it and the tenant must not learn where its datastore is.
 */
export function clusterConfiguration(tenant: TenantModel, endpoint: TenantEndpoint): JsonObject {
  const { network, addons } = tenant;
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    clusterName: tenant.name,
    kubernetesVersion: `v${tenant.version}`,
    controlPlaneEndpoint: `${endpoint.host}:${String(endpoint.port)}`,
    certificatesDir: '/etc/kubernetes/pki',
    imageRepository: tenant.images.registry,
    networking: {
      dnsDomain: network.clusterDomain,
      podSubnet: network.podCidrs.join(','),
      serviceSubnet: network.serviceCidrs.join(','),
    },
    dns: { disabled: addons.coreDns === null },
    proxy: { disabled: addons.kubeProxy === null },
  };
}

interface KubeletInput extends Pick<TenantModel['network'], 'dnsAddress' | 'clusterDomain'> {
  /** Whether API servers check kubelets' serving certificates. */
  readonly verified: boolean;
}

const KUBELET = sharedText((input: KubeletInput) => emitYaml(kubeletConfiguration(input)));

/**
 * What kubeadm writes for every kubelet (`componentconfigs/kubelet.go`).
 *
 * With `serverTLSBootstrap` kubelets ask the tenant's CA for serving certificates, and logs and exec fail until somebody approves
 * them. Upstream nobody does: it is on where all pools want it, because then an approver runs beside the control plane.
 */
function kubeletConfiguration({ dnsAddress, clusterDomain, verified }: KubeletInput): JsonObject {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' },
    },
    authorization: { mode: 'Webhook' },
    cgroupDriver: 'systemd',
    clusterDNS: [dnsAddress],
    clusterDomain,
    healthzBindAddress: '127.0.0.1',
    healthzPort: 10248,
    readOnlyPort: 0,
    rotateCertificates: true,
    ...(verified && { serverTLSBootstrap: true }),
    staticPodPath: '/etc/kubernetes/manifests',
  };
}

function configMap(name: string, namespace: string, data: Readonly<Record<string, string>>): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: insideMeta(name, namespace), data };
}
