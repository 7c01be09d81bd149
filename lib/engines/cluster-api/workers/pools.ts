import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../../model';
import {
  POOL_LABEL,
  groupName,
  machineDeploymentAnnotations,
  machineDeploymentRollout,
  machineHealthCheckSpec,
} from '../../../workers';
import { metadataFor } from '../../native/objects';
import type { Owner } from '../../native/objects';
import { API, referenceTo } from '../api';
import { CLUSTER_LABEL, clusterName, templateName, templateOf } from '../names';
import type { InfrastructureProvider, MachineTemplate } from '../provider';
import { bootstrapOf } from './bootstrap';
import type { Bootstrap } from './bootstrap';
import { infrastructureOf, isMachinePool, machineTemplate } from './templates';

/** `app.kubernetes.io/name` of what belongs to workers. */
export const WORKERS = 'worker-pool';

/** A pool whose machines Cluster API makes. */
export interface ClusterApiPool {
  readonly pool: WorkerPoolModel;
  readonly bootstrap: Bootstrap;
  readonly infrastructure: MachineTemplate;
}

/** The pools of a tenant whose machines Cluster API makes and sets up. */
export function clusterApiPools({ workerPools }: Pick<TenantModel, 'workerPools'>): readonly ClusterApiPool[] {
  return workerPools.flatMap((pool): ClusterApiPool[] => {
    const infrastructure = infrastructureOf(pool.machines);
    const bootstrap = bootstrapOf(pool);
    return infrastructure === undefined || bootstrap === undefined ? [] : [{ pool, bootstrap, infrastructure }];
  });
}

/** Templates, MachineDeployments or MachinePools, and MachineHealthChecks of a tenant's pools. */
export function renderPools(
  tenant: TenantModel,
  owner: Owner,
  infrastructure: InfrastructureProvider,
): readonly KubernetesObject[] {
  return clusterApiPools(tenant).flatMap((pool) =>
    isMachinePool(pool.infrastructure)
      ? machinePool(tenant, owner, pool)
      : machineDeployment(tenant, owner, pool, infrastructure),
  );
}

/** Labels of the Machines of a pool. */
export function machineLabels(
  tenant: Pick<TenantModel, 'name'>,
  pool: Pick<WorkerPoolModel, 'name'>,
): Readonly<Record<string, string>> {
  return { [CLUSTER_LABEL]: clusterName(tenant), [POOL_LABEL]: pool.name };
}

function machineDeployment(
  tenant: TenantModel,
  owner: Owner,
  { pool, bootstrap, infrastructure: named }: ClusterApiPool,
  infrastructure: InfrastructureProvider,
): readonly KubernetesObject[] {
  const name = groupName(tenant, pool);
  const labels = machineLabels(tenant, pool);
  const metadata = (of: string) => metadataFor(owner, of, WORKERS, { labels });
  const { name: configName, content: config } = templateOf(name, bootstrap.spec);
  const { template, spec } = machineTemplate(named, name, infrastructure);
  const { template: rolloutTemplate, ...rollout } = machineDeploymentRollout(pool);
  const [zone, ...others] = pool.zones;
  return [
    { ...bootstrap.template, metadata: metadata(configName), spec: config },
    ...(spec === null
      ? []
      : [{ apiVersion: template.apiVersion, kind: template.kind, metadata: metadata(template.name), spec }]),
    {
      apiVersion: API.core,
      kind: 'MachineDeployment',
      metadata: metadataFor(owner, name, WORKERS, { labels, annotations: machineDeploymentAnnotations(pool) }),
      spec: {
        clusterName: clusterName(tenant),
        selector: { matchLabels: labels },
        ...rollout,
        template: {
          metadata: { labels },
          spec: {
            clusterName: clusterName(tenant),
            version: versionOf(pool),
            bootstrap: { configRef: referenceTo(bootstrap.template, configName) },
            infrastructureRef: referenceTo(template, template.name),
            // With several nobody could say which one a machine is in.
            ...(zone !== undefined && others.length === 0 && { failureDomain: zone }),
            ...rolloutTemplate.spec,
          },
        },
      },
    },
    ...healthCheck(tenant, owner, pool, name),
  ];
}

/** Name and version as the bootstrap has them. */
function versionOf({ version, bootstrap }: WorkerPoolModel): string {
  return `v${bootstrap.kind === 'k0s' ? bootstrap.version : version}`;
}

function healthCheck(
  tenant: TenantModel,
  owner: Owner,
  pool: WorkerPoolModel,
  name: string,
): readonly KubernetesObject[] {
  const spec = machineHealthCheckSpec(pool, clusterName(tenant));
  if (spec === undefined) return [];
  const labels = machineLabels(tenant, pool);
  return [
    { apiVersion: API.core, kind: 'MachineHealthCheck', metadata: metadataFor(owner, name, WORKERS, { labels }), spec },
  ];
}

function machinePool(
  tenant: TenantModel,
  owner: Owner,
  { pool, bootstrap, infrastructure }: ClusterApiPool,
): readonly KubernetesObject[] {
  const name = groupName(tenant, pool);
  const labels = machineLabels(tenant, pool);
  const configName = templateName(name, bootstrap.spec);
  const { replicas, template } = machineDeploymentRollout(pool);
  return [
    { ...bootstrap.config, metadata: metadataFor(owner, configName, WORKERS, { labels }), spec: bootstrap.spec },
    {
      apiVersion: API.core,
      kind: 'MachinePool',
      metadata: metadataFor(owner, name, WORKERS, { labels, annotations: machineDeploymentAnnotations(pool) }),
      spec: {
        clusterName: clusterName(tenant),
        ...(replicas !== undefined && { replicas }),
        ...(pool.zones.length > 0 && { failureDomains: [...pool.zones] }),
        template: {
          metadata: { labels },
          spec: {
            clusterName: clusterName(tenant),
            version: versionOf(pool),
            bootstrap: { configRef: referenceTo(bootstrap.config, configName) },
            infrastructureRef: referenceTo(infrastructure, infrastructure.name),
            ...template.spec,
          },
        },
      },
    },
  ];
}
