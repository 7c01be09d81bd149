import type { EtcdStoreModel, ManagementClusterModel, TenantModel } from '../../model';
import type { KubernetesObject } from '../../kubernetes';
import { ofWorkers } from '../capability';
import type { CapabilityTable, TableOver } from '../capability';
import type { Engine, RenderContext } from '../engine';
import { renderClusterObjects } from '../native/cluster';
import { NATIVE_OPERATORS } from '../native/outcome';
import { clusterOwner, withPatches } from '../native/objects';
import { jsonOf } from './api';
import { COMMON_CAPABILITIES } from './capabilities';
import type { CommonCapabilities } from './capabilities';
import { installationObjects, installingOperators } from './installation';
import { CORE_OPERATORS } from './operators';
import type { ClusterApiOptions } from './options';
import { outputs, readiness, writesBack } from './outcome';
import { CLUSTER_API_RULES } from './rules';
import { clusterObjects } from './tenant';
import { sharedClassObjects } from './topology';

/**
 * Clusters of Cluster API: a control plane by one of its providers, hosted as pods or on machines, and workers from an infrastructure.
 *
 * @example
 * new ManagementCluster(fleet, 'eu-1', {
 *   version: '1.36.3',
 *   host,
 *   engine: clusterApi({ controlPlane: kamajiControlPlane(), infrastructure: aws({ region: 'eu-central-1' }) }),
 * });
 */
export function clusterApi<T extends CapabilityTable>(
  options: ClusterApiOptions<T>,
): Engine<TableOver<CommonCapabilities, T>> {
  const { controlPlane, infrastructure, resources, topology, operator } = options;
  const operators = Object.freeze([
    ...NATIVE_OPERATORS,
    ...installingOperators(operator),
    ...CORE_OPERATORS,
    ...controlPlane.operators,
    infrastructure.operator,
  ]);
  return Object.freeze({
    name: 'cluster-api',
    reference: Object.freeze({
      name: 'cluster-api',
      options: jsonOf({
        controlPlane: { name: controlPlane.name, ...controlPlane.options },
        infrastructure: { name: infrastructure.name, ...infrastructure.options },
        resources,
        topology,
        operator,
      }),
    }),
    capabilities: Object.freeze({
      ...COMMON_CAPABILITIES,
      ...ofWorkers(controlPlane.workers),
      ...controlPlane.capabilities,
    }),
    workers: controlPlane.workers,
    operators,
    writesBack: writesBack(options),
    immutable: [...controlPlane.immutable, ...infrastructure.immutable],
    rules: CLUSTER_API_RULES,
    readiness,
    outputs,
    renderCluster: (cluster: ManagementClusterModel): readonly KubernetesObject[] => [
      ...renderClusterObjects(cluster),
      ...installationObjects(clusterOwner(cluster), operators, operator),
      ...(topology === undefined ? [] : sharedClassObjects(clusterOwner(cluster), options, topology)),
    ],
    renderStore: (_store: EtcdStoreModel): readonly KubernetesObject[] => [],
    renderTenant: (tenant: TenantModel, context: RenderContext) =>
      withPatches(clusterObjects(tenant, context, options), tenant.patches, tenant.path),
  });
}
