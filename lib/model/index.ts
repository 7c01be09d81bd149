export { MODEL_VERSION } from './fleet-model';
export type {
  AcknowledgementModel,
  CertManagerModel,
  FleetModel,
  ImportedTenantModel,
  ManagementClusterModel,
  ManagementNetworkModel,
} from './fleet-model';
export type { EngineReference } from './engine-reference';
export type { EtcdClusterModel, EtcdStoreModel } from './etcd-store-model';
export type {
  ClusterIpEndpointModel,
  CommonEndpointModel,
  EndpointModel,
  LoadBalancerEndpointModel,
  NodePortEndpointModel,
} from './endpoint-model';
export type { KonnectivityModel } from './konnectivity-model';
export type { BalancerDefaults, HostFacts, LoadBalancerKind, NodeChoice, PlacementDefaults } from './host-facts';
export type {
  BackupFacts,
  ControllerFacts,
  HostProfile,
  LoadBalancerFacts,
  NodePoolFacts,
  NodePoolRole,
  PriceFacts,
  QuotaFacts,
  QuotaKind,
  StorageClassFacts,
} from './host-profile';
export type { UnhonouredField } from './unhonoured';
export type { CheckContext, Report, Rule, RuleText } from './rule';
export type {
  DeletionProtection,
  ImageComponent,
  ImagesModel,
  JsonPatchOperation,
  PatchModel,
  ResourcesModel,
  SchedulingModel,
  TolerationModel,
} from './shared-model';
export type {
  AddonsModel,
  AdmissionModel,
  AuditModel,
  AuthenticationModel,
  ControlPlaneComponent,
  EncryptionModel,
  SizeClass,
  StoreBindingModel,
  TenantModel,
  TenantNetworkModel,
} from './tenant-model';
export type {
  Carrier,
  CloudModel,
  FirstBootModel,
  MachineCapacityModel,
  MachineHostModel,
  MachinesModel,
  OperatingSystem,
  ScalingModel,
} from './machines-model';
export type {
  ContainerdModel,
  KubeletModel,
  NodeModel,
  RegistryMirrorModel,
  UpdatesModel,
  Weekday,
} from './node-model';
export type {
  AutoscalerIdentityModel,
  AutoscalingModel,
  BootstrapModel,
  BottlerocketBootstrapModel,
  JoinDelivery,
  JoinModel,
  K0sBootstrapModel,
  KubeadmBootstrapModel,
  RepairModel,
  RolloutModel,
  SecretStoreModel,
  TaintModel,
  TalosBootstrapModel,
  WorkerKind,
  WorkerPoolModel,
  WorkerSupportModel,
} from './worker-pool-model';
