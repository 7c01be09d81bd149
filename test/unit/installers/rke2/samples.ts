import type { Rke2Props } from '../../../../lib/installers/rke2';

/** Three servers behind a balancer, and an agent. */
export const SHORT: Rke2Props = {
  name: 'acme',
  version: 'v1.36.3+rke2r1',
  servers: [1, 2, 3].map((n) => ({ name: `server-${String(n)}`, address: `192.0.2.${String(10 + n)}` })),
  agents: [{ name: 'agent-1', address: '192.0.2.41' }],
  endpoint: 'rke2.acme.example.com',
};

/** Everything that can be said otherwise. */
export const FULL: Rke2Props = {
  ...SHORT,
  version: 'v1.34.2+rke2r3',
  agents: [
    {
      name: 'etcd-1',
      address: '192.0.2.31',
      labels: { 'example.com/pool': 'etcd' },
      taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }],
    },
  ],
  endpoint: '2001:db8::10',
  network: {
    podCidrs: ['10.64.0.0/16', 'fd00:64::/56'],
    serviceCidrs: ['10.65.0.0/16', 'fd00:65::/112'],
    clusterDomain: 'acme.local',
  },
  cni: 'cilium',
  cisProfile: false,
  snapshots: { s3Secret: 'etcd-snapshots', schedule: '30 * * * *', retention: 48 },
  selinux: true,
  systemDefaultRegistry: 'registry.example.com',
};
