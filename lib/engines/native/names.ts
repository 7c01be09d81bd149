/**
 * Names of what the native engine renders. One namespace per tenant and one per shared store, so names inside need no prefix.
 */

/** Objects in a tenant's namespace. */
export const TENANT = {
  /** Service, Deployment, ServiceAccount, PodDisruptionBudget and serving certificate of the API servers. */
  apiServer: 'kube-apiserver',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  /** Secret with the `EncryptionConfiguration`, generated in-cluster once. */
  encryptionConfig: 'encryption-config',
  /** Secret with a kubeconfig for people, composed in-cluster. */
  adminKubeconfig: 'admin-kubeconfig',
  /** ConfigMap with the kubeconfigs of components, which refer to mounted files. */
  kubeconfigs: 'kubeconfigs',
  /** ConfigMap with audit policy, authentication, admission and egress configuration. */
  apiServerConfig: 'kube-apiserver-config',
  /** ConfigMap with the objects that live inside the tenant. */
  bootstrapManifests: 'bootstrap-manifests',
  bootstrap: 'bootstrap',
  etcd: 'etcd',
} as const;

export { LABELS } from './labels';

/** Secrets made by cert-manager, named like their Certificate. */
export { SECRETS } from '../../pki';

/** Objects that exist once per management cluster. */
export const CLUSTER = {
  /** ClusterIssuer for self-signed certificates: every CA starts with it. */
  selfSignedIssuer: 'colonnade-self-signed',
  controlPlanePriority: 'colonnade-control-plane',
  etcdPriority: 'colonnade-etcd',
  /** ValidatingAdmissionPolicy and its binding. */
  deletionProtection: 'colonnade-deletion-protection',
} as const;

/** Objects of an etcd cluster, in the namespace of a shared store or of a tenant. */
export const ETCD = {
  /** StatefulSet, client Service, ServiceAccount, PodDisruptionBudget and `app.kubernetes.io/name` of the members. */
  members: 'etcd',
  /** Headless Service that gives each member its name. */
  peers: 'etcd-peers',
  /** `app.kubernetes.io/name` of Jobs that talk to etcd as root. */
  admin: 'etcd-admin',
} as const;

/** What konnectivity servers and agents know of each other. Agents live inside the tenant. */
export const TUNNEL = {
  /** ServiceAccount, ConfigMap, Role and workload of the agents. */
  agent: 'konnectivity-agent',
  /** Of the agents, and of the Leases by which they count servers. */
  namespace: 'kube-system',
  /** Audience of the agents' tokens: they are good for nothing else. */
  audience: 'system:konnectivity-server',
  /** Common name of the servers' client certificate. */
  server: 'system:konnectivity-server',
} as const;

/** Ports of processes. */
export const PORTS = {
  apiServer: 6443,
  controllerManager: 10257,
  scheduler: 10259,
  clusterAutoscaler: 8085,
  konnectivityAgent: 8132,
  konnectivityAdmin: 8133,
  konnectivityHealth: 8134,
  etcdClient: 2379,
  etcdPeer: 2380,
  etcdMetrics: 2381,
} as const;

/** Label by which Azure's webhook finds pods that get an identity. https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html */
export const AZURE_IDENTITY = Object.freeze({ 'azure.workload.identity/use': 'true' });
