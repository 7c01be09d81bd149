import { KUBERNETES_PORTS } from '../facts';
import type { InstallerFacts } from '../facts';

/** What there is to say about Puppet. */
export const PUPPET_FACTS: InstallerFacts = {
  name: 'puppet',
  title: 'Puppet',
  machines: 'machines with an agent of Puppet',
  release: 'puppetlabs-kubernetes 8.1',
  kubernetes: '1.33, 1.34, 1.35, 1.36',
  source: 'https://forge.puppet.com/modules/puppetlabs/kubernetes',
  etcd: 'on the controllers',
  endpoint: 'a balancer',
  validated: "Puppet's parser, Hiera and catalogues",
  ports: [...KUBERNETES_PORTS, { port: '8140', from: 'all machines', to: 'the Puppet server', why: 'catalogues' }],
  tenantNodes: {
    made: true,
    how: "`puppetNodes` writes an environment for machines of many tenants' pools, for the same module",
  },
  cost: 'nothing: free software; Perforce quotes its own builds of Puppet',
};
