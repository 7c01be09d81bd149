import { minorOf, withoutSlash } from './package-input';
import type { PackageInput } from './package-input';
import { nodePart } from './part';
import type { NodePart } from './part';
import { shellWord, shellWords } from './shell-word';

const KEYRING = '/etc/apt/keyrings/colonnade-kubernetes.asc';

/**
 * Packages of Debian and Ubuntu: kubelet and kubeadm from the community's repository of their minor version, the rest from the
 * distribution. https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/change-package-repository/
 */
export function aptPart({ version, mirror, others }: PackageInput): NodePart {
  const repository = `${withoutSlash(mirror ?? 'https://pkgs.k8s.io')}/core:/stable:/v${minorOf(version)}/deb/`;
  const list = {
    path: '/etc/apt/sources.list.d/colonnade-kubernetes.list',
    mode: '0644',
    content: `deb [signed-by=${KEYRING}] ${repository} /\n`,
  };
  return nodePart({ files: [list], functions: [installPackages(repository, others)], steps: ['install_packages'] });
}

/**
 * apt's own helper fetches the key, so that nothing but apt has to be there. A file that the plan wrote stays when a package brings
 * its own.
 */
function installPackages(repository: string, others: readonly string[]): string {
  return `apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends --allow-change-held-packages \\
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=300 "$@" >&2
}

repository_key() {
  /usr/lib/apt/apt-helper download-file ${shellWord(`${repository}Release.key`)} "$work/key" >&2 && put 0644 ${KEYRING} <"$work/key"
}

is_installed() {
  [ "$(dpkg-query -W -f='\${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

hold_packages() {
  apt-mark showhold >"$work/held"
  for package in kubelet kubeadm containerd; do
    if is_installed "$package" && ! grep -Fqx "$package" "$work/held"; then
      apt-mark hold "$package" >/dev/null
      did "held $package at its version"
    fi
  done
}

install_packages() {
  [ -z "$root" ] || return 0
  if [ ! -s ${KEYRING} ] || ! has_versions; then
    retry 5 repository_key || die 1 ${shellWord(`the key of ${repository} cannot be fetched. Can this machine reach it? See node.proxy and node.packageMirror of the pool.`)}
  fi
  set --
  has_versions || set -- "kubelet=$VERSION-*" "kubeadm=$VERSION-*"
  for package in ${shellWords(['containerd', ...others])}; do
    is_installed "$package" || set -- "$@" "$package"
  done
  if [ $# = 0 ]; then
    hold_packages
    return 0
  fi
  retry 5 apt_get update || die 1 'apt-get update failed five times.'
  retry 3 apt_get install "$@" || die 1 "apt-get install $* failed three times."
  hold_packages
  has_versions || die 1 "after the installation kubelet is '$(installed_kubelet)' and kubeadm '$(installed_kubeadm)', and not $VERSION."
  did "installed $*"
}`;
}
