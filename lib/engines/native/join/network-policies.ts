import type { NetworkPolicyEgressRule } from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../../../kubernetes';
import type { SecretStoreModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { PORTS, TENANT } from '../names';
import { selectorFor } from '../objects';
import type { Owner } from '../objects';
import { DNS, elsewhere, managementApiServers, policy, tcp } from '../tenant/network-policies';
import { JOIN_COMPONENT, STORE_LABEL } from './credential-job';
import { KUBELET_APPROVER, hasKubeletApprover, mintedPools, singleUsePools } from './identities';

/**
 * Where metadata services hand a workload its identity in the cloud, besides the cloud's API: EKS pod identity agents, and the metadata
 * servers of GKE. Azure's and AWS's web identities need nothing but the API.
 */
const METADATA: Readonly<Record<SecretStoreModel['kind'], readonly NetworkPolicyEgressRule[]>> = Object.freeze({
  'aws-secrets-manager': [
    {
      to: [{ ipBlock: { cidr: '169.254.170.23/32' } }, { ipBlock: { cidr: 'fd00:ec2::23/128' } }],
      ports: [tcp(80)],
    },
  ],
  'gcp-secret-manager': [
    {
      to: [{ ipBlock: { cidr: '169.254.169.254/32' } }, { ipBlock: { cidr: '169.254.169.252/32' } }],
      ports: [tcp(80), tcp(987), tcp(988)],
    },
  ],
  'azure-key-vault': [],
});

/**
 * What tokens and certificates of nodes add to the flows of a tenant's namespace: Jobs that make or remove tokens reach the API servers
 * of the tenant and of the management cluster; those that write to a cloud's store reach HTTPS outside of the management cluster and the
 * metadata service; the approver reaches the tenant's API servers.
 */
export function joinNetworkPolicies(tenant: TenantModel, owner: Owner, context: RenderContext): KubernetesObject[] {
  const toApiServers: NetworkPolicyEgressRule = {
    to: [{ podSelector: { matchLabels: selectorFor(owner, TENANT.apiServer) } }],
    ports: [tcp(PORTS.apiServer)],
  };
  const minted = mintedPools(tenant);
  const stores = [...new Set(minted.flatMap(({ join }) => join.delivery.store?.kind ?? []))].sort();
  return [
    ...(minted.length + singleUsePools(tenant).length > 0
      ? [
          policy(owner, JOIN_COMPONENT, {
            podSelector: { matchLabels: selectorFor(owner, JOIN_COMPONENT) },
            policyTypes: ['Ingress', 'Egress'],
            egress: [toApiServers, managementApiServers(context), DNS],
          }),
        ]
      : []),
    ...stores.map((kind) =>
      policy(owner, `join-store-${kind}`, {
        podSelector: { matchLabels: { ...selectorFor(owner, JOIN_COMPONENT), [STORE_LABEL]: kind } },
        policyTypes: ['Egress'],
        egress: [{ to: elsewhere(context), ports: [tcp(443)] }, ...METADATA[kind]],
      }),
    ),
    ...(hasKubeletApprover(tenant)
      ? [
          policy(owner, KUBELET_APPROVER, {
            podSelector: { matchLabels: selectorFor(owner, KUBELET_APPROVER) },
            policyTypes: ['Ingress', 'Egress'],
            egress: [toApiServers, DNS],
          }),
        ]
      : []),
  ];
}
