import { openstack } from 'colonnade/hosts/openstack';
import { OpenStackManagementCluster } from 'colonnade/pulumi/openstack';
import type { ListedResources } from './describe-host-resources';

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'openstack',
  labels: ['tags'],
  program: () =>
    new OpenStackManagementCluster('eu-1', {
      host: openstack({ externalNetwork: 'public', volumeType: 'ssd', apiServerCidrs: ['198.51.100.7/32'] }),
      version: '1.36.3+k0s.0',
      authUrl: 'https://keystone.example.org/v3',
      endpoints: ['team-a'],
    }),
  calls: {
    'openstack:networking/getNetwork:getNetwork': { id: 'external-id' },
    'openstack:images/getImage:getImage': { id: 'image-id' },
  },
  states: {
    'eu-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE KEY', secret: 'hidden' },
    'eu-1-gateway': { address: '203.0.113.1' },
    'eu-1-api': { address: '203.0.113.2', vipPortId: 'vip-port' },
    'eu-1-team-a': { address: '203.0.113.10', vipPortId: 'team-vip-port' },
    'eu-1-kubeconfig': { stdout: 'kind: Config' },
  },
};
