import type { KubesprayProps } from '../../../../lib/installers/kubespray';

/** Three control planes behind kube-vip. */
export const WITH_VIP: KubesprayProps = {
  name: 'acme',
  version: '1.35.4',
  controlPlanes: [1, 2, 3].map((n) => ({ name: `cp-${String(n)}`, address: `192.0.2.${String(10 + n)}` })),
  workers: [{ name: 'worker-1', address: '192.0.2.41' }],
  endpoint: { kind: 'kube-vip', address: '192.0.2.10', interface: 'eth0' },
};

/** Everything that can be said otherwise. */
export const WITH_EVERYTHING: KubesprayProps = {
  ...WITH_VIP,
  version: '1.34.2',
  controlPlanes: WITH_VIP.controlPlanes.slice(0, 2),
  etcd: [1, 2, 3].map((n) => ({ name: `etcd-${String(n)}`, address: `192.0.2.${String(20 + n)}` })),
  workers: [
    {
      name: 'worker-1.example.com',
      address: 'fd00:2::41',
      user: 'admin',
      port: 2222,
      sshAddress: 'worker-1.example.com',
      labels: { 'example.com/pool': 'hcp' },
      taints: [
        { key: 'role', value: 'hcp', effect: 'NoSchedule' },
        { key: 'slow', effect: 'PreferNoSchedule' },
      ],
    },
  ],
  endpoint: { kind: 'balancer', host: 'api.acme.example.com', port: 8443 },
  network: {
    podCidrs: ['10.64.0.0/16', 'fd00:64::/56'],
    serviceCidrs: ['10.65.0.0/16', 'fd00:65::/112'],
    clusterDomain: 'acme.local',
  },
  networkPlugin: 'cilium',
  variables: { ntp_enabled: true },
};
