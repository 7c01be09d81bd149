import type { FleetModel, TenantModel, WorkerPoolModel } from '../../../model';
import { isJsonObject } from '../api';
import type { MachineTemplate } from '../provider';
import { infrastructureOf } from '../workers/templates';

/** A tenant of this engine and which providers it has. */
export interface ClusterApiTenant {
  readonly tenant: TenantModel;
  /** For example `kamaji`. */
  readonly controlPlane: string;
  /** For example `aws`. */
  readonly infrastructure: string;
}

/** Visits every tenant of this engine. */
export function eachTenant(fleet: FleetModel, visit: (of: ClusterApiTenant) => void): void {
  for (const { tenants } of fleet.managementClusters)
    for (const tenant of tenants) {
      const { name, options } = tenant.engine;
      if (name !== 'cluster-api') continue;
      visit({
        tenant,
        controlPlane: providerName(options['controlPlane']),
        infrastructure: providerName(options['infrastructure']),
      });
    }
}

/** Whether the cluster of a tenant is made from a ClusterClass. */
export function hasTopology({ tenant }: Pick<ClusterApiTenant, 'tenant'>): boolean {
  return tenant.engine.options['topology'] !== undefined;
}

function providerName(provider: unknown): string {
  const name = isJsonObject(provider) ? provider['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** Visits every worker pool of such tenants; `template` is `undefined` where its machines come from elsewhere. */
export function eachPool(
  fleet: FleetModel,
  visit: (pool: WorkerPoolModel, template: MachineTemplate | undefined, of: ClusterApiTenant) => void,
): void {
  eachTenant(fleet, (of) => {
    for (const pool of of.tenant.workerPools) visit(pool, infrastructureOf(pool.machines), of);
  });
}

/** A program with a tenant of this engine, for the documentation of a rule. */
export function program(
  controlPlane: string,
  infrastructure: string,
  tenant: string,
  pool = '',
  store = 'store',
): string {
  const providers = [controlPlane, infrastructure].map((call) => call.slice(0, call.indexOf('('))).sort();
  return `import { ${['clusterApi', ...providers].join(', ')} } from 'colonnade/engines/cluster-api';

const clusters = new TenantControlPlane(eu, 'team-b', {
  version: '1.36.3',
  engine: clusterApi({ controlPlane: ${controlPlane}, infrastructure: ${infrastructure} }),
  store: ${store},
  ${tenant}
});${pool === '' ? '' : `\n${pool}`}`;
}

/** An endpoint that is known beforehand, for such programs. */
export const KNOWN_ENDPOINT = "endpoint: Endpoint.loadBalancer({ address: '203.0.113.20' }),";

/** A program with a pool of machines that Cluster API makes; `machines` and `pool` are further lines of props. */
export function poolProgram({
  template = 'Metal3MachineTemplate',
  api = 'v1beta2',
  machines = [],
  pool = [],
}: {
  readonly template?: string;
  readonly api?: string;
  readonly machines?: readonly string[];
  readonly pool?: readonly string[];
}): string {
  const lines = [
    "new WorkerPool(clusters, 'general', {",
    '  machines: Machines.clusterApi({',
    `    infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/${api}', kind: '${template}', name: 'large' },`,
    ...machines.map((line) => `    ${line}`),
    '  }),',
    '  size: 3,',
    ...pool.map((line) => `  ${line}`),
    '});',
  ];
  return program(
    'kamajiControlPlane()',
    'metal3()',
    `${KNOWN_ENDPOINT}\n  authentication: { anonymous: 'clusterInfo' },`,
    lines.join('\n'),
  );
}
