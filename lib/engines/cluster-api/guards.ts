import { shared } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { PORTS } from '../native/names';
import { metadataFor, onceForEach } from '../native/objects';
import type { Owner } from '../native/objects';
import type { ControlPlaneProvider } from './provider';

/** `app.kubernetes.io/name` of what stands around a control plane. */
const COMPONENT = 'control-plane';

/**
 * The tenant's Namespace. Pods are those of an operator, which makes them fit to Pod Security `baseline`; what runs on machines has none.
 */
export function tenantNamespace(owner: Owner): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadataFor(owner, owner.namespace, COMPONENT, { namespace: '', labels: LEVELS, protect: true }),
  };
}

const LEVELS: Readonly<Record<string, string>> = Object.freeze(
  Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'baseline'])),
);

/**
 * What no provider renders around a hosted control plane: a PodDisruptionBudget, and a NetworkPolicy that lets nobody in but clients of API
 * server and tunnel, and pods of the same namespace.
 */
export function guards(tenant: TenantModel, owner: Owner, plane: ControlPlaneProvider): readonly KubernetesObject[] {
  const labels = plane.podLabels(tenant);
  if (labels === null) return [];
  return [
    ...(tenant.replicas > 1 ? [disruptionBudget(owner, labels)] : []),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataFor(owner, 'control-plane', COMPONENT),
      spec: POLICY(portsOf(tenant)),
    },
  ];
}

const POLICY = onceForEach((ports: readonly number[]) =>
  shared({
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: {} }] }, { ports: ports.map((port) => ({ protocol: 'TCP', port })) }],
  }),
);

function disruptionBudget(owner: Owner, labels: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataFor(owner, 'control-plane', COMPONENT),
    spec: { maxUnavailable: 1, selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  };
}

/** Pods listen where the endpoint does, and the tunnel beside it. */
function portsOf({ endpoint, konnectivity }: TenantModel): readonly number[] {
  const nodePorts =
    endpoint.kind === 'nodePort' ? [endpoint.nodePort, endpoint.konnectivityNodePort ?? PORTS.konnectivityAgent] : [];
  return [...new Set([endpoint.port, PORTS.apiServer, konnectivity.port, ...nodePorts])].sort((a, b) => a - b);
}
