import { ManagementCluster } from '../../lib';
import type { Fleet } from '../../lib';
import { native } from '../../lib/engines/native';
import { existing } from '../../lib/hosts/existing';
import { NETWORK, VERSION } from './testbed/plan';

/** The testbed's management cluster as a fleet describes it: an existing one, with the ranges that the testbed has. */
export function testbedCluster(fleet: Fleet) {
  return new ManagementCluster(fleet, 'eu-1', {
    version: VERSION,
    host: existing({ loadBalancer: 'static-ip' }),
    engine: native(),
    network: {
      podCidrs: [NETWORK.podCidr],
      serviceCidrs: [NETWORK.serviceCidr],
      nodeCidrs: [NETWORK.nodeCidr],
      clusterDomain: NETWORK.clusterDomain,
    },
  });
}
