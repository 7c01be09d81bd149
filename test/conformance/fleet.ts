import { Endpoint, EtcdStore, Fleet, FleetApp, TenantControlPlane, WorkerPool } from '../../lib';
import { ADDONS, MACHINES } from '../e2e/fleet';
import { testbedCluster } from '../e2e/management-cluster';
import { VERSION } from '../e2e/testbed/plan';

/** The one tenant. */
export const TENANT = 'conform';

/** Its one pool, of two machines: tests want two nodes without taints. */
export const POOL = 'general';

/** One tenant with all that is default, on the least that it runs on: what is tested is what it answers, not what it survives. */
export function conformanceFleet(outdir: string): FleetApp {
  const app = new FleetApp({ outdir });
  const fleet = new Fleet(app, 'acme');
  const eu = testbedCluster(fleet);
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
