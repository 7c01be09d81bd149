import { Construct } from 'constructs';
import type { Finding, FindingCode } from '../findings';
import type { AcknowledgementModel, WorkerPoolModel } from '../model';
import { guardId } from './construct-guard';
import type { PoolTenant } from './describe/pool-tenant';
import { describing } from './describing';
import type { Fleet } from './fleet';
import { acknowledgement } from './parts';
import type { PoolPart } from './parts';
import type { WorkerPoolProps } from './props/worker-pool-props';
import { poolProblems } from './shapes/pool-problems';
import { HOLDS_POOLS } from './tenant-reference';
import type { ITenantControlPlane } from './tenant-reference';

interface PoolOwner extends ITenantControlPlane {
  readonly fleet: Fleet;
  addPool(pool: PoolPart): void;
}

/**
 * Machines that are nodes of a tenant: declared, checked against their control plane and recorded in the model.
 *
 * @example
 * new WorkerPool(team, 'general', { machines: Machines.existing(), size: { min: 3, max: 20 } });
 */
export class WorkerPool extends Construct {
  /** @internal */
  public readonly problems: readonly Finding[];
  /** @internal */
  public readonly acknowledgements: AcknowledgementModel[] = [];

  private readonly tenant: PoolOwner;

  /**
   * @param scope - the tenant control plane
   * @param id - name of the pool: an RFC 1035 label of at most 40 characters
   * @throws CLN0004, CLN0005, CLN0006; other problems of the input are reported with everything else at synthesis
   */
  public constructor(
    scope: ITenantControlPlane,
    id: string,
    private readonly props: WorkerPoolProps,
  ) {
    super(scope, guardId('WorkerPool', scope, id, isPoolOwner, 'a TenantControlPlane'));
    this.tenant = scope as PoolOwner;
    this.problems = poolProblems(props, this.node.path);
    this.tenant.addPool(this);
  }

  /** Accepts a warning for this pool. @throws CLN0001 for what is no code or no reason */
  public acknowledge(code: FindingCode, reason: string): void {
    this.acknowledgements.push(acknowledgement(this.node, code, reason));
    this.tenant.fleet.changed();
  }

  /** @internal */
  public describe(tenant: PoolTenant): WorkerPoolModel | undefined {
    if (this.problems.length > 0) return undefined;
    return describing().describeWorkerPool(this.node.id, this.node.path, this.props, tenant);
  }
}

function isPoolOwner(scope: object): boolean {
  return HOLDS_POOLS in scope;
}
