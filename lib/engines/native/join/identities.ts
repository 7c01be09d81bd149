import type { TenantModel, WorkerPoolModel } from '../../../model';
import type { ClientIdentity } from '../../../pki';
import { shortPoolName } from '../../../workers';

/** Start of the names of {@link makerName}. */
const MAKERS = 'token-maker-';

/** Certificate and Deployment of what approves kubelets' serving certificates. */
export const KUBELET_APPROVER = 'kubelet-serving-approver';

/** Certificate and CronJob of what removes tokens of machines that have joined. */
export const USED_TOKENS = 'used-join-tokens';

/** Start of the user names of {@link minterUser}. */
export const MINTER_USERS = 'colonnade:join:';

/** Users inside the tenant of the two others. */
export const USERS = { approver: `colonnade:${KUBELET_APPROVER}`, usedTokens: `colonnade:${USED_TOKENS}` } as const;

/** Name of the Certificate and the Secret of what makes a pool's tokens. */
export function makerName(pool: Pick<WorkerPoolModel, 'name'>): string {
  return `${MAKERS}${shortPoolName(pool)}`;
}

/** User inside the tenant that may make tokens of this pool, and nothing else. */
export function minterUser(pool: Pick<WorkerPoolModel, 'name'>): string {
  return `${MINTER_USERS}${shortPoolName(pool)}`;
}

/** A pool whose tokens a CronJob keeps fresh. */
export interface MintedPool extends WorkerPoolModel {
  readonly join: WorkerPoolModel['join'] & {
    readonly delivery: Extract<WorkerPoolModel['join']['delivery'], { kind: 'secret' }>;
  };
}

/** Pools whose tokens a CronJob keeps fresh, in the tenant's order. */
export function mintedPools(tenant: TenantModel): readonly MintedPool[] {
  return tenant.workerPools.filter((pool): pool is MintedPool => pool.join.delivery.kind === 'secret');
}

/** Pools whose machines get one token each. */
export function singleUsePools(tenant: TenantModel): readonly WorkerPoolModel[] {
  return tenant.workerPools.filter(
    ({ join, machines }) => join.delivery.kind === 'single-use' && machines.hosts.length > 0,
  );
}

/** Whether kubelets of this tenant ask its CA for serving certificates. */
export function hasKubeletApprover(tenant: TenantModel): boolean {
  return tenant.workerPools.some(({ node }) => node.kubelet.serverCertificates);
}

/**
 * Whether API servers check kubelets' serving certificates: only where all pools have them. For
 * nodes that joined otherwise see docs/adr/0015-kubelet-serving-certificates.md.
 */
export function verifiesKubelets(tenant: TenantModel): boolean {
  return hasKubeletApprover(tenant) && tenant.workerPools.every(({ node }) => node.kubelet.serverCertificates);
}

/** The users that join credentials and certificates of nodes need, each with a certificate by the tenant's CA. */
export function joinClients(tenant: TenantModel): readonly ClientIdentity[] {
  return [
    ...mintedPools(tenant).map((pool) => ({
      name: makerName(pool),
      user: minterUser(pool),
      purpose: `makes bootstrap tokens of pool ${pool.name}`,
    })),
    ...(singleUsePools(tenant).length > 0
      ? [
          {
            name: USED_TOKENS,
            user: USERS.usedTokens,
            purpose: 'removes bootstrap tokens of machines that have joined',
          },
        ]
      : []),
    ...(hasKubeletApprover(tenant)
      ? [{ name: KUBELET_APPROVER, user: USERS.approver, purpose: "approves kubelets' serving certificates" }]
      : []),
  ];
}

/** Pods that may exist at once for {@link joinClients}: of each Job one that runs and two that failed, and the approver's. */
export function joinPods(tenant: TenantModel): number {
  const jobs = mintedPools(tenant).length + (singleUsePools(tenant).length > 0 ? 1 : 0);
  return 3 * jobs + (hasKubeletApprover(tenant) ? 3 : 0);
}

/** Whether a Certificate of a tenant is one of {@link joinClients}. */
export function isJoinClient(name: string): boolean {
  return name.startsWith(MAKERS) || name === USED_TOKENS || name === KUBELET_APPROVER;
}
