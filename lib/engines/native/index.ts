export { native } from './native';
export type { NativeOptions } from './native';
export { MANAGED_FLAGS } from './managed-flags';
export { CLUSTER, ETCD, LABELS, PORTS, SECRETS, TENANT } from './names';
