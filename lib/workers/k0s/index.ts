export { installFlags, isK0sPool } from './install-flags';
export type { K0sPool, NodeFlags } from './install-flags';
export { joinTokenRequest } from './join-token-request';
export { k0sctlCluster, k0sctlHosts } from './k0sctl';
export type { K0sTenant } from './k0sctl';
export { k0sPlan } from './plan';
export { K0S_ARMV7, k0sLosses, k0sUnmet, k0sWorkerProfile } from './profile';
export type { SmallMachine } from './profile';
