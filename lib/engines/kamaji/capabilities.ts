import type { WorkerKind } from '../../model';
import { ofEveryEndpoint } from '../capability';
import type { Capability, CapabilityTable, HonouredCapability, UnsupportedCapability } from '../capability';
import { NEWEST_MINOR } from './names';

const API = 'https://kamaji.clastix.io/reference/api/';

function native(note?: string): HonouredCapability {
  return Object.freeze({ support: 'native' as const, link: API, ...(note !== undefined && { note }) });
}

function translated(note: string): HonouredCapability {
  return Object.freeze({ support: 'translated' as const, note, link: API });
}

function unsupported(note: string): UnsupportedCapability {
  return Object.freeze({ support: 'unsupported' as const, note, link: API });
}

/** What Kamaji makes of each field. Fields of the models that are not listed stand under the longest listed path. */
export const KAMAJI_CAPABILITIES = Object.freeze({
  tenant: native(),
  'tenant.version': native(`up to 1.${NEWEST_MINOR}, the kubeadm built into the operator`),
  'tenant.replicas': native('controller manager and scheduler run in the same pods, so in the same number'),
  'tenant.size': translated('resources and arguments as in the native engine; GOGC has no field'),
  'tenant.store.shared': translated('a DataStore; Kamaji makes the user and the role that ends at the prefix'),
  'tenant.store.dedicated': translated(
    'the etcd of the native engine in the namespace of the tenant, and a DataStore for it',
  ),
  'tenant.endpoint': native(),
  ...ofEveryEndpoint('annotations', translated('annotations of the Service')),
  'tenant.endpoint.loadBalancer.address': translated(
    'what certificates and kubeconfigs name; the balancer itself is told by endpoint.annotations, as Kamaji sets no loadBalancerIP',
  ),
  'tenant.endpoint.loadBalancer.hostname': translated(
    'a name in the certificate; kamaji({ network: { address } }) has to say the IP address behind it',
  ),
  'tenant.endpoint.nodePort.port': unsupported('the node port is also the port of the Service and of the process'),
  'tenant.endpoint.nodePort.address': native('an IP address: it is advertised inside the tenant'),
  'tenant.endpoint.clusterIp.clusterIp': unsupported(
    'the management cluster assigns it; use kamaji({ exposure }) for a fixed name',
  ),
  'tenant.network': native(),
  'tenant.network.nodeCidrMaskSizes': translated('arguments of the controller manager'),
  'tenant.network.sharedNetwork': translated('checked, not rendered'),
  'tenant.network.nodeCidrs': translated('NetworkPolicies beside the control plane'),
  'tenant.admission': native('Kamaji’s own set and NodeRestriction, which it leaves out'),
  'tenant.admission.disable': translated('left out of the set, and an argument for those that upstream has on'),
  'tenant.authentication': translated('a ConfigMap as additional volume, and an argument'),
  'tenant.audit': translated('a policy in a ConfigMap as additional volume, and arguments'),
  'tenant.encryption': translated('a Job makes the key in the cluster; an additional volume and arguments'),
  'tenant.featureGates': translated('arguments of all components'),
  'tenant.extraArgs': native('Kamaji drops those that it writes itself, so they are refused'),
  'tenant.resources': native(),
  'tenant.scheduling': native(),
  'tenant.scheduling.priorityClassName': unsupported(
    'no field; pods have the default priority of the management cluster',
  ),
  'tenant.konnectivity': native(),
  'tenant.konnectivity.agent.resources': unsupported('no field; agents run without requests'),
  'tenant.addons.kubeProxy': native('with the registry and the version of the tenant'),
  'tenant.addons.kubeProxy.mode': unsupported(
    'Kamaji writes kubeadm’s configuration and puts it back; kubeProxy: false and one of your own',
  ),
  'tenant.addons.kubeProxy.config': unsupported(
    'Kamaji writes kubeadm’s configuration and puts it back; kubeProxy: false and one of your own',
  ),
  'tenant.addons.coreDns': native('with the registry of the tenant'),
  'tenant.addons.coreDns.replicas': unsupported('two, as kubeadm has it; coreDns: false and one of your own'),
  'tenant.addons.coreDns.corefile': unsupported('Kamaji puts its own back; coreDns: false and one of your own'),
  'tenant.addons.coreDns.resources': unsupported('as kubeadm has them; coreDns: false and one of your own'),
  'tenant.images.registry': native(),
  'tenant.images.pullSecrets': translated('in the ServiceAccount of the pods'),
  'tenant.images.digests': unsupported(
    'images are named by tag; the same tagSuffix follows the tags of all components',
  ),
  'tenant.images.digests.kubectl': native('of the Job that makes the key of encryption at rest'),
  'tenant.images.digests.etcd': native('of a dedicated store'),
  'tenant.deletionProtection': translated(
    'an admission policy for TenantControlPlanes, DataStores, namespaces, volumes and Secrets',
  ),
  'tenant.labels': translated('of the TenantControlPlane, of its pods and of everything beside it'),
  'tenant.annotations': translated('of the TenantControlPlane, of its pods and of everything beside it'),
  'tenant.patches': translated('applied to what is rendered; what the operator makes of it is out of reach'),
  store: translated('the etcd of the native engine, and a DataStore for it'),
  'store.clusterIssuer': translated('the operator reads the private key of the CA behind it'),
  pool: native(),
  'pool.join': translated('join credentials are made by the native engine only; kubeadm token create in the tenant'),
  'pool.join.tokenMinutes': unsupported('kubeadm token create --ttl in the tenant'),
  'pool.join.delivery.secret': unsupported(
    "nothing renews credentials in a Secret; delivery: { kind: 'person' }, or another engine: 'native'",
  ),
  'pool.autoscaling': unsupported('cluster-autoscaler is rendered by the native engine only'),
  'pool.bootstrap.k0s': unsupported('a k0s worker needs a k0s control plane'),
} as const satisfies CapabilityTable);

/** The table of Kamaji, whose type says what is not honoured. */
export type KamajiCapabilities = typeof KAMAJI_CAPABILITIES;

/** Which machines can become nodes of Kamaji's control planes. */
export const KAMAJI_WORKERS: Readonly<Record<WorkerKind, Capability>> = Object.freeze({
  kubeadm: Object.freeze({
    support: 'native' as const,
    note: 'kubeadm join with a bootstrap token. https://kamaji.clastix.io/guides/yaki/',
  }),
  bottlerocket: Object.freeze({
    support: 'translated' as const,
    note: 'its kubelet joins with a bootstrap token, as to any upstream control plane. https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/',
  }),
  talos: Object.freeze({
    support: 'translated' as const,
    note: "its kubelet joins; the machine's own API needs talos-csr-signer beside the control plane. https://github.com/clastix/talos-csr-signer",
  }),
  k0s: Object.freeze({
    support: 'unsupported' as const,
    note: "k0s workers read their configuration from a k0s control plane; kind: 'kubeadm' instead. https://docs.k0sproject.io/stable/worker-node-config/",
  }),
});
