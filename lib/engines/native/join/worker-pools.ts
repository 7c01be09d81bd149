import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { usesTokenDiscovery } from '../../../workers';
import { metadataFor } from '../objects';
import type { Owner } from '../objects';
import { JOIN_COMPONENT } from './credential-job';

/** ConfigMap in a tenant's namespace that says which pools it has; the command line reads it. */
export const WORKER_POOLS = 'worker-pools';

/** What {@link workerPoolsConfigMap} says of a pool, as JSON. Nothing secret. */
export interface PublishedPool {
  readonly group: string;
  readonly tokenMinutes: number;
  readonly delivery: string;
  /** Whether tokens have to sign `cluster-info`. */
  readonly signing: boolean;
  /** Names of the machines that are known. */
  readonly hosts: readonly string[];
}

/** The pools of a tenant, one key for each; nothing when there is none. */
export function workerPoolsConfigMap(tenant: TenantModel, owner: Owner): readonly KubernetesObject[] {
  if (tenant.workerPools.length === 0) return [];
  const data = tenant.workerPools.map((pool): [string, string] => {
    const published: PublishedPool = {
      group: pool.join.group,
      tokenMinutes: pool.join.tokenMinutes,
      delivery: pool.join.delivery.kind,
      signing: usesTokenDiscovery(pool),
      hosts: pool.machines.hosts.map(({ name }) => name),
    };
    return [pool.name, JSON.stringify(published)];
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataFor(owner, WORKER_POOLS, JOIN_COMPONENT),
      data: Object.fromEntries(data),
    },
  ];
}
