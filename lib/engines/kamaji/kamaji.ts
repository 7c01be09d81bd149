import type { KubernetesObject } from '../../kubernetes';
import type { EtcdStoreModel, ManagementClusterModel, TenantModel } from '../../model';
import type { Engine, RenderContext } from '../engine';
import { renderEncryptionKey } from '../native/bootstrap';
import { renderClusterObjects } from '../native/cluster';
import { LABELS } from '../native/names';
import { clusterOwner, namespaceObject, tenantOwner, withPatches } from '../native/objects';
import { companions, guards } from './beside';
import { KAMAJI_CAPABILITIES, KAMAJI_WORKERS } from './capabilities';
import type { KamajiCapabilities } from './capabilities';
import { controlPlaneObjects } from './control-plane';
import { asData } from './data';
import { dataStoreObject } from './data-store';
import { kamajiDeletionProtection } from './deletion-protection';
import { KAMAJI_IMMUTABLE } from './immutable';
import { installationObjects, kamajiOperators } from './installation';
import { kubeconfigGeneratorObject } from './kubeconfig-generator';
import { optionsOf } from './options';
import type { KamajiOptions } from './options';
import { KAMAJI_WRITES_BACK, kamajiOutputs, kamajiReadiness } from './outcome';
import { KAMAJI_RULES } from './rules';
import { dedicatedStoreObjects, managedStoreObjects, usesKine } from './stores';

/**
 * Runs control planes by Kamaji's operator: one `TenantControlPlane` for each tenant, a `DataStore` for each store, and beside them what
 * the operator does not make.
 *
 * @example
 * new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', engine: kamaji(), host });
 *
 * @throws TypeError when an option is no plain data, for example a function
 */
export function kamaji(options: KamajiOptions = {}): Engine<KamajiCapabilities> {
  return Object.freeze({
    name: 'kamaji',
    reference: Object.freeze({ name: 'kamaji', options: asData(options) }),
    capabilities: KAMAJI_CAPABILITIES,
    workers: KAMAJI_WORKERS,
    operators: kamajiOperators(options.operator),
    writesBack: KAMAJI_WRITES_BACK,
    immutable: KAMAJI_IMMUTABLE,
    rules: KAMAJI_RULES,
    readiness: kamajiReadiness,
    outputs: kamajiOutputs,
    renderCluster,
    renderStore,
    renderTenant,
  });
}

/** What the native engine has once per management cluster, the operator, and the stores that exist already. */
function renderCluster(cluster: ManagementClusterModel): readonly KubernetesObject[] {
  const owner = clusterOwner(cluster);
  const { operator, dataStores = {}, kubeconfigGenerators = {} } = optionsOf(cluster.engine);
  return [
    ...renderClusterObjects(cluster),
    ...kamajiDeletionProtection(owner),
    ...installationObjects(owner, operator),
    ...byName(dataStores).map(([name, store]) => dataStoreObject(owner, name, store)),
    ...byName(kubeconfigGenerators).map(([name, generator]) => kubeconfigGeneratorObject(owner, name, generator)),
  ];
}

function renderStore(store: EtcdStoreModel, context: RenderContext): readonly KubernetesObject[] {
  return withPatches(managedStoreObjects(store, context), store.patches, store.path);
}

/** The objects of a tenant, what others wait for first. */
function renderTenant(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const { store } = tenant;
  const objects = [
    namespaceObject(owner, {
      ...(store.kind === 'shared' && { [LABELS.store]: store.name }),
      ...(usesKine(tenant, context.cluster) && KINE_SECURITY),
    }),
    ...guards(tenant, context),
    ...(store.kind === 'dedicated' ? dedicatedStoreObjects(tenant, store, context) : []),
    ...renderEncryptionKey(tenant, context),
    ...controlPlaneObjects(tenant, context),
    ...companions(tenant, context),
  ];
  return withPatches(objects, tenant.patches, tenant.path);
}

/** Kamaji writes no security context for kine, so its pods pass `baseline` and not `restricted`. */
const KINE_SECURITY: Readonly<Record<string, string>> = Object.freeze({
  'pod-security.kubernetes.io/enforce': 'baseline',
});

/** Entries in the order of their names, so that the order in which they were written changes nothing. */
function byName<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
