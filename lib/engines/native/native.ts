import type { KubernetesObject } from '../../kubernetes';
import type { EtcdStoreModel, ManagementClusterModel, Rule, TenantModel } from '../../model';
import type { Engine, RenderContext } from '../engine';
import { renderClusterAutoscalers } from './autoscaler';
import { certificatesKnownBeforehand, renderBootstrap, renderEncryptionKey } from './bootstrap';
import { NATIVE_CAPABILITIES, NATIVE_WORKERS } from './capabilities';
import type { NativeCapabilities } from './capabilities';
import { renderClusterObjects } from './cluster';
import { renderDedicatedEtcd, renderStoreEtcd, renderStoreUser } from './etcd';
import { NATIVE_IMMUTABLE } from './immutable';
import { LABELS } from './names';
import { namespaceObject, storeOwner, tenantOwner, withPatches } from './objects';
import { NATIVE_OPERATORS, NATIVE_WRITES_BACK, nativeOutputs, nativeReadiness } from './outcome';
import { byUrgency, renderStorePki, renderTenantPki } from './pki';
import { renderJoin } from './join';
import { renderControlPlane } from './tenant';

/** Options of the native engine. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface NativeOptions {}

/**
 * Runs control planes without an operator: plain upstream objects that any cluster with cert-manager can run and any GitOps
 * tool can reconcile.
 *
 * @example
 * new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', engine: native(), host });
 */
export function native(_options: NativeOptions = {}): Engine<NativeCapabilities> {
  return Object.freeze({
    name: 'native',
    reference: Object.freeze({ name: 'native', options: Object.freeze({}) }),
    capabilities: NATIVE_CAPABILITIES,
    workers: NATIVE_WORKERS,
    operators: NATIVE_OPERATORS,
    writesBack: NATIVE_WRITES_BACK,
    immutable: NATIVE_IMMUTABLE,
    rules: NO_RULES,
    readiness: nativeReadiness,
    outputs: nativeOutputs,
    renderCluster,
    renderStore,
    renderTenant,
  });
}

/** The rules that hold for every engine are written for this one. */
const NO_RULES: readonly Rule[] = Object.freeze([]);

function renderCluster(cluster: ManagementClusterModel): readonly KubernetesObject[] {
  return renderClusterObjects(cluster);
}

function renderStore(store: EtcdStoreModel, context: RenderContext): readonly KubernetesObject[] {
  if (store.cluster === null) return [];
  const owner = storeOwner(store, context.cluster);
  const objects = [namespaceObject(owner), ...renderStorePki(store, context), ...renderStoreEtcd(store, context)];
  return withPatches(objects, store.patches, store.path);
}

/**
 * The objects of a tenant, in the order in which the first answer of its API server waits for them: a file is applied object by
 * object, and controllers begin with the first while the last is still on its way. What works only when an API server answers
 * comes behind it, so that it does not compete for processors on a node where the API server starts.
 */
function renderTenant(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const { store } = tenant;
  const storeLabels =
    store.kind === 'shared' ? { [LABELS.store]: store.name, [LABELS.storeUser]: store.user } : undefined;
  const pki = byUrgency(certificatesKnownBeforehand(renderTenantPki(tenant, context), tenant));
  const controlPlane = renderControlPlane(tenant, context);
  const objects = [
    namespaceObject(owner, storeLabels),
    ...pki.authorities,
    ...controlPlane.guards,
    ...(store.kind === 'shared' ? renderStoreUser(tenant, store, context) : []),
    ...renderEncryptionKey(tenant, context),
    ...pki.servers,
    ...(store.kind === 'dedicated' ? renderDedicatedEtcd(tenant, store.cluster, context) : []),
    ...controlPlane.apiServer,
    ...pki.clients,
    ...controlPlane.controllers,
    ...renderClusterAutoscalers(tenant, owner, context),
    ...renderBootstrap(tenant, context),
    ...renderJoin(tenant, context),
  ];
  return withPatches(objects, tenant.patches, tenant.path);
}
