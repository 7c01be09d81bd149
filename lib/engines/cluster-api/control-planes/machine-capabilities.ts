import { ofEach, ofEveryEndpoint } from '../../capability';
import type { CapabilityTable } from '../../capability';

const BALANCER = { support: 'unsupported', note: 'the load balancer is the infrastructure’s' } as const;

/** What a control plane on machines makes of what is said of pods. */
export const ON_MACHINES = Object.freeze({
  'tenant.store.dedicated': {
    support: 'translated',
    note: 'an etcd on the machines of the control plane, a member on each',
  },
  'tenant.store.dedicated.cluster': {
    support: 'unsupported',
    note: 'etcd runs on the disks of the machines; choose those of the template',
  },
  ...ofEach(['tenant.size', 'tenant.resources'], {
    support: 'unsupported',
    note: 'choose the machines of the template',
  }),
  'tenant.scheduling': { support: 'unsupported', note: 'Cluster API spreads machines over failure domains by itself' },
  'tenant.konnectivity': {
    support: 'unsupported',
    note: 'the control plane is among its machines and needs no tunnel',
  },
  'tenant.konnectivity.enabled': { support: 'translated', note: 'there is no tunnel, on or off' },
  'tenant.endpoint': {
    support: 'translated',
    note: 'the load balancer is the infrastructure’s; address and names are taken over',
  },
  ...ofEach(['tenant.endpoint.loadBalancer.loadBalancerClass', 'tenant.endpoint.loadBalancer.sourceRanges'], BALANCER),
  ...ofEveryEndpoint('annotations', BALANCER),
  'tenant.endpoint.nodePort.port': { support: 'unsupported', note: 'machines are reached on the node port itself' },
  'tenant.endpoint.nodePort.konnectivityNodePort': { support: 'unsupported', note: 'no Service is rendered for it' },
  'tenant.endpoint.clusterIp.clusterIp': { support: 'unsupported', note: 'machines have no Service' },
} as const satisfies CapabilityTable);
