import type { WorkerKind } from '../../model';
import { ofEveryEndpoint } from '../capability';
import type { Capability, CapabilityTable, HonouredCapability, UnsupportedCapability } from '../capability';

const DOCS = 'https://docs.k0smotron.io/stable/configuration/';
const K0S = 'https://docs.k0sproject.io/stable/configuration/';

const native = (note?: string): HonouredCapability => ({ support: 'native', ...(note !== undefined && { note }) });
const translated = (note: string, link = DOCS): HonouredCapability => ({ support: 'translated', note, link });
const unsupported = (note: string, link = DOCS): UnsupportedCapability => ({ support: 'unsupported', note, link });

const OWN_DNS = unsupported(
  'k0s writes its own CoreDNS; coreDns: false switches it off, so that another one can be applied inside the tenant',
  K0S,
);

const SERVICE = translated('the Service, and patches for class, address, source ranges and annotations');

/** What k0smotron makes of each field of the models. */
export const K0SMOTRON_CAPABILITIES = Object.freeze({
  tenant: native(),
  'tenant.version': translated('the image tag v<version>-k0s.<release>; the release is an option of the engine'),
  'tenant.size': translated(
    'resources, requests in flight and controller queries; garbage collection is left to Go',
    K0S,
  ),
  'tenant.network.dnsAddress': unsupported(
    "k0s takes the tenth address of the primary service range; leave it out, or use another engine: 'native'",
    K0S,
  ),
  'tenant.network.sharedNetwork': translated('checked, not rendered'),
  'tenant.network.nodeCidrMaskSizes': translated('arguments of the controller manager', K0S),
  'tenant.admission': translated('arguments of the API server; NodeRestriction stays on', K0S),
  'tenant.authentication.anonymous': translated(
    'k0s refuses every unauthenticated request, /readyz included: its workers bring their trust in their join token',
    K0S,
  ),
  'tenant.authentication.jwt': translated('an AuthenticationConfiguration, mounted from a ConfigMap'),
  'tenant.audit': translated('a policy, mounted from a ConfigMap; what is recorded is in the log of the pod'),
  'tenant.audit.sink': unsupported("the API server of k0s has no folder to write to; sink: 'stdout'"),
  'tenant.audit.maxAgeDays': unsupported("the API server of k0s has no folder to write to; sink: 'stdout'"),
  'tenant.audit.maxBackups': unsupported("the API server of k0s has no folder to write to; sink: 'stdout'"),
  'tenant.audit.maxSizeMegabytes': unsupported("the API server of k0s has no folder to write to; sink: 'stdout'"),
  'tenant.encryption': translated('a Job makes the key as with the native engine, and the Secret is mounted'),
  'tenant.featureGates': translated(
    'featureGates of the k0s configuration, for the components of the control plane',
    K0S,
  ),
  'tenant.extraArgs': translated('extraArgs of the k0s configuration; they replace those that k0s writes', K0S),
  'tenant.resources': translated('the sum, because one container runs every component'),
  'tenant.scheduling': translated('topology spread constraints, and patches of what k0smotron makes'),
  'tenant.konnectivity': native('k0s brings server and agents'),
  'tenant.konnectivity.enabled': translated('k0s without its component konnectivity-server', K0S),
  'tenant.konnectivity.port': native(),
  'tenant.konnectivity.version': unsupported(
    'k0s brings its own release; set images.konnectivity in the option config',
    K0S,
  ),
  'tenant.konnectivity.agent': unsupported('k0s runs its own DaemonSet of agents; patch it inside the tenant', K0S),
  'tenant.addons.kubeProxy.mode': native(),
  'tenant.addons.kubeProxy.config': unsupported(
    'k0s writes the configuration of kube-proxy; set network.kubeProxy in the option config',
    K0S,
  ),
  'tenant.addons.coreDns': translated('k0s brings its own; coreDns: false leaves it out', K0S),
  'tenant.addons.coreDns.version': OWN_DNS,
  'tenant.addons.coreDns.replicas': OWN_DNS,
  'tenant.addons.coreDns.corefile': OWN_DNS,
  'tenant.addons.coreDns.resources': OWN_DNS,
  'tenant.images.registry': translated('image repository of k0s itself and of what k0s runs inside the tenant', K0S),
  'tenant.images.digests.kubectl': native('of the Job that makes the key of encryption at rest'),
  'tenant.images.digests': unsupported('k0s names images by tag; mirror them into a registry with immutable tags', K0S),
  'tenant.images.pullSecrets': translated('a patch of the pods that k0smotron makes'),
  'tenant.labels': translated('on every object but the Cluster, whose labels are in immutable selectors'),
  'tenant.deletionProtection': translated('an admission policy for namespace, volumes and Cluster'),
  'tenant.store': native(),
  'tenant.store.shared': unsupported(
    "every Cluster has a datastore of its own; store: 'dedicated', or the option storage: { kind: 'kine' } for a shared database",
  ),
  'tenant.store.dedicated': native('a StatefulSet of etcd that k0smotron makes'),
  'tenant.store.dedicated.cluster.namespace': unsupported('etcd is in the namespace of the Cluster'),
  'tenant.store.dedicated.cluster.version': unsupported('the image of etcd is an option of the engine: storage.image'),
  'tenant.store.dedicated.cluster.members': translated(
    'the replicas of the control plane, rounded up to an odd number',
  ),
  'tenant.store.dedicated.cluster.quotaBytes': translated('an argument of etcd'),
  'tenant.store.dedicated.cluster.autoCompactionRetention': translated('an argument of etcd'),
  'tenant.store.dedicated.cluster.scheduling': translated('a patch of the pods; spread as the control plane is'),
  'tenant.store.dedicated.cluster.extraArgs': native(),
  'tenant.endpoint.loadBalancer': SERVICE,
  'tenant.endpoint.loadBalancer.port': native('of pods and Service alike, so not below 1025'),
  'tenant.endpoint.nodePort.port': unsupported('k0smotron gives Service and pods the node port'),
  'tenant.endpoint.clusterIp': SERVICE,
  ...ofEveryEndpoint('annotations', translated('a patch of the Service')),
  store: unsupported(
    "every Cluster has a datastore of its own; store: 'dedicated' for its tenants, or the option storage: { kind: 'kine' }",
  ),
  pool: native(),
  'pool.bootstrap.k0s': native('k0s install worker with the token of a JoinTokenRequest'),
  'pool.bootstrap.kubeadm': unsupported(
    "bootstrap: { kind: 'k0s', ... }; kubeadm needs ConfigMaps that k0s does not write",
  ),
  'pool.bootstrap.talos': unsupported("bootstrap: { kind: 'k0s', ... }, or another engine: 'native' or 'kamaji'"),
  'pool.bootstrap.bottlerocket': unsupported(
    "bootstrap: { kind: 'k0s', ... }, or another engine: 'native' or 'kamaji'",
  ),
  'pool.autoscaling': unsupported(
    'cluster-autoscaler is rendered by the native engine only; run one of your own with the kubeconfig of the tenant',
  ),
  'pool.join.group': unsupported('k0s has one group for all workers'),
  'pool.join.delivery': translated('a JoinTokenRequest, which k0smotron answers with a Secret'),
  'pool.node.kubelet': translated('a worker profile in the k0s configuration, by the name in bootstrap.profile', K0S),
} as const satisfies CapabilityTable);

/** The table of k0smotron, whose type says what is not honoured. */
export type K0smotronCapabilities = typeof K0SMOTRON_CAPABILITIES;

/** Which machines can become nodes of control planes that k0smotron runs. */
export const K0SMOTRON_WORKERS: Readonly<Record<WorkerKind, Capability>> = Object.freeze({
  k0s: {
    support: 'native',
    note: 'k0s install worker with the token of a JoinTokenRequest. https://docs.k0smotron.io/stable/join-nodes/',
  },
  kubeadm: {
    support: 'unsupported',
    note: "kubeadm join reads ConfigMaps that k0s does not write; kind: 'k0s' instead. https://docs.k0smotron.io/stable/join-nodes/",
  },
  talos: {
    support: 'unsupported',
    note: "the trust of a Talos machine is not in a token of k0s; kind: 'k0s' instead, or engine native or kamaji. https://docs.k0smotron.io/stable/join-nodes/",
  },
  bottlerocket: {
    support: 'unsupported',
    note: "the kubelet of Bottlerocket is not configured by a k0s control plane; kind: 'k0s' instead, or engine native or kamaji. https://docs.k0smotron.io/stable/join-nodes/",
  },
});
