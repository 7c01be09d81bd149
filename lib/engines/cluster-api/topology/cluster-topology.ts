import type { JsonObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import {
  POOL_LABEL,
  groupName,
  machineDeploymentAnnotations,
  machineDeploymentRollout,
  machineHealthCheckSpec,
} from '../../../workers';
import type { Owner } from '../../native/objects';
import { withoutEmpty } from '../api';
import { clusterName } from '../names';
import type { InfrastructureProvider } from '../provider';
import { clusterApiPools } from '../workers/pools';
import type { ClusterApiPool } from '../workers/pools';
import { isDeclared } from '../workers/templates';
import { classTemplates } from './cluster-class';
import type { ClusterKind } from './cluster-class';
import type { ClassReference } from './options';
import type { ClassTemplate } from './templates';
import { variableValues } from './variables';

/**
 * `spec.topology` of a tenant's Cluster: its class, its version, its worker pools, and the variables in which it differs from others.
 *
 * https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/operate-cluster
 */
export function clusterTopology(
  tenant: TenantModel,
  owner: Owner,
  kind: ClusterKind,
  classRef: ClassReference,
): JsonObject {
  const { controlPlane, infrastructure } = kind;
  const templates = classTemplates(kind);
  const plane = controlPlane.spec(tenant, null);
  const { spec: place } = infrastructure.infraCluster(tenant, controlPlane);
  return withoutEmpty({
    classRef: { ...classRef },
    version: plane['version'],
    controlPlane: withoutEmpty({
      replicas: tenant.replicas,
      metadata: controlPlane.labelsAreFrozen
        ? undefined
        : withoutEmpty({ labels: { ...owner.labels }, annotations: { ...owner.annotations } }),
    }),
    workers: withoutEmpty({
      machineDeployments: topologyPools(tenant, infrastructure).map((pool) =>
        machineDeployment(tenant, pool, templates.worker),
      ),
    }),
    variables: [
      ...variableValues('controlPlane', templates.controlPlane.variables, plane),
      ...variableValues('infrastructure', templates.infrastructure.variables, place),
    ],
  });
}

/** The pools that a class has machines for: those that the infrastructure declares. Others are refused before (CLN7411). */
function topologyPools(tenant: TenantModel, infrastructure: InfrastructureProvider): readonly ClusterApiPool[] {
  return clusterApiPools(tenant).filter((pool) => isDeclared(pool.infrastructure, infrastructure));
}

function machineDeployment(
  tenant: TenantModel,
  { pool, bootstrap, infrastructure }: ClusterApiPool,
  worker: ClassTemplate,
): JsonObject {
  const { replicas, rollout, template } = machineDeploymentRollout(pool);
  const health = machineHealthCheckSpec(pool, clusterName(tenant));
  const [zone, ...others] = pool.zones;
  return withoutEmpty({
    class: infrastructure.name,
    name: groupName(tenant, pool),
    replicas,
    rollout,
    deletion: { ...template.spec.deletion },
    failureDomain: others.length === 0 ? zone : undefined,
    metadata: withoutEmpty({
      labels: { [POOL_LABEL]: pool.name },
      annotations: { ...machineDeploymentAnnotations(pool) },
    }),
    healthCheck: health && { enabled: true, checks: { ...health.checks }, remediation: { ...health.remediation } },
    variables: withoutEmpty({ overrides: variableValues('worker', worker.variables, bootstrap.spec) }),
  });
}
