import { hetzner } from 'colonnade/hosts/hetzner';
import { HetznerManagementCluster } from 'colonnade/pulumi/hetzner';
import type { ListedResources } from './describe-host-resources';

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'hcloud',
  labels: ['labels'],
  program: () =>
    new HetznerManagementCluster('eu-1', {
      host: hetzner({ addresses: 'before', apiServerCidrs: ['198.51.100.7/32'] }),
      version: '1.36.3+k0s.0',
      token: 'hidden',
      endpoints: ['team-a'],
    }),
  states: {
    'eu-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE KEY' },
    'eu-1-gateway': { ipv4Address: '203.0.113.1' },
    'eu-1-api': { ipv4: '203.0.113.2' },
    'eu-1-team-a': { ipv4: '203.0.113.10' },
    'eu-1-kubeconfig': { stdout: 'kind: Config' },
    'eu-1-volumes': { result: 'hidden' },
  },
};
