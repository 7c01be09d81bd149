/** The script that makes a node of a machine. */
export const SCRIPT_PATH = '/opt/colonnade/worker.sh';

/** Patches that kubeadm applies to the configuration that it gets from the control plane. */
export const PATCHES_FOLDER = '/etc/colonnade/patches';

/** kubeadm's configuration with marks for what exists only when a machine joins. */
export const JOIN_TEMPLATE_PATH = '/etc/colonnade/join.yaml';

/** The kubeconfig of `file` discovery, with marks as well. */
export const DISCOVERY_TEMPLATE_PATH = '/etc/colonnade/discovery.yaml';

/** Commands of the pool that run before and after the machine joins. */
export const COMMANDS_PATH = { before: '/opt/colonnade/before.sh', after: '/opt/colonnade/after.sh' } as const;
