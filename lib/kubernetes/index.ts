export type { JsonObject, JsonValue, KubernetesObject, ObjectMeta, ObjectSelector } from './object';
export { describe } from './parsed';
export type { Parsed } from './parsed';
export {
  CONTROLLER_MINORS_OLDER,
  KUBELET_MINORS_OLDER,
  SUPPORTED_MINORS,
  compareVersions,
  controllerSkew,
  isSupportedMinor,
  knownVersions,
  kubectlSkew,
  kubeletSkew,
  minorFacts,
  parseVersion,
} from './versions';
export type { KubernetesVersion, MinorFacts, Skew, SupportedMinor, Version } from './versions';
export { compareQuantities, formatBytes, formatMilli, milliUnits, parseQuantity, wholeUnits } from './quantities';
export type { Bytes, Cpu, Quantity } from './quantities';
export { MAX_PODS, podAddresses, reservedResources } from './node-sizing';
export { parseDuration } from './duration';
export {
  addressBits,
  cidrAt,
  contains,
  formatIp,
  freeRangeFinder,
  nextFreeRange,
  nthAddress,
  overlaps,
  parseCidr,
  parseIp,
  sizeOf,
} from './cidr';
export type { AddressFamily, Cidr, IpAddress } from './cidr';
export {
  ANNOTATIONS_MAX_BYTES,
  LABEL_MAX,
  SUBDOMAIN_MAX,
  dns1035LabelProblem,
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  dnsNameProblem,
  hashOf,
  labelKeyProblem,
  labelValueProblem,
  nameBudget,
  shortHash,
  stableJson,
} from './names';
export { dependenciesFirst } from './dependencies-first';
export { remembered } from './remembered';
export { shared } from './shared';
export { jwtIssuerUrls } from './jwt-issuers';
export { urlHost } from './url-host';
export type { UrlHost } from './url-host';
export { emitDocuments, emitPieces, emitYaml } from './yaml';
export type { BlockBody, YamlPiece } from './yaml-lines';
export { PLUGINS_WITH_CONFIGURATION, admissionPlugins } from './admission-plugins';
export { featureGate, featureGateNames } from './feature-gates';
export type { FeatureGate } from './feature-gates';
export { AUDIT_RULES } from './audit-rules';
export { CIPHER_SUITES } from './cipher-suites';
export { isKubeletLabel } from './kubelet-labels';
export { pointerPath, stepInto, valueAt } from './value-at';
export type { Path } from './value-at';
export { KUBE_VIP_VERSION } from './kube-vip';
