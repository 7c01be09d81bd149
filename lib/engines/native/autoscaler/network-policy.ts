import type { NetworkPolicyEgressRule } from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../../../kubernetes';
import type { ClusterAutoscaler } from '../../../workers';
import type { RenderContext } from '../../engine';
import { selectorFor } from '../objects';
import type { Owner } from '../objects';
import { BOTH, DNS, elsewhere, managementApiServers, policy, tcp, toApiServers } from '../tenant/network-policies';

/**
 * Where pods find the cloud's identity of their account, beside the cloud's API: the metadata server of GKE, and the agent of EKS.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy and
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
const IDENTITY: Readonly<Record<string, readonly NetworkPolicyEgressRule[]>> = Object.freeze({
  aws: [{ to: [host('169.254.170.23')], ports: [tcp(80)] }],
  gce: [
    { to: [host('169.254.169.252')], ports: [tcp(988)] },
    { to: [host('169.254.169.254')], ports: [tcp(80)] },
  ],
});

/**
 * A cluster-autoscaler talks to the tenant's API servers and to DNS, and to what has the machines: the management cluster's API servers
 * for Cluster API, else the cloud's API by HTTPS and the place where it gets its identity. Nobody talks to it.
 */
export function autoscalerPolicy(
  owner: Owner,
  { name, provider }: ClusterAutoscaler,
  context: RenderContext,
): KubernetesObject {
  const machines: readonly NetworkPolicyEgressRule[] =
    provider === 'clusterapi'
      ? [managementApiServers(context)]
      : [{ to: elsewhere(context), ports: [tcp(443)] }, ...(IDENTITY[provider] ?? [])];
  return policy(owner, name, {
    podSelector: { matchLabels: selectorFor(owner, name) },
    policyTypes: BOTH,
    egress: [toApiServers(owner), ...machines, DNS],
  });
}

function host(address: string) {
  return { ipBlock: { cidr: `${address}/32` } };
}
