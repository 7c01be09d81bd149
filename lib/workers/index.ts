export {
  AUTOSCALER_CLUSTER_RIGHTS,
  AUTOSCALER_USER,
  POOL_LABEL,
  autoscalerNamespaceRights,
  awsGroupTags,
  azureScaleSetTags,
  cloudClusterName,
  clusterApiRights,
  clusterAutoscalerVersion,
  autoscalerName,
  clusterAutoscalers,
  gceKubeEnv,
  groupName,
  isAutoscaled,
  karpenterLosses,
  machineDeploymentAnnotations,
  nodePool,
  replicasOf,
} from './autoscaling';
export type { AutoscaledPool, ClusterAutoscaler, ClusterAutoscalerModel, KarpenterModel, Right } from './autoscaling';
export { REFUSED_WORKER_KINDS } from './compatibility';
export type { RefusedWorkerKind, RefusedWorkerKindName } from './compatibility';
export {
  BOOTSTRAP_TOKENS,
  CREDENTIAL_MARK,
  CREDENTIAL_PROBLEMS,
  JOIN_KEYS,
  bootstrapTokenSecret,
  caHash,
  credentialLife,
  isExpired,
  joinName,
  parseCredential,
  redactCredential,
  shortPoolName,
  singleUseTokenId,
  usesTokenDiscovery,
  writeCredential,
} from './credential';
export type { BootstrapToken, JoinCredential, LivingPool, TokenPool } from './credential';
export { firewallRules, managementFirewallRules, tenantFirewallRules } from './firewall';
export type { FirewallParty, FirewallRule } from './firewall';
export {
  USUAL_REPAIR,
  lifecycleLosses,
  machineDeploymentRollout,
  machineHealthCheckSpec,
  repairOf,
  usualRollout,
} from './health';
export type { LifecycleLoss, MachineDeploymentRollout, MachineHealthCheckSpec, RepairAnswer } from './health';
export { serverUrl, workerEndpoint } from './endpoint';
export type { WorkerEndpoint } from './endpoint';
export type { MachineFile, MachinePlan } from './machine-plan';
export {
  JOIN_MARKS,
  SHELL_REPLACE,
  discoveryKubeconfig,
  isKubeadmPool,
  joinConfiguration,
  kubeletPatch,
  machinePlan,
} from './kubeadm';
export type { JoinFacts, JoiningPool, KubeadmPool, WorkerTenant } from './kubeadm';
export { containerdConfig } from './node';
export { script, workerScript } from './carriers/script';
export {
  CARRIER_PROBLEMS,
  ansible,
  bootstrapDocument,
  cloudInit,
  ignition,
  multipart,
  puppetHiera,
  puppetSecretKeys,
  userData,
} from './carriers';
export type {
  AnsibleOptions,
  BootstrapDocument,
  CloudInitOptions,
  DocumentFile,
  DocumentTenant,
  FirstBoot,
  PuppetOptions,
  PuppetSecretKeys,
  UserData,
  UserDataPart,
} from './carriers';
export { Machines } from './machines';
export type { DeliveryDefault, MachineSource, Scaling, SecretPlace } from './machines';
export { bottlerocketLosses, bottlerocketSettings, isBottlerocketPool } from './bottlerocket';
export type { BottlerocketPool } from './bottlerocket';
export { fillCredential, openMarks } from './fill-credential';
export type { SecretText } from './fill-credential';
export {
  K0S_ARMV7,
  installFlags,
  isK0sPool,
  joinTokenRequest,
  k0sLosses,
  k0sPlan,
  k0sUnmet,
  k0sWorkerProfile,
  k0sctlCluster,
  k0sctlHosts,
} from './k0s';
export type { K0sPool, K0sTenant, SmallMachine } from './k0s';
export { TALOS_MARKS, isTalosPool, talosLosses, talosMachineConfig } from './talos';
export type { TalosPool } from './talos';
