export { Endpoint } from './endpoint';
export type {
  AnyEndpoint,
  ClusterIpEndpoint,
  EndpointFor,
  EndpointProps,
  LoadBalancerEndpoint,
  LoadBalancerProps,
  NodePortEndpoint,
} from './endpoint';
export { reportInCheckMode } from './check-mode';
export { setFields, unhonouredFields } from './describing';
export type { SetField } from './honour/set-fields';
export { ETCD_VERSION } from './defaults';
export { EtcdStore } from './etcd-store';
export { Fleet, RENDERS_CHARTS } from './fleet';
export type { FleetReport } from './fleet';
export { ManagementCluster } from './management-cluster';
export { ObjectsChart } from './objects-chart';
export type { RenderedChart } from './parts';
export type {
  CidrRanges,
  ImagesProps,
  PatchProps,
  PatchTarget,
  RenderedProps,
  ResourcesProps,
  SchedulingProps,
} from './props/common-props';
export type { EtcdClusterProps, EtcdStoreProps, ExternalEtcdProps } from './props/etcd-props';
export type { KonnectivityAgentProps, KonnectivityProps } from './props/konnectivity-props';
export type {
  CertManagerProps,
  ManagementClusterProps,
  ManagementNetworkProps,
} from './props/management-cluster-props';
export type {
  AddonsProps,
  AdmissionProps,
  AuditProps,
  AuthenticationProps,
  EncryptionProps,
  OidcProps,
  TenantControlPlaneProps,
  TenantNetworkProps,
  TenantPropsFor,
} from './props/tenant-props';
export type { HonouredProps, NotHonoured } from './props/honoured-props';
export type {
  BootstrapProps,
  BottlerocketBootstrapProps,
  K0sBootstrapProps,
  KubeadmBootstrapProps,
  PreflightCheck,
  TalosBootstrapProps,
} from './props/bootstrap-props';
export type { ContainerdProps, RegistryMirrorProps } from './props/containerd-props';
export type { JoinDeliveryProps, JoinProps, SecretDeliveryProps, SecretStoreProps } from './props/join-props';
export type { KubeletProps, ReservedProps } from './props/kubelet-props';
export type {
  CloudAutoscalingProps,
  AutoscalerIdentityProps,
  ClusterAutoscalerProps,
  CountOrPercent,
  GroupAutoscalingProps,
  KarpenterProps,
  RepairProps,
  RolloutProps,
} from './props/lifecycle-props';
export type { CommandsProps, FileProps, NodeProps, ProxyProps, UpdatesProps } from './props/node-props';
export type {
  CommonPoolProps,
  FixedPoolProps,
  ListedPoolProps,
  ManualPoolProps,
  OnDemandPoolProps,
  RangePoolProps,
  SizeRange,
  WorkerPoolProps,
} from './props/worker-pool-props';
export type { DedicatedStore, IEtcdStore } from './store-reference';
export { TenantControlPlane } from './tenant-control-plane';
export type { ITenantControlPlane, TenantControlPlaneAttributes } from './tenant-reference';
export { WorkerPool } from './worker-pool';
