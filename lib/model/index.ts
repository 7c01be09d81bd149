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
export type { HostFacts, LoadBalancerKind } from './host-facts';
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
  KonnectivityModel,
  SizeClass,
  StoreBindingModel,
  TenantModel,
  TenantNetworkModel,
} from './tenant-model';
export type {
  AutoscalingModel,
  BootstrapModel,
  BottlerocketBootstrapModel,
  Carrier,
  CloudModel,
  ContainerdModel,
  FirstBootModel,
  JoinDelivery,
  JoinModel,
  K0sBootstrapModel,
  KubeadmBootstrapModel,
  KubeletModel,
  MachineCapacityModel,
  MachineHostModel,
  MachinesModel,
  NodeModel,
  OperatingSystem,
  RegistryMirrorModel,
  RepairModel,
  RolloutModel,
  SecretStoreModel,
  TaintModel,
  TalosBootstrapModel,
  UpdatesModel,
  Weekday,
  WorkerKind,
  WorkerPoolModel,
} from './worker-pool-model';
