import type { JsonObject } from '../../kubernetes';
import type { ApiEndpoint } from '../endpoint';
import type { Machine, WorkerMachine } from '../machines';
import type { InstallerNetwork } from '../networks';

/** An etcd that runs elsewhere. Its certificates are put on the first control plane by whoever runs it. */
export interface ExternalEtcd {
  /** For example `https://192.0.2.21:2379`; https only. */
  readonly endpoints: readonly string[];
  /** @default '/etc/kubernetes/pki/etcd/ca.crt' */
  readonly caFile?: string;
  /** @default '/etc/kubernetes/pki/apiserver-etcd-client.crt' */
  readonly certFile?: string;
  /** @default '/etc/kubernetes/pki/apiserver-etcd-client.key' */
  readonly keyFile?: string;
}

/** What Secrets are encrypted with in etcd. */
export type EncryptionAtRest =
  /** A key that the first control plane makes and the others are given when they join. */
  | { readonly kind: 'secretbox' }
  /** A key management service behind a plug-in of version 2, which runs on every control plane before kubeadm does. */
  | { readonly kind: 'kms'; readonly socket: string };

/** Rotation of audit logs on the disks of control planes. */
export interface AuditLogs {
  /** @default 30 */
  readonly maxAgeDays?: number;
  /** @default 10 */
  readonly maxBackups?: number;
  /** @default 100 */
  readonly maxSizeMegabytes?: number;
}

/** A management cluster that kubeadm makes of machines. */
export interface KubeadmProps {
  /** Name of the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Version of Kubernetes, for example `1.36.3`: that of kubeadm and of the kubelets on the machines. */
  readonly version: string;
  /** One, three or five with their own etcd; any number with an external one. The first is where the cluster begins. */
  readonly controlPlanes: readonly Machine[];
  /** @default [] */
  readonly workers?: readonly WorkerMachine[];
  /** Address of the control plane: kube-vip on the control planes, or a balancer of layer 4 that forwards 6443. */
  readonly endpoint: ApiEndpoint;
  /** `stacked`: a member on every control plane. @default 'stacked' */
  readonly etcd?: 'stacked' | ExternalEtcd;
  readonly network?: InstallerNetwork;
  /** @default { kind: 'secretbox' } */
  readonly encryption?: EncryptionAtRest;
  readonly audit?: AuditLogs;
  /** Further names and addresses in the certificate of the API servers. @default [] */
  readonly certSans?: readonly string[];
  /** Kubelets wait for a cloud controller manager. @default false */
  readonly externalCloudProvider?: boolean;
  /** Where images come from. @default 'registry.k8s.io' */
  readonly imageRepository?: string;
  /** Further fields of the KubeletConfiguration of all nodes; they replace those that are written. @default {} */
  readonly kubelet?: JsonObject;
  /** Further flags of the API servers without dashes; they replace those that are written. @default {} */
  readonly apiServerArgs?: Readonly<Record<string, string>>;
}
