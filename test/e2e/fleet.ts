import { Endpoint, EtcdStore, Fleet, FleetApp, ManagementCluster, TenantControlPlane, WorkerPool } from '../../lib';
import { native } from '../../lib/engines/native';
import { existing } from '../../lib/hosts/existing';
import { NETWORK } from './testbed/plan';

/** Tenants of the fleet under test, by name, with the Kubernetes version each runs. */
export const TENANTS = { 'team-a': '1.36.3', 'team-b': '1.35.4' } as const;

/** Namespace of the shared store. */
export const STORE_NAMESPACE = 'etcd-shared';

/**
 * The quickstart's fleet on the testbed's one node: a shared etcd of three members and two tenants on two Kubernetes minors.
 * What differs from the quickstart is what one small node cannot give: spread over nodes is preferred, not required.
 */
export function fleetUnderTest(outdir: string): FleetApp {
  const app = new FleetApp({ outdir });
  const fleet = new Fleet(app, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ loadBalancer: 'static-ip' }),
    engine: native(),
    network: {
      podCidrs: [NETWORK.podCidr],
      serviceCidrs: [NETWORK.serviceCidr],
      nodeCidrs: [NETWORK.nodeCidr],
      clusterDomain: NETWORK.clusterDomain,
    },
  });
  const store = new EtcdStore(eu, 'shared', {
    members: 3,
    volume: '2Gi',
    resources: { requests: { cpu: '50m' } },
    scheduling: { spread: 'preferred' },
  });
  const a = new TenantControlPlane(eu, 'team-a', {
    version: TENANTS['team-a'],
    store,
    replicas: 2,
    endpoint: Endpoint.loadBalancer({ address: '172.31.0.10' }),
  });
  new WorkerPool(a, 'general', { machines: { kind: 'existing' }, size: { min: 1, max: 3 } });
  const b = new TenantControlPlane(eu, 'team-b', {
    version: TENANTS['team-b'],
    store,
    replicas: 1,
    endpoint: Endpoint.loadBalancer({ address: '172.31.0.11' }),
  });
  b.acknowledge('CLN2107', 'one API server shows that a single replica works');
  return app;
}
