import { acknowledgedError } from './acknowledgements/error-code';
import { unknownCode } from './acknowledgements/unknown-code';
import { unneededAcknowledgement } from './acknowledgements/unneeded';
import { membersZones } from './availability/members-zones';
import { replicasZones } from './availability/replicas-zones';
import { singleReplica } from './availability/single-replica';
import { unknownZone } from './availability/unknown-zone';
import { missingRequests } from './capacity/missing-requests';
import { podRangeNodes } from './capacity/pod-range-nodes';
import { poolSize } from './capacity/pool-size';
import { requestsLimits } from './capacity/requests-limits';
import { sizeClass } from './capacity/size-class';
import { smallMemory } from './capacity/small-memory';
import { managedEtcdFlag } from './datastores/managed-flag';
import { etcdMembers } from './datastores/members';
import { missingStore } from './datastores/missing-store';
import { prefixCollision } from './datastores/prefix-collision';
import { quotaDefragmentation } from './datastores/quota-defragmentation';
import { quotaMaximum } from './datastores/quota-maximum';
import { quotaVolume } from './datastores/quota-volume';
import { rootUser } from './datastores/root-user';
import { singleMember } from './datastores/single-member';
import { unusedStore } from './datastores/unused-store';
import { clusterIpCollision } from './endpoints/cluster-ip-collision';
import { clusterIpRange } from './endpoints/cluster-ip-range';
import { duplicateAddress } from './endpoints/duplicate-address';
import { duplicateName } from './endpoints/duplicate-name';
import { nodePortCollision } from './endpoints/node-port-collision';
import { nodePortRange } from './endpoints/node-port-range';
import { openSourceRange } from './endpoints/open-source-range';
import { portClash } from './endpoints/port-clash';
import { unstableAddress } from './endpoints/unstable-address';
import { etcdMachines } from './host/etcd-machines';
import { etcdStorage } from './host/etcd-storage';
import { etcdWithoutVolumes } from './host/etcd-without-volumes';
import { impossibleEndpoint } from './host/impossible-endpoint';
import { malformedFlag } from './host/malformed-flag';
import { managedFlag } from './host/managed-flag';
import { hostNodePorts } from './host/node-port-range';
import { quotas } from './host/quotas';
import { unenforcedPolicies } from './host/unenforced-policies';
import { unsupportedField } from './host/unsupported-field';
import { derivedNames } from './names/derived-names';
import { labelsAnnotations } from './names/labels-annotations';
import { managedLabels } from './names/managed-labels';
import { namespaceCollision } from './names/namespace-collision';
import { nodeLabels } from './names/node-labels';
import { reservedNamespace } from './names/reserved-namespace';
import { dnsAddress } from './networks/dns-address';
import { dualStack } from './networks/dual-stack';
import { endpointFamily } from './networks/endpoint-family';
import { endpointInside } from './networks/endpoint-inside';
import { managementOverlap } from './networks/management-overlap';
import { managementTenantOverlap } from './networks/management-tenant-overlap';
import { nodeMask } from './networks/node-mask';
import { reachOverlap } from './networks/reach-overlap';
import { reservedRange } from './networks/reserved-range';
import { serviceRangeSize } from './networks/service-range-size';
import { sharedNetworkOverlap } from './networks/shared-network';
import { tenantOverlap } from './networks/tenant-overlap';
import { managedSelector } from './patches/managed-selector';
import { auditOff } from './security/audit-off';
import { contradictingPlugins } from './security/contradicting-plugins';
import { encryptionOff } from './security/encryption-off';
import { insecureFlag } from './security/insecure-flag';
import { jwtIssuers } from './security/jwt-issuers';
import { disabledProtection } from './security/node-restriction';
import { plainSecret } from './security/plain-secret';
import { unconfiguredPlugin } from './security/unconfigured-plugin';
import { unknownPlugin } from './security/unknown-plugin';
import { unresolvedValue } from './security/unresolved-value';
import { etcdVersion } from './versions/etcd-version';
import { featureGateGroups } from './versions/feature-gate-groups';
import { featureGateLocked } from './versions/feature-gate-locked';
import { featureGateUnknown } from './versions/feature-gate-unknown';
import { managementUnknown } from './versions/management-unknown';
import { managementVersion } from './versions/management-version';
import { tenantVersion } from './versions/tenant-version';
import { workerSkew } from './versions/worker-skew';
import { accelerators } from './workers/accelerators';
import { credentialDelivery } from './workers/credential-delivery';
import { discoveryToken } from './workers/discovery-token';
import { engineSupport } from './workers/engine-support';
import { hostAddress } from './workers/host-address';
import { ignoredSettings } from './workers/ignored-settings';
import { immutableUpdates } from './workers/immutable-updates';
import { k0sVersion } from './workers/k0s-version';
import { kubeletBounds } from './workers/kubelet-bounds';
import { littleMemory } from './workers/little-memory';
import { managedKubelet } from './workers/managed-kubelet';
import { maxPods } from './workers/max-pods';
import { mirrorsOnly } from './workers/mirrors-only';
import { nodeNames } from './workers/node-names';
import { openEgress } from './workers/open-egress';
import { packages } from './workers/packages';
import { poolZones } from './workers/pool-zones';
import { reserved } from './workers/reserved';
import { smallMachine } from './workers/small-machine';
import { stuckRollout } from './workers/stuck-rollout';
import { systemKind } from './workers/system-kind';
import { tokenLife } from './workers/token-life';
import { autoscalerIdentity } from './workers/autoscaler-identity';
import { unknownAutoscaler } from './workers/unknown-autoscaler';
import { unreachable } from './workers/unreachable';
import type { Rule } from '../../model';

/** All rules by code. Those about acknowledgements come last, because they look at what the others found. */
export const rules: readonly Rule[] = Object.freeze([
  dualStack,
  managementOverlap,
  tenantOverlap,
  reachOverlap,
  managementTenantOverlap,
  sharedNetworkOverlap,
  endpointInside,
  dnsAddress,
  nodeMask,
  serviceRangeSize,
  reservedRange,
  endpointFamily,
  derivedNames,
  reservedNamespace,
  namespaceCollision,
  labelsAnnotations,
  managedLabels,
  nodeLabels,
  duplicateAddress,
  duplicateName,
  portClash,
  nodePortRange,
  nodePortCollision,
  openSourceRange,
  unstableAddress,
  clusterIpRange,
  clusterIpCollision,
  tenantVersion,
  managementVersion,
  managementUnknown,
  etcdVersion,
  workerSkew,
  featureGateUnknown,
  featureGateLocked,
  featureGateGroups,
  etcdMembers,
  singleMember,
  missingStore,
  prefixCollision,
  unusedStore,
  quotaMaximum,
  quotaVolume,
  quotaDefragmentation,
  engineSupport,
  smallMachine,
  littleMemory,
  systemKind,
  k0sVersion,
  tokenLife,
  discoveryToken,
  credentialDelivery,
  immutableUpdates,
  mirrorsOnly,
  unknownAutoscaler,
  ignoredSettings,
  poolZones,
  hostAddress,
  nodeNames,
  maxPods,
  reserved,
  managedKubelet,
  unreachable,
  accelerators,
  kubeletBounds,
  stuckRollout,
  packages,
  openEgress,
  autoscalerIdentity,
  membersZones,
  unknownZone,
  replicasZones,
  missingRequests,
  requestsLimits,
  smallMemory,
  podRangeNodes,
  sizeClass,
  poolSize,
  singleReplica,
  hostNodePorts,
  managedFlag,
  malformedFlag,
  impossibleEndpoint,
  unsupportedField,
  etcdStorage,
  etcdMachines,
  etcdWithoutVolumes,
  quotas,
  unenforcedPolicies,
  plainSecret,
  unresolvedValue,
  disabledProtection,
  unknownPlugin,
  contradictingPlugins,
  unconfiguredPlugin,
  auditOff,
  encryptionOff,
  insecureFlag,
  jwtIssuers,
  managedEtcdFlag,
  rootUser,
  managedSelector,
  unknownCode,
  unneededAcknowledgement,
  acknowledgedError,
]);
