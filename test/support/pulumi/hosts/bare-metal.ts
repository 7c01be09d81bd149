import { BareMetalManagementCluster } from 'colonnade/pulumi/bare-metal';
import { PLACES } from '../../hosts/places';
import type { ListedResources } from './describe-host-resources';

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'command',
  labels: [],
  program: () =>
    new BareMetalManagementCluster('hall-7', {
      host: PLACES['bare-metal'],
      version: '1.36.3+k0s.0',
      addresses: { 'team-a': '192.0.2.100' },
    }),
  states: { 'hall-7-vrrp': { result: 'Ab3dEf9h' }, 'hall-7-kubeconfig': { stdout: 'kind: Config' } },
};
