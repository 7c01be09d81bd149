import type { Engine } from '../../engines';
import type { TenantModel, TenantNetworkModel } from '../../model';

/** What a worker pool takes from its tenant. */
export interface PoolTenant {
  readonly name: string;
  readonly version: string;
  /** `null`: another program renders the tenant. */
  readonly network: TenantNetworkModel | null;
  /** kube-proxy's mode; `null`: none, or unknown. */
  readonly kubeProxy: NonNullable<TenantModel['addons']['kubeProxy']>['mode'] | null;
  readonly imagesRegistry: string;
  /** What the engine says of workers; `null`: unknown. */
  readonly workers: Engine['workers'] | null;
}
