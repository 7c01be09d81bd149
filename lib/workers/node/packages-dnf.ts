import { minorOf, withoutSlash } from './package-input';
import type { PackageInput } from './package-input';
import { nodePart } from './part';
import type { NodePart } from './part';
import { shellWords } from './shell-word';

/**
 * Packages of Red Hat Enterprise Linux and its relatives: kubelet and kubeadm from the community's repository of their minor version,
 * containerd from Docker's, because the distribution has none.
 */
export function dnfPart({ version, mirror, others }: PackageInput): NodePart {
  const kubernetes = `${withoutSlash(mirror ?? 'https://pkgs.k8s.io')}/core:/stable:/v${minorOf(version)}/rpm/`;
  const containerd = `${withoutSlash(mirror ?? 'https://download.docker.com')}/linux/rhel`;
  return nodePart({
    files: [
      {
        path: '/etc/yum.repos.d/colonnade-kubernetes.repo',
        mode: '0644',
        content: repository('colonnade-kubernetes', 'Kubernetes', kubernetes, `${kubernetes}repodata/repomd.xml.key`, [
          '# Only what asks for it changes these, see the option --disableexcludes.',
          'exclude=kubelet kubeadm kubectl cri-tools kubernetes-cni',
        ]),
      },
      {
        path: '/etc/yum.repos.d/colonnade-containerd.repo',
        mode: '0644',
        content: repository(
          'colonnade-containerd',
          'containerd',
          `${containerd}/$releasever/$basearch/stable`,
          `${containerd}/gpg`,
          ['includepkgs=containerd.io'],
        ),
      },
    ],
    functions: [installPackages(others)],
    steps: ['install_packages'],
  });
}

function repository(id: string, name: string, url: string, key: string, more: readonly string[]): string {
  const lines = [`[${id}]`, `name=${name}`, `baseurl=${url}`, 'enabled=1', 'gpgcheck=1', `gpgkey=${key}`, ...more];
  return `${lines.join('\n')}\n`;
}

function installPackages(others: readonly string[]): string {
  return `dnf_quietly() {
  dnf -q -y --setopt=install_weak_deps=False --disableexcludes=colonnade-kubernetes "$@" >&2
}

install_packages() {
  [ -z "$root" ] || return 0
  set --
  has_versions || set -- "kubelet-$VERSION-*" "kubeadm-$VERSION-*"
  for package in ${shellWords(['containerd.io', 'python3-dnf-plugin-versionlock', ...others])}; do
    rpm -q "$package" >/dev/null 2>&1 || set -- "$@" "$package"
  done
  [ $# -gt 0 ] || return 0
  dnf -q versionlock delete kubelet kubeadm >/dev/null 2>&1 || true
  retry 5 dnf_quietly install "$@" || die 1 "dnf install $* failed five times. Can this machine reach its repositories? See node.proxy and node.packageMirror of the pool."
  for package in kubelet kubeadm containerd.io; do
    ! rpm -q "$package" >/dev/null 2>&1 || dnf -q versionlock add "$package" >/dev/null || say "warning: $package is not held at its version"
  done
  has_versions || die 1 "after the installation kubelet is '$(installed_kubelet)' and kubeadm '$(installed_kubeadm)', and not $VERSION."
  did "installed $*"
}`;
}
