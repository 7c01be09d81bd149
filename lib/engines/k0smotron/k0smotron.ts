import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes';
import type { EtcdStoreModel, ManagementClusterModel, TenantModel } from '../../model';
import { isK0sPool, joinTokenRequest } from '../../workers';
import type { Engine, RenderContext } from '../engine';
import { renderEncryptionKey } from '../native/bootstrap';
import { renderClusterObjects } from '../native/cluster';
import { clusterOwner, namespaceObject, tenantOwner, withPatches } from '../native/objects';
import { certificateAlarms } from './alarms';
import { apiServerFiles, apiServerFilesMap, encrypts } from './api-server';
import { K0SMOTRON_CAPABILITIES, K0SMOTRON_WORKERS } from './capabilities';
import type { K0smotronCapabilities } from './capabilities';
import { clusterGuard } from './cluster-guard';
import { clusterObject } from './cluster-object';
import { disruptionBudgets, networkPolicies } from './guards';
import { K0SMOTRON_IMMUTABLE } from './immutable';
import { installationObjects } from './installation';
import { ENGINE_NAME, optionsOf } from './options';
import type { K0smotronOptions } from './options';
import { K0SMOTRON_OPERATORS, K0SMOTRON_WRITES_BACK, k0smotronOutputs, k0smotronReadiness } from './outcome';
import { K0SMOTRON_RULES } from './rules';

/**
 * Runs control planes of k0s by the operator k0smotron: a Cluster for each tenant, and beside it what k0smotron does not make.
 *
 * Options given here are for every tenant of a management cluster; those of a single tenant are passed with the tenant.
 *
 * @example
 * new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', engine: k0smotron({ release: 2 }), host });
 */
export function k0smotron(options: K0smotronOptions = {}): Engine<K0smotronCapabilities> {
  return Object.freeze({
    name: ENGINE_NAME,
    reference: Object.freeze({ name: ENGINE_NAME, options: asData(options) }),
    capabilities: K0SMOTRON_CAPABILITIES,
    workers: K0SMOTRON_WORKERS,
    operators: K0SMOTRON_OPERATORS,
    writesBack: K0SMOTRON_WRITES_BACK,
    immutable: K0SMOTRON_IMMUTABLE,
    rules: K0SMOTRON_RULES,
    readiness: k0smotronReadiness,
    outputs: k0smotronOutputs,
    renderCluster,
    renderStore,
    renderTenant,
  });
}

/** A frozen copy without what is `undefined`, so that nobody changes it afterwards and `fleet.json` says the same. */
function asData(options: K0smotronOptions): JsonObject {
  return Object.freeze(
    Object.fromEntries(
      Object.entries(options)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, frozenCopy(value as JsonValue)]),
    ),
  );
}

function frozenCopy(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return Object.freeze(value.map(frozenCopy));
  const entries = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, frozenCopy(member)] as const],
  );
  return Object.freeze(Object.fromEntries(entries));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Priority classes and admission policies. Nothing of cert-manager: k0smotron makes its certificates itself. */
function renderCluster(cluster: ManagementClusterModel): readonly KubernetesObject[] {
  const objects = renderClusterObjects(cluster).filter(({ kind }) => kind !== 'ClusterIssuer');
  const owner = clusterOwner(cluster);
  return [...objects, ...clusterGuard(owner), ...installationObjects(owner, optionsOf(cluster).operator)];
}

/** No datastore is shared. */
function renderStore(_store: EtcdStoreModel, _context: RenderContext): readonly KubernetesObject[] {
  return [];
}

/** The Cluster, what it mounts before it and what joins it behind it. */
function renderTenant(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const files = apiServerFiles(tenant);
  const isHere = optionsOf(tenant).remoteHost === undefined;
  const objects = [
    namespaceObject(owner, podSecurity(tenant)),
    ...(isHere
      ? [
          ...networkPolicies(tenant, owner, context),
          ...disruptionBudgets(tenant, owner),
          ...apiServerFilesMap(owner, files),
          ...(encrypts(tenant) ? renderEncryptionKey(tenant, context) : []),
        ]
      : []),
    clusterObject(tenant, owner, context, files),
    ...certificateAlarms(tenant, owner),
    ...tenant.workerPools.filter(isK0sPool).map((pool) => joinTokenRequest(tenant, pool)),
  ];
  return withPatches(objects, tenant.patches, tenant.path);
}

/** The pods of k0s start as root, which `restricted` does not let in; a path of the node needs `privileged`. */
function podSecurity(tenant: TenantModel): Readonly<Record<string, string>> {
  const level = optionsOf(tenant).persistence?.kind === 'hostPath' ? 'privileged' : 'baseline';
  return LEVELS[level];
}

const LEVELS = { baseline: levels('baseline'), privileged: levels('privileged') };

function levels(level: string): Readonly<Record<string, string>> {
  return Object.freeze(
    Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level])),
  );
}
