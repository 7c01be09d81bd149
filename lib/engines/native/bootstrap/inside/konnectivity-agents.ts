import { emitYaml, hashOf } from '../../../../kubernetes';
import type { KubernetesObject } from '../../../../kubernetes';
import { TUNNEL } from '../../names';
import { endpointUrl } from '../endpoint';
import type { TenantEndpoint } from '../endpoint';
import { AGENT_SELECTOR, agentPodSpec } from './konnectivity-agent-pod';
import type { KonnectivityInput } from './konnectivity-agent-pod';
import { addonMeta } from './labels';
import { role, roleBinding, serviceAccount } from './rbac-objects';
import { tokenKubeconfig } from './token-kubeconfig';

/** Agents that dial out from the nodes to the tenant's endpoint, so that API servers reach kubelets, webhooks and Services. */
export function konnectivityAgentObjects(
  input: KonnectivityInput,
  endpoint: TenantEndpoint,
): readonly KubernetesObject[] {
  const data = { kubeconfig: emitYaml(tokenKubeconfig(endpointUrl(endpoint))) };
  const metadata = addonMeta(TUNNEL.agent, TUNNEL.agent);
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    role(metadata, [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['list', 'watch'] }]),
    roleBinding(metadata, TUNNEL.agent, [serviceAccount(TUNNEL.agent, TUNNEL.namespace)]),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data },
    policy(),
    ...workload(input, endpoint, hashOf(data)),
  ];
}

/**
 * Nobody dials an agent; probes come from the node itself, which policies do not filter. Where an agent dials is what API servers
 * ask for, kubelets and any pod or Service with a webhook, so there is no narrower rule for the other direction. Policies add up:
 * who scrapes agents' metrics adds one for port 8093.
 */
function policy(): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: addonMeta(TUNNEL.agent, TUNNEL.agent),
    spec: { podSelector: { matchLabels: AGENT_SELECTOR }, policyTypes: ['Ingress'], ingress: [] },
  };
}

function workload(input: KonnectivityInput, endpoint: TenantEndpoint, configHash: string): readonly KubernetesObject[] {
  const { agent } = input.konnectivity;
  const form = agent.mode === 'DaemonSet' ? 'konnectivity-agent-daemonset' : 'konnectivity-agent-deployment';
  const metadata = addonMeta(form, TUNNEL.agent, TUNNEL.namespace, AGENT_SELECTOR);
  const selector = { matchLabels: AGENT_SELECTOR };
  const template = {
    metadata: {
      labels: AGENT_SELECTOR,
      annotations: { 'colonnade.dev/config-hash': configHash, 'colonnade.dev/endpoint': endpointUrl(endpoint) },
    },
    spec: agentPodSpec(input, endpoint),
  };
  if (agent.mode === 'DaemonSet') {
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } };
    // No disruption budget: drains leave the pods of DaemonSets alone.
    return [{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, updateStrategy, template } }];
  }
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: agent.replicas ?? 2, strategy, selector, template },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  ];
}
