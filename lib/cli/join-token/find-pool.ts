import { nearest } from '../../findings';
import type { Io } from '../io';
import { commandError } from '../problems';
import { readManagementCluster } from './kubectl';
import type { KubectlOptions } from './kubectl';
import { accessOf, decoded, property, text } from './tenant-api';
import type { TenantAccess } from './tenant-api';

/** A pool as the management cluster knows it, and how its tenant is reached. */
export interface FoundPool {
  readonly tenant: string;
  readonly pool: string;
  readonly access: TenantAccess;
  readonly group: string;
  readonly tokenMinutes: number;
  readonly delivery: string;
  readonly signing: boolean;
  readonly hosts: readonly string[];
}

/** Where to look. */
export interface FindOptions extends KubectlOptions {
  readonly namespace?: string;
}

/**
 * Finds a pool in the management cluster that kubectl talks to: the tenant's namespace by its label, and in it ConfigMap
 * `worker-pools` and Secret `admin-kubeconfig`.
 *
 * @throws ColonnadeError `CLN9060` (kubectl), `CLN9061` (the kubeconfig), `CLN9062` (no such tenant or pool)
 */
export async function findPool(
  tenant: string,
  pool: string,
  options: FindOptions,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<FoundPool> {
  const namespace = options.namespace ?? (await namespaceOf(tenant, options, io));
  const [map, secret] = await Promise.all([
    readManagementCluster(['configmap', 'worker-pools', `--namespace=${namespace}`], options, io),
    readManagementCluster(['secret', 'admin-kubeconfig', `--namespace=${namespace}`], options, io),
  ]);
  const published = property(map, 'data');
  const names = typeof published === 'object' && published !== null ? Object.keys(published) : [];
  const entry = names.includes(pool) ? text(property(published, pool)) : '';
  if (entry === '') {
    const near = nearest(pool, names);
    throw commandError(
      'noSuchPool',
      `${tenant}/${pool}`,
      names.length === 0
        ? `the tenant in namespace ${namespace} has no worker pools.`
        : `the tenant has no pool '${pool}', but ${names.join(', ')}.`,
      near === undefined ? 'apply the manifests of a fleet in which the tenant has the pool.' : `did you mean ${near}?`,
    );
  }
  const kubeconfig = decoded(property(property(secret, 'data'), 'kubeconfig'));
  const facts: unknown = JSON.parse(entry);
  const hosts = property(facts, 'hosts');
  return {
    tenant,
    pool,
    access: accessOf(kubeconfig, tenant),
    group: text(property(facts, 'group')),
    tokenMinutes: Number(property(facts, 'tokenMinutes')),
    delivery: text(property(facts, 'delivery')),
    signing: property(facts, 'signing') === true,
    hosts: Array.isArray(hosts) ? hosts.map(text) : [],
  };
}

async function namespaceOf(tenant: string, options: FindOptions, io: Pick<Io, 'cwd' | 'env'>): Promise<string> {
  const selector = `--selector=app.kubernetes.io/managed-by=colonnade,colonnade.dev/tenant=${tenant}`;
  const items = property(await readManagementCluster(['namespaces', selector], options, io), 'items');
  const names = Array.isArray(items) ? items.map((item) => text(property(property(item, 'metadata'), 'name'))) : [];
  const [name, ...others] = names;
  if (name !== undefined && others.length === 0) return name;
  throw commandError(
    'noSuchPool',
    tenant,
    name === undefined
      ? 'the management cluster has no namespace of such a tenant.'
      : `the management cluster has several: ${names.join(', ')}.`,
    name === undefined
      ? 'choose the management cluster with --context or --kubeconfig, or the namespace with --namespace.'
      : 'choose one with --namespace.',
  );
}
