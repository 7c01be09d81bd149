import type { AdmissionModel } from '../../../model';

/** Plugins that Kamaji switches on when nothing is said. It leaves out NodeRestriction, which kubeadm has. */
const USUAL: readonly string[] = [
  'CertificateApproval',
  'CertificateSigning',
  'CertificateSubjectRestriction',
  'DefaultIngressClass',
  'DefaultStorageClass',
  'DefaultTolerationSeconds',
  'LimitRanger',
  'MutatingAdmissionWebhook',
  'NamespaceLifecycle',
  'PersistentVolumeClaimResize',
  'Priority',
  'ResourceQuota',
  'RuntimeClass',
  'ServiceAccount',
  'StorageObjectInUseProtection',
  'TaintNodesByCondition',
  'ValidatingAdmissionWebhook',
];

/** Plugins that the field takes besides the usual ones. */
const FURTHER: readonly string[] = [
  'AlwaysAdmit',
  'AlwaysDeny',
  'AlwaysPullImages',
  'DenyEscalatingExec',
  'DenyExecOnPrivileged',
  'DenyServiceExternalIPs',
  'EventRateLimit',
  'ExtendedResourceToleration',
  'ImagePolicyWebhook',
  'LimitPodHardAntiAffinityTopology',
  'NamespaceAutoProvision',
  'NamespaceExists',
  'NodeRestriction',
  'OwnerReferencesPermissionEnforcement',
  'PersistentVolumeLabel',
  'PodNodeSelector',
  'PodSecurity',
  'PodSecurityPolicy',
  'PodTolerationRestriction',
  'SecurityContextDeny',
];

/** Plugins that `spec.kubernetes.admissionControllers` can name. */
export const KAMAJI_ADMISSION_PLUGINS: readonly string[] = Object.freeze([...USUAL, ...FURTHER].sort());

/** `spec.kubernetes.admissionControllers`: Kamaji's own, NodeRestriction, and what the tenant adds and takes away. */
export function admissionControllers({ enable, disable }: AdmissionModel): string[] {
  return [...new Set([...USUAL, 'NodeRestriction', ...enable])].filter((plugin) => !disable.includes(plugin)).sort();
}
