import { output } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { ColonnadeError, PULUMI_PROBLEMS, nearest } from '../findings';
import type { FleetModel, TenantModel, WorkerPoolModel } from '../model';
import { userData } from '../workers';
import type { FleetPlan } from './fleet-plan';

/**
 * A worker pool of a tenant, as what makes its machines needs it: `fleet.tenant('team-a').pool('general')`.
 *
 * Where something is known later, such as an address that the same program allocates, the models have something that stands for it;
 * user data has the value itself.
 */
export interface TenantPool {
  /** The tenant that the machines join. */
  readonly tenant: TenantModel;
  /** The pool as it was declared. */
  readonly model: WorkerPoolModel;
  /**
   * What machines read at their first boot, in base64, as APIs of clouds take it. Holds no secret: a machine fetches its credential, or
   * is brought one.
   *
   * @throws ColonnadeError `CLN3050` for a document over the limit of the cloud, `CLN3051` for machines that read no user data
   */
  readonly userData: Output<string>;
  /** The same for APIs that take text: as it is, or in base64 where it had to be compressed, which cloud-init takes off. @throws as `userData` */
  readonly userDataText: Output<string>;
}

/** @throws CLN3303 */
export function tenantPool(plan: FleetPlan, tenant: TenantModel, name: string): TenantPool {
  const model = tenant.workerPools.find((pool) => pool.name === name);
  if (model === undefined) throw noSuchPool(tenant, name);
  const part = (fleet: FleetModel): Documented => documented(fleet, tenant, model);
  return {
    tenant,
    model,
    get userData() {
      return output(plan.textOf(part, (found) => userData(found.tenant, found.pool).base64));
    },
    get userDataText() {
      return output(plan.textOf(part, textOf));
    },
  };
}

interface Documented {
  readonly tenant: TenantModel;
  readonly pool: WorkerPoolModel;
}

/** Tenant and pool in another build of the fleet. */
function documented(fleet: FleetModel, tenant: TenantModel, pool: WorkerPoolModel): Documented {
  const found = fleet.managementClusters.flatMap(({ tenants }) => tenants).find(({ path }) => path === tenant.path);
  return { tenant: found ?? tenant, pool: found?.workerPools.find(({ path }) => path === pool.path) ?? pool };
}

function textOf({ tenant, pool }: Documented): string {
  const { encoding, bytes, base64 } = userData(tenant, pool);
  return encoding === 'gzip' ? base64 : Buffer.from(bytes).toString('utf8');
}

function noSuchPool({ path, workerPools }: TenantModel, name: string): ColonnadeError {
  const names = workerPools.map((pool) => pool.name);
  const guess = nearest(name, names);
  return ColonnadeError.of({
    code: PULUMI_PROBLEMS.noSuchPool.code,
    path,
    property: '',
    message: `no worker pool is called ${JSON.stringify(name)}.`,
    fix:
      names.length === 0
        ? `declare one: new WorkerPool(tenant, '${name}', { ... }).`
        : guess === undefined
          ? `choose one of ${names.join(', ')}.`
          : `write '${guess}'.`,
  });
}
