import { join } from 'node:path';
import { Endpoint, EtcdStore, Fleet, FleetApp, TenantControlPlane } from '../../lib';
import { testbedCluster } from '../../test/e2e/management-cluster';
import { VERSION } from '../../test/e2e/testbed/plan';

/** A tenant to be measured. */
export interface BenchTenant {
  readonly name: string;
  readonly namespace: string;
  /** Cluster IP of its Service, fixed beforehand so that nobody has to ask for it while the clock runs. */
  readonly address: string;
  /** The synthesized file. */
  readonly file: string;
}

/** The files of a fleet, as synthesized. */
export interface BenchFleet {
  /** Everything that exists once for all tenants: the management cluster's own objects and the shared store. */
  readonly common: readonly string[];
  readonly tenants: readonly BenchTenant[];
}

/** Namespace of the shared store. */
export const STORE_NAMESPACE = 'etcd-shared';

/** Port of every tenant's Service. */
export const API_PORT = 6443;

/** One shared etcd of three members and tenants with one replica in the smallest size class; all defaults besides. */
export function synthesizeFleet(outdir: string, names: readonly string[]): BenchFleet {
  const app = new FleetApp({ outdir });
  const fleet = new Fleet(app, 'bench');
  const cluster = testbedCluster(fleet);
  const store = new EtcdStore(cluster, 'shared', {
    members: 3,
    volume: '2Gi',
    deletionProtection: false,
    // One node has to hold all three, and ten tenants besides.
    resources: { requests: { cpu: '50m' } },
    scheduling: { spread: 'preferred' },
  });
  const tenants = names.map((name, index) => {
    const address = `10.33.100.${index + 1}`;
    const tenant = new TenantControlPlane(cluster, name, {
      version: VERSION,
      store,
      replicas: 1,
      size: 'small',
      deletionProtection: false,
      endpoint: Endpoint.clusterIp({ clusterIp: address }),
    });
    tenant.acknowledge('CLN2107', 'one API server is what is measured');
    return { name, namespace: `tenant-${name}`, address, file: join(outdir, 'eu-1', `tenant-${name}.yaml`) };
  });
  app.synth();
  const common = ['management-cluster.yaml', 'store-shared.yaml'].map((file) => join(outdir, 'eu-1', file));
  return { common, tenants };
}
