/** What a node needs of packages. */
export interface PackageInput {
  /** Kubernetes version of the pool, for example `1.35.4`. */
  readonly version: string;
  /** URL that stands for the repositories of Kubernetes and of containerd. `null`: the upstream ones. */
  readonly mirror: string | null;
  /** Packages besides kubelet, kubeadm and containerd; none of them is pinned. */
  readonly others: readonly string[];
}

/** URL without slashes at its end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** `1.35` of `1.35.4`, as repositories are named. */
export function minorOf(version: string): string {
  return version.split('.', 2).join('.');
}
