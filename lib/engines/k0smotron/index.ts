export type { K0smotronCapabilities } from './capabilities';
export { k0smotron } from './k0smotron';
export type {
  K0smotronAlarms,
  K0smotronCertificate,
  K0smotronDefragmentation,
  K0smotronIngress,
  K0smotronMonitoring,
  K0smotronMount,
  K0smotronOptions,
  K0smotronPatch,
  K0smotronPersistence,
  K0smotronRemoteHost,
  K0smotronStorage,
} from './options';
