import { Endpoint, EtcdStore, Fleet, FleetApp, ManagementCluster, TenantControlPlane, WorkerPool } from '../../lib';
import { native } from '../../lib/engines/native';
import { existing } from '../../lib/hosts/existing';
import { ADDONS, MACHINES } from '../e2e/fleet';
import { NETWORK, VERSION } from '../e2e/testbed/plan';

/** The one tenant. */
export const TENANT = 'conform';

/** Its one pool, of two machines: tests want two nodes without taints. */
export const POOL = 'general';

/** One tenant with all that is default, on the least that it runs on: what is tested is what it answers, not what it survives. */
export function conformanceFleet(outdir: string): FleetApp {
  const app = new FleetApp({ outdir });
  const fleet = new Fleet(app, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
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
  const store = new EtcdStore(eu, 'shared', {
    members: 1,
    volume: '2Gi',
    resources: { requests: { cpu: '50m' } },
    scheduling: { spread: 'preferred' },
  });
  const tenant = new TenantControlPlane(eu, TENANT, {
    version: VERSION,
    store,
    replicas: 1,
    endpoint: Endpoint.loadBalancer({ address: '172.31.0.10' }),
    addons: ADDONS,
  });
  tenant.acknowledge('CLN2107', 'nothing is taken away while the tests run');
  new WorkerPool(tenant, POOL, { ...MACHINES, size: 2 });
  return app;
}
