export type { KamajiCapabilities } from './capabilities';
export { kamaji } from './kamaji';
export { KAMAJI_ANNOTATIONS } from './names';
export type {
  BasicAuthReference,
  DatabaseDataStore,
  DatabaseTls,
  DataStoreOptions,
  EtcdDataStore,
  KeyPairReference,
  SecretReference,
} from './data-store';
export type { KamajiExposure, KamajiGateway, KamajiIngress } from './exposure';
export type { KamajiChartValues, KamajiOperatorOptions } from './installation';
export type { KubeconfigGeneratorOptions, KubeconfigText } from './kubeconfig-generator';
export type {
  KamajiDeploymentOptions,
  KamajiKonnectivityOptions,
  KamajiKubeletOptions,
  KamajiNetworkOptions,
  KamajiOptions,
  KamajiProbe,
  KamajiProbes,
  KamajiServiceOptions,
} from './options';
