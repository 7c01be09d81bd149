export { JOIN_MARKS, discoveryKubeconfig, joinConfiguration } from './join-configuration';
export type { JoinFacts, JoiningPool } from './join-configuration';
export { kubeletPatch } from './kubelet-patch';
export { isKubeadmPool, machinePlan } from './plan';
export type { KubeadmPool, WorkerTenant } from './plan';
export { SHELL_REPLACE } from './script/join';
export { OPTIONS } from './script/options';
export { PRELUDE } from './script/prelude';
