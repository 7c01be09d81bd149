import type { KubernetesObject } from '../../../../kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../../../model';
import { BOOTSTRAP_TOKENS, singleUseTokenId } from '../../../../workers';
import { USERS, hasKubeletApprover, minterUser, mintedPools, singleUsePools } from '../../join/identities';
import { addonMeta } from './labels';
import type { Addon } from './labels';
import { clusterRole, clusterRoleBinding, role, roleBinding, user } from './rbac-objects';
import { tokenPolicy } from './token-policy';

const TOKENS = 'colonnade:join-tokens';
const SIGNER = 'kubernetes.io/kubelet-serving';

/** What {@link poolObjects} renders for a tenant, by the label that the bootstrap Job deletes by. */
export function poolAddons(tenant: TenantModel): readonly Addon[] {
  return [
    ...(mintedPools(tenant).length > 0 ? (['join-tokens'] as const) : []),
    ...(singleUsePools(tenant).length > 0 ? (['used-join-tokens'] as const) : []),
    ...(hasKubeletApprover(tenant) ? (['kubelet-serving-approver'] as const) : []),
  ];
}

/**
 * What the users that make tokens, remove them and approve serving certificates may do inside the tenant. Names do not depend on the
 * pools, so that the subjects and rules of pools that are gone are replaced.
 */
export function poolObjects(tenant: TenantModel): readonly KubernetesObject[] {
  return [
    ...minterObjects(mintedPools(tenant)),
    ...usedTokenObjects(singleUsePools(tenant)),
    ...(hasKubeletApprover(tenant) ? approverObjects() : []),
  ];
}

/** RBAC knows no types of Secrets and cannot limit creation by name: the policy says which Secrets. Nothing may be read. */
function minterObjects(pools: ReturnType<typeof mintedPools>): readonly KubernetesObject[] {
  if (pools.length === 0) return [];
  const meta = addonMeta('join-tokens', TOKENS);
  return [
    ...tokenPolicy(pools),
    role(meta, [{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]),
    roleBinding(
      meta,
      TOKENS,
      pools.map((pool) => user(minterUser(pool))),
    ),
  ];
}

function usedTokenObjects(pools: readonly WorkerPoolModel[]): readonly KubernetesObject[] {
  const hosts = pools.flatMap((pool) => pool.machines.hosts.map(({ name }) => ({ pool: pool.name, name })));
  if (hosts.length === 0) return [];
  const tokens = hosts.map(({ pool, name }) => `${BOOTSTRAP_TOKENS.prefix}${singleUseTokenId(pool, name)}`);
  const meta = addonMeta('used-join-tokens', USERS.usedTokens);
  const cluster = addonMeta('used-join-tokens', USERS.usedTokens, null);
  const subjects = [user(USERS.usedTokens)];
  return [
    role(meta, [{ apiGroups: [''], resources: ['secrets'], resourceNames: tokens, verbs: ['delete'] }]),
    roleBinding(meta, USERS.usedTokens, subjects),
    clusterRole(cluster, [
      { apiGroups: [''], resources: ['nodes'], resourceNames: hosts.map(({ name }) => name), verbs: ['get'] },
    ]),
    clusterRoleBinding(cluster, USERS.usedTokens, subjects),
  ];
}

/** https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization */
function approverObjects(): readonly KubernetesObject[] {
  const meta = addonMeta('kubelet-serving-approver', USERS.approver, null);
  const certificates = 'certificates.k8s.io';
  return [
    clusterRole(meta, [
      { apiGroups: [certificates], resources: ['certificatesigningrequests'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [certificates], resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
      { apiGroups: [certificates], resources: ['signers'], resourceNames: [SIGNER], verbs: ['approve'] },
      { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
    ]),
    clusterRoleBinding(meta, USERS.approver, [user(USERS.approver)]),
  ];
}
