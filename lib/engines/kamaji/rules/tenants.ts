import type { FleetModel, ManagementClusterModel, TenantModel } from '../../../model';
import { clusterSeenBy, distinctReferences } from '../../together';
import { isKamaji } from '../options';
import type { KamajiOptions } from '../options';

/** Visits every tenant of this engine, with its management cluster as this engine sees it and the options the tenant has. */
export function eachKamajiTenant(
  fleet: FleetModel,
  visit: (tenant: TenantModel, cluster: ManagementClusterModel, options: KamajiOptions) => void,
): void {
  for (const cluster of fleet.managementClusters) {
    for (const tenant of cluster.tenants) {
      if (isKamaji(tenant.engine)) visit(tenant, clusterSeenBy(tenant.engine, cluster), tenant.engine.options);
    }
  }
}

/** Visits every management cluster as each value of this engine sees it, once for each value. */
export function eachKamajiCluster(fleet: FleetModel, visit: (cluster: ManagementClusterModel) => void): void {
  for (const cluster of fleet.managementClusters)
    for (const reference of distinctReferences(cluster))
      if (isKamaji(reference)) visit(clusterSeenBy(reference, cluster));
}

/** What differs between the sample programs of this engine's rules; every property is a piece of program. */
interface Pieces {
  /** Options of the management cluster's engine. @default '' */
  readonly cluster?: string;
  /** Options of the tenant's engine. @default - the management cluster's */
  readonly tenant?: string;
  /** @default "'1.35.4'" */
  readonly version?: string;
  /** @default - a load balancer with an address */
  readonly endpoint?: string;
  /** @default "'dedicated'" */
  readonly store?: string;
  /** Statements before the tenant. @default '' */
  readonly before?: string;
  /** Further props of the tenant. @default '' */
  readonly props?: string;
  /** @default 'static-ip' */
  readonly loadBalancer?: string;
  /** Engine of the management cluster. @default - Kamaji */
  readonly engine?: string;
}

/** A management cluster with Kamaji and one tenant. */
export function kamajiProgram(pieces: Pieces): string {
  const lines = [
    `version: ${pieces.version ?? "'1.35.4'"},`,
    `store: ${pieces.store ?? "'dedicated'"},`,
    `endpoint: ${pieces.endpoint ?? "Endpoint.loadBalancer({ address: '203.0.113.11' })"},`,
    ...(pieces.tenant === undefined ? [] : [`engine: kamaji(${pieces.tenant}),`]),
    ...(pieces.props === undefined ? [] : [pieces.props]),
  ];
  return `import { kamaji } from 'colonnade/engines/kamaji';

const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: '${pieces.loadBalancer ?? 'static-ip'}' }),
  engine: ${pieces.engine ?? `kamaji(${pieces.cluster ?? ''})`},
});
${pieces.before === undefined ? '' : `${pieces.before}\n`}new TenantControlPlane(us, 'team-b', {
${lines.map((line) => `  ${line}\n`).join('')}});`;
}

/** Sample store: a database, as the options describe it. */
export const POSTGRESQL = `{ dataStores: { pg: {
  driver: 'PostgreSQL',
  endpoints: ['postgres.data.svc:5432'],
  basicAuth: {
    username: { name: 'pg', namespace: 'data', key: 'username' },
    password: { name: 'pg', namespace: 'data', key: 'password' },
  },
} } }`;

/** The reference to an existing store by which a tenant chooses it. */
export function existingStore(name: string): string {
  return `EtcdStore.fromEndpoints(us, '${name}', { endpoints: ['https://store.example.org:2379'], clusterIssuer: '${name}-ca' })`;
}

/** An etcd that exists already, by the name of the Secrets that hold its CA. */
export function etcdDescription(name: string, ca: string): string {
  return `${name}: {
    driver: 'etcd',
    endpoints: ['${name}.example.org:2379'],
    tls: {
      certificateAuthority: {
        certificate: { name: '${ca}', namespace: 'data', key: 'tls.crt' },
        privateKey: { name: '${ca}', namespace: 'data', key: 'tls.key' },
      },
      clientCertificate: {
        certificate: { name: '${name}-root', namespace: 'data', key: 'tls.crt' },
        privateKey: { name: '${name}-root', namespace: 'data', key: 'tls.key' },
      },
    },
  }`;
}
