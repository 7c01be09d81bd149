import { Cluster } from '@pulumi/gcp/container/cluster';
import type { ClusterArgs } from '@pulumi/gcp/container/cluster';
import type { GcpSettings } from '../../hosts/gcp';
import type { GcpKeys } from './keys';
import { RANGES } from './network';
import type { GcpNetwork } from './network';
import type { GcpNodeIdentity } from './node-identity';
import type { GcpScope } from './scope';

/** What a cluster is made of. */
export interface GcpClusterParts {
  readonly version: string;
  readonly deletionProtection: boolean;
  readonly network: GcpNetwork;
  readonly keys: GcpKeys;
  readonly nodes: GcpNodeIdentity;
}

/**
 * A regional cluster with private nodes. Google's own control plane is in three zones, whichever zones the nodes are in.
 *
 * @see https://www.pulumi.com/registry/packages/gcp/api-docs/container/cluster/
 */
export function gcpCluster(scope: GcpScope, parts: GcpClusterParts): Cluster {
  const { name, settings, parent } = scope;
  const { network, nat } = parts.network;
  const { keys, grants } = parts.keys;
  return new Cluster(
    name,
    {
      ...common(scope, parts),
      network: network.id,
      databaseEncryption: { state: 'ENCRYPTED', keyName: keys.secrets.id },
      ...(settings.mode === 'autopilot' ? autopilot(parts) : standard(settings, parts)),
    },
    // Nodes pull images as soon as they are there.
    {
      parent,
      dependsOn: [nat, grants.disks, grants.secrets, parts.nodes.role],
      // Of the pool that went.
      ignoreChanges: ['nodeConfig', 'initialNodeCount'],
    },
  );
}

function common(
  { settings, labels }: GcpScope,
  { version, deletionProtection, network }: GcpClusterParts,
): Omit<ClusterArgs, 'network'> {
  const { maintenance, authorizedNetworks } = settings;
  const byAddress = authorizedNetworks.length > 0;
  return {
    project: settings.project,
    location: settings.region,
    minMasterVersion: version,
    releaseChannel: { channel: settings.releaseChannel },
    deletionProtection,
    resourceLabels: labels,
    subnetwork: network.subnetwork.id,
    networkingMode: 'VPC_NATIVE',
    ipAllocationPolicy: { clusterSecondaryRangeName: RANGES.pods, servicesSecondaryRangeName: RANGES.services },
    privateClusterConfig: { enablePrivateNodes: true },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: true },
      ipEndpointsConfig: { enabled: byAddress },
    },
    ...(byAddress && {
      masterAuthorizedNetworksConfig: {
        cidrBlocks: authorizedNetworks.map(({ name, cidr }) => ({ cidrBlock: cidr, displayName: name })),
        gcpPublicCidrsAccessEnabled: false,
      },
    }),
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    loggingConfig: {
      enableComponents: ['SYSTEM_COMPONENTS', 'APISERVER', 'CONTROLLER_MANAGER', 'SCHEDULER', 'WORKLOADS'],
    },
    monitoringConfig: {
      enableComponents: [
        'SYSTEM_COMPONENTS',
        'APISERVER',
        'CONTROLLER_MANAGER',
        'SCHEDULER',
        'STORAGE',
        'POD',
        'STATEFULSET',
      ],
      managedPrometheus: { enabled: true },
    },
    securityPostureConfig: { mode: 'BASIC' },
    maintenancePolicy: {
      recurringWindow: {
        startTime: maintenance.start,
        endTime: maintenance.end,
        recurrence: maintenance.recurrence,
      },
    },
  };
}

/** What Autopilot decides by itself is not said: Google refuses it there. */
function autopilot({ keys, nodes }: GcpClusterParts): Partial<ClusterArgs> {
  return {
    enableAutopilot: true,
    clusterAutoscaling: {
      autoProvisioningDefaults: {
        serviceAccount: nodes.account.email,
        oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
        bootDiskKmsKey: keys.keys.disks.id,
      },
    },
  };
}

function standard(
  { project, zones }: Pick<GcpSettings, 'project' | 'zones'>,
  { nodes }: GcpClusterParts,
): Partial<ClusterArgs> {
  return {
    nodeLocations: [...zones],
    // Pools are resources of their own; a cluster cannot be made without one, which goes at once.
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    nodeConfig: { serviceAccount: nodes.account.email, shieldedInstanceConfig: { enableSecureBoot: true } },
    workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
    enableShieldedNodes: true,
    // Enforces network policies, by which tenants are kept apart.
    datapathProvider: 'ADVANCED_DATAPATH',
    enableL4IlbSubsetting: true,
    clusterAutoscaling: { enabled: false, autoscalingProfile: 'BALANCED' },
    verticalPodAutoscaling: { enabled: true },
    addonsConfig: {
      gcePersistentDiskCsiDriverConfig: { enabled: true },
      httpLoadBalancing: { disabled: false },
      dnsCacheConfig: { enabled: true },
    },
  };
}
