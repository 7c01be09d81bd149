import type { InstallerFacts } from '../facts';

/** What there is to say about RKE2. */
export const RKE2_FACTS: InstallerFacts = {
  name: 'rke2',
  title: 'RKE2',
  machines: 'machines of Linux with systemd',
  release: 'RKE2 for 1.33 to 1.36',
  kubernetes: '1.33, 1.34, 1.35, 1.36',
  source: 'https://docs.rke2.io/reference/server_config',
  etcd: 'on the servers',
  endpoint: 'a balancer',
  validated: 'names of options as its source has them, a shell',
  ports: [
    {
      port: '9345',
      from: 'servers and agents',
      to: 'the balancer and servers',
      why: 'the supervisor, by which machines join',
    },
    {
      port: '6443',
      from: 'everybody who uses the cluster, and its nodes',
      to: 'the balancer and servers',
      why: 'API server',
    },
    { port: '2379-2381', from: 'servers', to: 'servers', why: 'etcd' },
    { port: '10250', from: 'all nodes', to: 'all nodes', why: 'kubelet' },
    { port: '8472', protocol: 'UDP', from: 'all nodes', to: 'all nodes', why: 'VXLAN of Canal' },
    { port: '30000-32767', from: 'clients of Services', to: 'all nodes', why: 'Services of type NodePort' },
  ],
  tenantNodes: {
    made: false,
    how: 'no: its agents register with the supervisor of an RKE2 server; a pool with kubeadm takes the same machines',
  },
  cost: 'nothing: free software; SUSE quotes support, and had no list price on 2026-11-22',
};
