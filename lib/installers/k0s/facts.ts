import type { InstallerFacts } from '../facts';

/** What there is to say about k0sctl. */
export const K0S_FACTS: InstallerFacts = {
  name: 'k0s',
  title: 'k0sctl',
  machines: 'machines that k0sctl reaches by SSH',
  release: 'k0sctl 0.32',
  kubernetes: 'what k0s is released for',
  source: 'https://docs.k0sproject.io/stable/releases/',
  etcd: 'on the controllers',
  endpoint: 'a balancer',
  validated: "k0sctl's own code",
  ports: [
    { port: '6443', from: 'everybody who uses the cluster, and its workers', to: 'controllers', why: 'API server' },
    { port: '8132', from: 'workers', to: 'controllers', why: 'konnectivity' },
    { port: '9443', from: 'controllers', to: 'controllers', why: 'the API by which controllers join' },
    { port: '2380', from: 'controllers', to: 'controllers', why: 'etcd' },
    { port: '22', from: 'the machine that runs k0sctl', to: 'all machines', why: 'SSH' },
  ],
  tenantNodes: {
    made: true,
    how: '`pools` of kind `k0s` become workers of the cluster that it makes; tenants of k0smotron take [a script with a token](../workers/k0s.md)',
  },
  cost: 'nothing: free software',
};
