import { join } from 'node:path';
import type { WorkerPlaces, WorkerSpec } from './plan';

/** Files of this folder that stand in for parts of a machine, by their place on it. */
const FILES = {
  systemctl: ['/usr/bin/systemctl', '0755'],
  modprobe: ['/usr/sbin/modprobe', '0755'],
  'kubelet.service': ['/usr/lib/systemd/system/kubelet.service', '0644'],
  '10-kubeadm.conf': ['/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf', '0644'],
} as const;

/** Folders whose content survives nothing but is too large for memory, or holds what overlays cannot be laid over. */
const ON_DISK = ['/var/lib/containerd', '/var/lib/kubelet', '/var/log'] as const;

/** Where a worker has all that was ever written to its file system, for tests to look through; mounts are not in it. */
export const WRITTEN = '/mnt/written';

/** Folders of this machine that a worker begins without. */
const EMPTIED = ['/etc/kubernetes', '/etc/containerd', '/etc/cni', '/opt/cni', '/var/lib/cni'] as const;

/**
 * Shell commands that make a worker's own view of files: those of this machine below, whatever it writes on top, in memory and gone
 * with it. Kubernetes' programs are on it as a package would bring them; cgroups are its own.
 *
 * @param programs - kubelet and kubeadm on this machine, by name
 */
export function rootCommands(
  { name }: WorkerSpec,
  { root, disk }: WorkerPlaces,
  programs: Readonly<Record<string, string>>,
): readonly string[] {
  const machine = join(__dirname, 'machine');
  return [
    `mkdir -p '${root}'`,
    `mount -t tmpfs -o mode=0755 tmpfs '${root}'`,
    `mkdir '${root}/upper' '${root}/work' '${root}/merged'`,
    `mount -t overlay overlay -o 'lowerdir=/,upperdir=${root}/upper,workdir=${root}/work' '${root}/merged'`,
    `cd '${root}/merged'`,
    ...ON_DISK.flatMap((folder) => [
      `mkdir -p '.${folder}' '${disk}${folder}'`,
      `mount --bind '${disk}${folder}' '.${folder}'`,
    ]),
    'mount -t proc proc proc',
    'mount --rbind /dev dev',
    'mount -t tmpfs tmpfs dev/shm',
    'mount -t sysfs sysfs sys',
    'mount -t tmpfs tmpfs sys/fs/cgroup',
    // Seen from inside, the worker's cgroup is the root of every hierarchy.
    ...['for hierarchy in /sys/fs/cgroup/*/; do', 'hierarchy=$(basename "$hierarchy")', 'case $hierarchy in'],
    ...['unified) continue ;;', 'systemd) options=none,name=systemd ;;', '*) options=$hierarchy ;;', 'esac'],
    ...['mkdir "sys/fs/cgroup/$hierarchy"', 'mount -t cgroup -o "$options" cgroup "sys/fs/cgroup/$hierarchy"', 'done'],
    'mount -t tmpfs -o mode=0755 tmpfs run',
    'mkdir -p run/netns run/lock',
    'mount -t tmpfs tmpfs tmp',
    `rm -rf ${EMPTIED.map((folder) => `.${folder}`).join(' ')}`,
    ...Object.entries(FILES).map(([file, [path, mode]]) => `install -D -m ${mode} '${join(machine, file)}' '.${path}'`),
    'mkdir -p usr/libexec/testbed opt/cni etc/kubernetes/manifests',
    'mv usr/sbin/runc usr/libexec/testbed/runc',
    `install -m 0755 '${join(machine, 'runc')}' usr/sbin/runc`,
    // Where containerd's own default looks; Debian's package puts them elsewhere.
    'ln -s /usr/lib/cni opt/cni/bin',
    ...Object.entries(programs).map(([program, path]) => `ln -sf '${path}' 'usr/bin/${program}'`),
    'tr -d - < /proc/sys/kernel/random/uuid > etc/machine-id',
    `echo '${name}' > etc/hostname`,
    `hostname '${name}'`,
    `printf '127.0.0.1 localhost\\n127.0.1.1 ${name}\\n' > etc/hosts`,
    // No resolver of this machine: what the testbed does not know has no address. 198.51.100.0/24 is for documentation.
    "echo 'nameserver 198.51.100.1' > etc/resolv.conf",
    `mkdir -p mnt/below '.${WRITTEN}'`,
    `mount --bind '${root}/upper' '.${WRITTEN}'`,
    'pivot_root . mnt/below',
    'cd /',
    'umount -l /mnt/below',
    'mount --make-rshared /',
  ];
}
