import type { BootstrapModel, OperatingSystem, WorkerPoolModel } from '../../model';
import { aptPart } from './packages-apt';
import { dnfPart } from './packages-dnf';
import { nodePart } from './part';
import type { NodePart } from './part';

/** Programs that install packages. */
export type PackageManager = 'apt' | 'dnf';

/** Package manager of the pool's machines. `null`: packages are on the image, or the system has none. */
export function packageManagerOf(pool: Pick<WorkerPoolModel, 'bootstrap' | 'machines'>): PackageManager | null {
  return bringsPackages(pool.bootstrap) ? managerOf(pool.machines.operatingSystem) : null;
}

/** Packages with exact versions, installed when they are not there and held at them. */
export function packagesPart(pool: Pick<WorkerPoolModel, 'bootstrap' | 'machines' | 'node' | 'version'>): NodePart {
  const input = { version: pool.version, mirror: pool.node.packageMirror };
  const { timeServers, updates } = pool.node;
  switch (packageManagerOf(pool)) {
    case 'apt':
      return aptPart({
        ...input,
        others: [
          'ca-certificates',
          'curl',
          ...(timeServers === null ? [] : ['chrony']),
          ...(updates === null ? [] : ['unattended-upgrades']),
        ],
      });
    case 'dnf':
      return dnfPart({
        ...input,
        others: [
          'curl',
          ...(timeServers === null ? [] : ['chrony']),
          ...(updates === null ? [] : ['dnf-automatic', 'yum-utils']),
        ],
      });
    case null:
      return nodePart({ functions: [CHECK_PROGRAMS], steps: ['check_programs'] });
  }
}

function bringsPackages(bootstrap: BootstrapModel): boolean {
  return bootstrap.kind === 'kubeadm' && bootstrap.installPackages;
}

function managerOf(operatingSystem: OperatingSystem): PackageManager | null {
  switch (operatingSystem) {
    case 'debian':
    case 'ubuntu':
      return 'apt';
    case 'rhel':
      return 'dnf';
    case 'flatcar':
    case 'fedora-coreos':
    case 'talos':
    case 'bottlerocket':
    case 'other':
      return null;
  }
}

const CHECK_PROGRAMS = `check_programs() {
  [ -z "$root" ] || return 0
  has_versions && return 0
  die 3 "this machine has kubelet '$(installed_kubelet)' and kubeadm '$(installed_kubeadm)', and pool $POOL wants $VERSION. Use an image that has it, or set the pool's version."
}`;
