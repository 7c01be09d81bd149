export type { NativeCapabilities } from './capabilities';
export { native } from './native';
export type { NativeOptions } from './native';
export { MANAGED_FLAGS } from './managed-flags';
export { CLUSTER, ETCD, LABELS, PORTS, SECRETS, TENANT } from './names';
export { MANAGED_ETCD_FLAGS } from './etcd';
