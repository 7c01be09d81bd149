import { isSupportedMinor } from './versions';
import type { Version } from './versions';

/**
 * Admission plugins compiled into kube-apiserver, with the first supported minor that has each.
 * `pkg/kubeapiserver/options/plugins.go`, AllOrderedPlugins, of 1.33.13, 1.34.4, 1.35.4 and 1.36.3.
 */
const PLUGINS: Readonly<Record<string, number>> = {
  AlwaysAdmit: 33,
  AlwaysDeny: 33,
  AlwaysPullImages: 33,
  CertificateApproval: 33,
  CertificateSigning: 33,
  CertificateSubjectRestriction: 33,
  ClusterTrustBundleAttest: 33,
  DefaultIngressClass: 33,
  DefaultStorageClass: 33,
  DefaultTolerationSeconds: 33,
  DenyServiceExternalIPs: 33,
  EventRateLimit: 33,
  ExtendedResourceToleration: 33,
  ImagePolicyWebhook: 33,
  JobValidation: 36,
  LimitPodHardAntiAffinityTopology: 33,
  LimitRanger: 33,
  MutatingAdmissionPolicy: 33,
  MutatingAdmissionWebhook: 33,
  NamespaceAutoProvision: 33,
  NamespaceExists: 33,
  NamespaceLifecycle: 33,
  NodeDeclaredFeatureValidator: 35,
  NodeRestriction: 33,
  OwnerReferencesPermissionEnforcement: 33,
  PersistentVolumeClaimResize: 33,
  PodGroupProtection: 36,
  PodGroupWorkloadExists: 36,
  PodNodeSelector: 33,
  PodResizeValidator: 36,
  PodSecurity: 33,
  PodTolerationRestriction: 33,
  PodTopologyLabels: 33,
  Priority: 33,
  ResourceQuota: 33,
  RuntimeClass: 33,
  ServiceAccount: 33,
  StorageObjectInUseProtection: 33,
  TaintNodesByCondition: 33,
  ValidatingAdmissionPolicy: 33,
  ValidatingAdmissionWebhook: 33,
};

/**
 * Plugins that make the API server exit when no configuration is given for them: `plugin/pkg/admission/eventratelimit`,
 * `plugin/pkg/admission/imagepolicy`.
 */
export const PLUGINS_WITH_CONFIGURATION: readonly string[] = ['EventRateLimit', 'ImagePolicyWebhook'];

/** Names of the admission plugins of a version, or `undefined` when its minor is not supported. */
export function admissionPlugins(version: Version): readonly string[] | undefined {
  if (!isSupportedMinor(version)) return undefined;
  return Object.keys(PLUGINS).filter((name) => (PLUGINS[name] ?? Infinity) <= version.minor);
}
