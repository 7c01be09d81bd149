import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
} from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../../../kubernetes';
import { ETCD, LABELS, PORTS, TENANT } from '../names';
import { metadataFor, selectorFor } from '../objects';
import type { EtcdPlacement } from './placement';

/** Nothing in a store's namespace talks to anything, unless another policy names it. */
export function defaultDeny({ owner }: EtcdPlacement): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataFor(owner, 'default-deny', ETCD.members),
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
}

/**
 * What members may do: serve clients, talk to each other, ask DNS. Probes come from the node itself, which policies do not
 * filter.
 *
 * @param clients - who may reach the client port
 */
export function memberPolicy({ owner }: EtcdPlacement, clients: NetworkPolicyPeer[]): KubernetesObject {
  const members = { podSelector: { matchLabels: selectorFor(owner, ETCD.members) } };
  const ingress: NetworkPolicyIngressRule[] = [
    { from: clients, ports: [tcp(PORTS.etcdClient)] },
    { from: [members], ports: [tcp(PORTS.etcdPeer)] },
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataFor(owner, ETCD.members, ETCD.members),
    spec: {
      podSelector: members.podSelector,
      policyTypes: ['Ingress', 'Egress'],
      ingress,
      egress: [{ to: [members], ports: [tcp(PORTS.etcdPeer)] }, DNS],
    },
  };
}

/** What the Jobs in a store's namespace may do: reach the members and DNS. */
export function adminPolicy({ owner }: EtcdPlacement): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataFor(owner, ETCD.admin, ETCD.admin),
    spec: {
      podSelector: ADMIN_PODS,
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        { to: [{ podSelector: { matchLabels: selectorFor(owner, ETCD.members) } }], ports: [tcp(PORTS.etcdClient)] },
        DNS,
      ],
    },
  };
}

/** Jobs of the store and of every tenant in it, whose instance label differs. */
const ADMIN_PODS = { matchLabels: { [LABELS.name]: ETCD.admin } };

/** API servers of the tenants of a store, and the Jobs in the store's own namespace. */
export function storeClients({ owner }: EtcdPlacement): NetworkPolicyPeer[] {
  return [
    {
      namespaceSelector: { matchLabels: { [LABELS.store]: owner.name } },
      podSelector: { matchLabels: { [LABELS.name]: TENANT.apiServer } },
    },
    { podSelector: ADMIN_PODS },
  ];
}

/** API servers in the same namespace. */
export function dedicatedClients({ owner }: EtcdPlacement): NetworkPolicyPeer[] {
  return [{ podSelector: { matchLabels: selectorFor(owner, TENANT.apiServer) } }];
}

/** To any address, because node-local DNS caches answer on addresses of the node. */
const DNS: NetworkPolicyEgressRule = {
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

function tcp(port: number): { port: number; protocol: string } {
  return { port, protocol: 'TCP' };
}
