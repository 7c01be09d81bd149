import { log } from '@pulumi/pulumi';
import type { ComponentResource, ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { native } from '../../engines/native';
import { formatFinding } from '../../findings';
import { EtcdStore, Fleet, ManagementCluster, WorkerPool } from '../../fleet';
import type { TenantControlPlane } from '../../fleet';
import { existing } from '../../hosts/existing';
import { Machines } from '../../workers';
import type { FleetBuilder } from '../fleet-plan';
import { planFleetOf } from '../fleet-plan';
import { GroupResources } from '../group-resources';
import type { Registry } from '../group-resources';
import { managementProvider } from '../management-provider';
import type { PlannedGroup } from '../plan';
import { TenantResources } from '../tenant-resources';
import type { ClusterFacts, PoolFacts, StoreFacts } from './facts';

/** A component deploys one group of a fleet that has what the group depends on; other components deploy that. */
export interface Part {
  readonly parent: ComponentResource;
  readonly name: string;
  readonly kind: PlannedGroup['kind'];
  readonly waits: boolean;
  readonly build: FleetBuilder;
}

/** Options of a component whose resources go to the cluster of a kubeconfig. */
export function withProvider(
  name: string,
  kubeconfig: Input<string>,
  options: ComponentResourceOptions,
): ComponentResourceOptions {
  const { parent } = options;
  const provider = managementProvider(`${name}/cluster`, { kubeconfig }, parent === undefined ? {} : { parent });
  return { ...options, providers: [provider] };
}

/** The management cluster of these facts, in a fleet of its own. */
export function clusterOf(scope: ConstructorParameters<typeof Fleet>[0], facts: ClusterFacts): ManagementCluster {
  const { fleet, name, version, zones, storageClass, loadBalancer } = facts;
  return new ManagementCluster(new Fleet(scope, fleet), name, {
    version,
    host: existing({ zones: [...zones], loadBalancer, ...(storageClass !== undefined && { storageClass }) }),
    engine: native(),
  });
}

/** The datastore of these facts. */
export function storeOf(cluster: ManagementCluster, { name, ...props }: StoreFacts): EtcdStore {
  return new EtcdStore(cluster, name, props);
}

/** The worker pool of these facts. */
export function poolOf(tenant: TenantControlPlane, { name, size, version, zones, ...machines }: PoolFacts): WorkerPool {
  const { operatingSystem, carrier } = machines;
  return new WorkerPool(tenant, name, {
    machines: Machines.existing({ operatingSystem, zones, ...(carrier !== undefined && { carrier }) }),
    size,
    ...(version !== undefined && { version }),
  });
}

/**
 * Makes the resources of one group.
 *
 * @throws ColonnadeError with all errors of the fleet
 */
export function deployPart({ parent, name, kind, waits, build }: Part): GroupResources {
  const plan = planFleetOf(build, { waits });
  const group = plan.clusters.flatMap(({ groups }) => groups).findLast((candidate) => candidate.kind === kind);
  if (group === undefined) throw new Error(`the fleet of ${name} has no ${kind}.`);
  const registry: Registry = {
    plan,
    resources: new Map(),
    grain: 'object',
    provider: undefined,
    timeoutSeconds: 900,
    protection: 'protect',
  };
  if (group.tenant === undefined) return new GroupResources(GROUP_TYPE, name, group, registry, parent);
  for (const warning of plan.warnings.filter(({ path }) => `${path}/`.startsWith(`${group.path}/`))) {
    void log.warn(formatFinding(warning), parent);
  }
  const { model, outputs } = group.tenant;
  return new TenantResources(name, group, { model, outputs, registry, parent });
}

const GROUP_TYPE = 'colonnade:index:Objects';
