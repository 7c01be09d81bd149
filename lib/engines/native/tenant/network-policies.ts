import type {
  NetworkPolicyEgressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from 'kubernetes-types/networking/v1';
import { jwtIssuerUrls, parseCidr, parseIp, shared, urlHost } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { ENCRYPTION_KEY } from '../bootstrap/encryption-key';
import { ETCD, LABELS, PORTS, TENANT } from '../names';
import { metadataFor, selectorFor } from '../objects';
import type { Owner } from '../objects';
import { etcdEndpoints } from './api-server-flags';

/**
 * Nothing in a tenant's namespace talks to anything, except:
 *
 * - anybody to the API servers and konnectivity servers: they ask everybody for credentials, and source addresses behind a
 *   balancer are those of nodes;
 * - API servers to their etcd, and to the issuers of JWTs; without konnectivity to nodes and pods of the tenant: where these are
 *   said to be, or else anywhere but in the management cluster;
 * - controller managers and schedulers to the API servers;
 * - Jobs to the API servers and to the management cluster's own;
 * - all of them to DNS.
 *
 * Probes come from the node itself, which policies do not filter.
 */
export function networkPolicies(tenant: TenantModel, owner: Owner, context: RenderContext): KubernetesObject[] {
  return [
    policy(owner, 'default-deny', NOTHING),
    policy(owner, TENANT.apiServer, {
      podSelector: { matchLabels: selectorFor(owner, TENANT.apiServer) },
      policyTypes: BOTH,
      ingress: tenant.konnectivity.enabled ? FROM_ANYBODY.withTunnel : FROM_ANYBODY.withoutTunnel,
      egress: [...etcdRules(tenant, context), ...outsideRules(tenant, context), DNS],
    }),
    policy(owner, 'controllers', {
      podSelector: CONTROLLERS,
      policyTypes: BOTH,
      egress: [toApiServers(owner), DNS],
    }),
    policy(owner, 'jobs', {
      podSelector: JOBS,
      policyTypes: BOTH,
      egress: [toApiServers(owner), managementApiServers(context), DNS],
    }),
  ];
}

/** Nothing comes in and nothing goes out but what the rules say. */
export const BOTH: string[] = shared(['Ingress', 'Egress']);

const NOTHING: NetworkPolicySpec = shared({ podSelector: {}, policyTypes: BOTH });

/** A policy of the tenant's namespace. */
export function policy(owner: Owner, name: string, spec: NetworkPolicySpec): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataFor(owner, name, 'network'),
    spec,
  };
}

function componentIn(values: readonly string[]) {
  return shared({ matchExpressions: [{ key: LABELS.name, operator: 'In', values: [...values] }] });
}

const CONTROLLERS = componentIn([TENANT.controllerManager, TENANT.scheduler]);
const JOBS = componentIn([ENCRYPTION_KEY, TENANT.bootstrap, TENANT.adminKubeconfig]);

const FROM_ANYBODY = {
  withTunnel: shared([{ ports: [tcp(PORTS.apiServer), tcp(PORTS.konnectivityAgent)] }]),
  withoutTunnel: shared([{ ports: [tcp(PORTS.apiServer)] }]),
};

/** To the tenant's API servers. */
export function toApiServers(owner: Owner): NetworkPolicyEgressRule {
  return {
    to: [{ podSelector: { matchLabels: selectorFor(owner, TENANT.apiServer) } }],
    ports: [tcp(PORTS.apiServer)],
  };
}

/** To any address, because node-local DNS caches answer on addresses of the node. */
export const DNS: NetworkPolicyEgressRule = shared({
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
});

function etcdRules(tenant: TenantModel, context: RenderContext): NetworkPolicyEgressRule[] {
  const { store } = tenant;
  const members = { podSelector: { matchLabels: { [LABELS.name]: ETCD.members } } };
  if (store.kind === 'dedicated') return [{ to: [members], ports: [tcp(PORTS.etcdClient)] }];
  const found = context.cluster.stores.find(({ name }) => name === store.name);
  if (found?.cluster) {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': found.cluster.namespace } };
    return [{ to: [{ namespaceSelector, ...members }], ports: [tcp(PORTS.etcdClient)] }];
  }
  return etcdEndpoints(tenant, context)
    .map(urlRule)
    .filter((rule) => rule !== undefined);
}

/** What API servers dial outside of the namespace: nodes without a tunnel, and issuers of JWTs. */
export function outsideRules(tenant: TenantModel, context: RenderContext): NetworkPolicyEgressRule[] {
  const { nodeCidrs, podCidrs } = tenant.network;
  if (tenant.konnectivity.enabled) return issuerRules(tenant, context);
  if (nodeCidrs.length === 0) return [{ to: elsewhere(context) }];
  // Any port: webhooks and aggregated API servers are dialled at their pods, and those on the host network at their nodes.
  const flat = { to: [...nodeCidrs, ...podCidrs].map((cidr) => ({ ipBlock: { cidr } })), ports: [{ protocol: 'TCP' }] };
  return [flat, ...issuerRules(tenant, context)];
}

function issuerRules(tenant: TenantModel, context: RenderContext): NetworkPolicyEgressRule[] {
  const issuers = jwtIssuerUrls(tenant.authentication.jwt).flatMap((url) => urlHost(url)?.port ?? []);
  const ports = [...new Set(issuers)].sort((a, b) => a - b);
  return ports.length === 0 ? [] : [{ to: elsewhere(context), ports: ports.map(tcp) }];
}

/** Everywhere but the pods and Services of the management cluster, and the address where clouds hand credentials to machines. */
export function elsewhere({ cluster }: RenderContext): NetworkPolicyPeer[] {
  const inside = [...cluster.network.podCidrs, ...cluster.network.serviceCidrs];
  return [
    { ipBlock: { cidr: '0.0.0.0/0', except: [...inside.filter((range) => isFamily(range, 4)), '169.254.169.254/32'] } },
    { ipBlock: { cidr: '::/0', except: [...inside.filter((range) => isFamily(range, 6)), 'fd00:ec2::254/128'] } },
  ];
}

/**
 * The API servers of the management cluster: on their addresses, or on the ports that they usually have, at any address. A
 * policy sees the address behind a Service, so the Service's own does not help.
 */
export function managementApiServers({ cluster }: RenderContext): NetworkPolicyEgressRule {
  const { apiServerCidrs } = cluster.network;
  const ports = [tcp(443), tcp(6443)];
  if (apiServerCidrs.length === 0) return { ports };
  return { to: apiServerCidrs.map((cidr) => ({ ipBlock: { cidr } })), ports };
}

/** A rule for one URL: its address, or any address when it has a DNS name, at its port. */
function urlRule(text: string): NetworkPolicyEgressRule | undefined {
  const at = urlHost(text);
  if (at === undefined) return undefined;
  const address = parseIp(at.host);
  const ports = [tcp(at.port)];
  if (!address.ok) return { ports };
  return { to: [{ ipBlock: { cidr: `${address.value.text}/${address.value.family === 4 ? 32 : 128}` } }], ports };
}

function isFamily(range: string, family: 4 | 6): boolean {
  const read = parseCidr(range);
  return read.ok && read.value.family === family;
}

/** A TCP port. */
export function tcp(port: number): NetworkPolicyPort {
  return { port, protocol: 'TCP' };
}
