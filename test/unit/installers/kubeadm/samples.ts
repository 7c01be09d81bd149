import type { KubeadmProps } from '../../../../lib/installers/kubeadm';

/** Three control planes behind kube-vip, with two workers for etcd and one for everything else. */
export const WITH_VIP: KubeadmProps = {
  name: 'acme',
  version: '1.36.3',
  controlPlanes: [1, 2, 3].map((n) => ({ name: `cp-${String(n)}`, address: `192.0.2.${String(10 + n)}` })),
  workers: [
    {
      name: 'etcd-1',
      address: '192.0.2.31',
      labels: { 'example.com/pool': 'etcd' },
      taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }],
    },
    { name: 'worker-1', address: '192.0.2.41' },
  ],
  endpoint: { kind: 'kube-vip', address: '192.0.2.10', interface: 'eth0' },
};

/** Everything that can be said otherwise. */
export const WITH_EVERYTHING: KubeadmProps = {
  ...WITH_VIP,
  version: '1.35.4',
  controlPlanes: WITH_VIP.controlPlanes.slice(0, 2),
  endpoint: { kind: 'balancer', host: 'api.acme.example.com', port: 8443 },
  etcd: { endpoints: ['https://192.0.2.21:2379', 'https://192.0.2.22:2379', 'https://192.0.2.23:2379'] },
  network: {
    podCidrs: ['10.64.0.0/16', 'fd00:64::/56'],
    serviceCidrs: ['10.65.0.0/16', 'fd00:65::/112'],
    clusterDomain: 'acme.local',
  },
  encryption: { kind: 'kms', socket: '/run/kms/kms.sock' },
  audit: { maxAgeDays: 90, maxBackups: 30, maxSizeMegabytes: 200 },
  certSans: ['192.0.2.99'],
  externalCloudProvider: true,
  imageRepository: 'registry.example.com/k8s',
  kubelet: { maxPods: 200 },
  apiServerArgs: { 'goaway-chance': '0.001' },
};
