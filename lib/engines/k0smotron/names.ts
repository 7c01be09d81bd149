import type { TenantModel } from '../../model';

/** API group and version of k0smotron's own kinds. */
export const K0SMOTRON = 'k0smotron.io/v1beta2';

/** Version of k0smotron that the objects are written for. */
export const K0SMOTRON_VERSION = '2.1.0';

/** Namespace that its manifests put k0smotron into. */
export const K0SMOTRON_NAMESPACE = 'k0smotron';

/** Names beside a Cluster; what k0smotron makes for a Cluster `team-a` is named after it. */
export const NAMES = {
  /** ConfigMap with what API servers read. */
  configuration: 'kube-apiserver-config',
  /** NetworkPolicy and PodDisruptionBudget of the pods that run k0s. */
  controlPlane: 'k0s-control-plane',
  /** NetworkPolicy and PodDisruptionBudget of the members of etcd. */
  etcd: 'k0s-etcd',
  /** PrometheusRule. */
  alarms: 'k0smotron-certificates',
  /** ValidatingAdmissionPolicy and its binding, once per management cluster. */
  guard: 'colonnade-k0smotron-guard',
} as const;

/** Where the ConfigMap is mounted in the pods that run k0s. */
export const CONFIGURATION_PATH = '/etc/colonnade/config';

/** Where the Secret with the `EncryptionConfiguration` is mounted. */
export const ENCRYPTION_PATH = '/etc/colonnade/encryption';

/** Ports of etcd. */
export const ETCD_PORTS = { client: 2379, peer: 2380 } as const;

/** Port on which monitoring sidecars serve what they scraped. */
export const MONITORING_PORT = 8090;

/** Secrets that k0smotron makes, named as Cluster API wants it. */
export function secretsOf({ name }: Pick<TenantModel, 'name'>) {
  return {
    kubeconfig: `${name}-kubeconfig`,
    ca: `${name}-ca`,
    /** Certificates that end after a year and that nothing renews. */
    etcd: [`${name}-etcd-server`, `${name}-etcd-peer`, `${name}-apiserver-etcd-client`],
  } as const;
}

/** Labels of the pods that run k0s. Both label sets are the same in k0smotron 1.10 and 2.1. */
export function controlPlaneSelector({ name }: Pick<TenantModel, 'name'>): Record<string, string> {
  return { app: 'k0smotron', cluster: name, 'cluster.x-k8s.io/control-plane': 'true' };
}

/** Labels of the members of etcd and of the pods that defragment it. */
export function etcdSelector({ name }: Pick<TenantModel, 'name'>): Record<string, string> {
  return { app: 'k0smotron', cluster: name, component: 'etcd' };
}
