import { clusterObjectsOf } from '../../../lib/engines';
import { runChecks } from '../../../lib/checks';
import type { Engine, FleetModel, KubernetesObject } from '../../../lib';
import { nthAddress, parseCidr } from '../../../lib/kubernetes';
import type { ManagementClusterModel, Rule, TenantModel } from '../../../lib/model';

/** The engine of a management cluster; it may have to know the stores that exist there already. */
export type EngineFor = (cluster: ManagementClusterModel) => Engine;

/** A fleet as another engine renders it. */
export interface Refitted {
  readonly model: FleetModel;
  readonly objects: readonly KubernetesObject[];
  /** Paths of the tenants that a rule of the engine refuses; nothing is rendered for them. */
  readonly refused: readonly string[];
}

/** The same fleet with another engine everywhere, without what a rule of the engine refuses. */
export function refit(model: FleetModel, engineFor: EngineFor): Refitted {
  const engines = new Map(model.managementClusters.map((cluster) => [cluster.path, engineFor(cluster)] as const));
  const asked = {
    ...model,
    managementClusters: model.managementClusters.map((cluster) => withEngine(cluster, engines)),
  };
  const rules = [...new Set([...engines.values()].flatMap((engine) => engine.rules))];
  const refusedFirst = refusedPaths(asked, rules);
  const changed = {
    ...asked,
    managementClusters: asked.managementClusters.map((cluster) => ({
      ...cluster,
      tenants: cluster.tenants.map((tenant) => (refusedFirst.includes(tenant.path) ? settled(tenant) : tenant)),
    })),
  };
  const refused = refusedPaths(changed, rules);
  const isLeft = ({ path }: { readonly path: string }) => !refused.some((other) => `${path}/`.startsWith(`${other}/`));
  const managementClusters = changed.managementClusters
    .filter(isLeft)
    .map((cluster) => ({ ...cluster, tenants: cluster.tenants.filter(isLeft) }));
  const objects = managementClusters.flatMap((cluster) => {
    const engine = engines.get(cluster.path);
    return engine === undefined ? [] : objectsOf(cluster, engine);
  });
  return { model: { ...changed, managementClusters }, objects, refused };
}

function refusedPaths(model: FleetModel, rules: readonly Rule[]): readonly string[] {
  return runChecks(model, { rules })
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ path }) => path);
}

/** The tenant with what most engines take: what a user who was refused would write instead. */
function settled(tenant: TenantModel): TenantModel {
  const range = parseCidr(tenant.network.serviceCidrs[0] ?? '');
  const dnsAddress = (range.ok ? nthAddress(range.value, 10) : undefined) ?? tenant.network.dnsAddress;
  const replicas = tenant.replicas + (tenant.replicas > 1 && tenant.replicas % 2 === 0 ? 1 : 0);
  const { store } = tenant;
  return {
    ...tenant,
    replicas,
    network: { ...tenant.network, dnsAddress, clusterDomain: 'cluster.local' },
    audit: { ...tenant.audit, sink: 'stdout' },
    endpoint: { ...tenant.endpoint, port: 6443 },
    store: store.kind === 'dedicated' ? { ...store, cluster: { ...store.cluster, members: replicas } } : store,
  };
}

/** Patches name objects of the engine that they were written for, so they go. */
function withEngine(cluster: ManagementClusterModel, engines: ReadonlyMap<string, Engine>): ManagementClusterModel {
  const reference = engines.get(cluster.path)?.reference ?? cluster.engine;
  return {
    ...cluster,
    engine: reference,
    stores: cluster.stores.map((store) => ({
      ...store,
      engine: store.origin === 'managed' ? reference : null,
      patches: [],
    })),
    tenants: cluster.tenants.map((tenant) => ({ ...tenant, engine: reference, patches: [] })),
  };
}

function objectsOf(cluster: ManagementClusterModel, engine: Engine): readonly KubernetesObject[] {
  return [
    ...clusterObjectsOf([engine], cluster).items,
    ...cluster.stores.flatMap((store) => engine.renderStore(store, { cluster })),
    ...cluster.tenants.flatMap((tenant) => engine.renderTenant(tenant, { cluster })),
  ];
}
