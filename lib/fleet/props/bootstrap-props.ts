import type { KubernetesVersion } from '../../kubernetes';

/** How a machine becomes a node. Which kinds an engine takes is in its capabilities. */
export type BootstrapProps =
  KubeadmBootstrapProps | K0sBootstrapProps | TalosBootstrapProps | BottlerocketBootstrapProps;

/** `kubeadm join`. */
export interface KubeadmBootstrapProps {
  readonly kind: 'kubeadm';
  /**
   * How the machine comes to trust the control plane. `file`: a kubeconfig with nothing but the CA; `token`: `cluster-info`, checked with
   * the token and the hash of the CA's public key, for which the tenant has to answer anonymous clients with it.
   *
   * @default 'file'
   * @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#discovering-what-cluster-ca-to-trust
   */
  readonly discovery?: 'file' | 'token';
  /** Preflight checks whose failure is a warning, by name. @default [] */
  readonly ignorePreflightErrors?: readonly PreflightCheck[];
  /** Bring the packages from the distribution's and Kubernetes' repositories. @default - true, unless the image is `other` */
  readonly installPackages?: boolean;
}

/** Names of kubeadm's preflight checks of joining machines. Source: `cmd/kubeadm/app/preflight/checks.go` of Kubernetes 1.36. */
export type PreflightCheck =
  | 'CRI'
  | 'ContainerRuntimeVersion'
  | 'Hostname'
  | 'HTTPProxy'
  | 'HTTPProxyCIDR'
  | 'IsPrivilegedUser'
  | 'KubeletVersion'
  | 'Swap'
  | 'SystemVerification'
  | `DirAvailable-${string}`
  | `FileAvailable-${string}`
  | `FileContent-${string}`
  | `FileExisting-${string}`
  | `Port-${number}`
  | `Service-${string}`;

/** `k0s install worker`. */
export interface K0sBootstrapProps {
  readonly kind: 'k0s';
  /** k0s version, for example `1.35.4+k0s.0`. */
  readonly version: `${KubernetesVersion}+k0s.${number}`;
  /** Worker profile of the control plane. @default 'default' */
  readonly profile?: string;
}

/** A Talos machine configuration. */
export interface TalosBootstrapProps {
  readonly kind: 'talos';
  /** Talos version, for example `1.13.2`. */
  readonly version: `1.${number}.${number}`;
  /** Disk that Talos is installed to, for example `/dev/sda`. */
  readonly installDisk: `/dev/${string}`;
}

/** Bottlerocket settings in TOML. */
export interface BottlerocketBootstrapProps {
  readonly kind: 'bottlerocket';
}
