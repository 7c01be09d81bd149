import { cidrAt, emitYaml, parseCidr } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import { auditPolicy } from '../audit';
import type { KopsProps } from './props';

const API_VERSION = 'kops.k8s.io/v1alpha2';
const AUDIT_POLICY = '/etc/kubernetes/audit/policy.yaml';

/** Range of the VPC unless another is named, as kOps has it. */
export const NETWORK_CIDR = '172.20.0.0/16';

/** What pods and Services have, as kOps has it: the part of shared address space that no VPC has. */
const POD_CIDR = '100.64.0.0/10';

/** Name of the group with the control plane of a zone. */
export function controlPlaneGroup(zone: string): string {
  return `control-plane-${zone}`;
}

/** Name of the private subnet of a zone. */
export function subnetOf(zone: string): string {
  return zone;
}

/** https://kops.sigs.k8s.io/cluster_spec/ */
export function kopsCluster(props: KopsProps): KubernetesObject {
  const { name, zones, issuerStore, api = { kind: 'internal' }, networkCidr = NETWORK_CIDR } = props;
  return {
    apiVersion: API_VERSION,
    kind: 'Cluster',
    metadata: { name },
    spec: {
      api: {
        loadBalancer: {
          class: 'Network',
          type: api.kind === 'public' ? 'Public' : 'Internal',
          crossZoneLoadBalancing: true,
        },
      },
      authorization: { rbac: {} },
      certManager: { enabled: true },
      channel: 'stable',
      ...(props.tags !== undefined && { cloudLabels: props.tags }),
      cloudConfig: { awsEBSCSIDriver: { enabled: true }, manageStorageClasses: true },
      cloudProvider: 'aws',
      clusterAutoscaler: { enabled: true, balanceSimilarNodeGroups: true },
      configBase: `${props.stateStore.replace(/\/$/, '')}/${name}`,
      encryptionConfig: true,
      etcdClusters: [
        etcd(props, 'main', { cpu: '200m', memory: '512Mi' }),
        etcd(props, 'events', { cpu: '100m', memory: '256Mi' }),
      ],
      fileAssets: [
        {
          name: 'audit-policy',
          path: AUDIT_POLICY,
          roles: ['ControlPlane'],
          content: emitYaml(auditPolicy()),
        },
      ],
      iam: {
        allowContainerRegistry: true,
        legacy: false,
        ...(issuerStore !== undefined && { useServiceAccountExternalPermissions: true }),
      },
      ...(issuerStore !== undefined && {
        podIdentityWebhook: { enabled: true, replicas: 2 },
        serviceAccountIssuerDiscovery: {
          discoveryStore: `${issuerStore.replace(/\/$/, '')}/${name}`,
          enableAWSOIDCProvider: true,
        },
      }),
      kubeAPIServer: {
        auditLogMaxAge: 30,
        auditLogMaxBackups: 10,
        auditLogMaxSize: 100,
        auditLogPath: '/var/log/kube-apiserver-audit.log',
        auditPolicyFile: AUDIT_POLICY,
      },
      kubelet: { anonymousAuth: false },
      kubernetesApiAccess: api.allowedCidrs ?? [networkCidr],
      kubernetesVersion: `v${props.version}`,
      metricsServer: { enabled: true },
      networkCIDR: networkCidr,
      networking: props.networking === 'calico' ? { calico: {} } : { cilium: { enableNodePort: true } },
      nodeTerminationHandler: { enabled: true, enableSQSTerminationDraining: true },
      nonMasqueradeCIDR: POD_CIDR,
      snapshotController: { enabled: true },
      sshAccess: props.sshAllowedCidrs ?? [],
      subnets: subnets(zones, networkCidr),
      topology: { dns: { type: 'None' } },
    },
  };
}

function etcd(
  { zones, etcdVolumeGib = 32, kmsKeyId }: KopsProps,
  name: string,
  requests: { readonly cpu: string; readonly memory: string },
) {
  return {
    name,
    cpuRequest: requests.cpu,
    memoryRequest: requests.memory,
    manager: { backupRetentionDays: 90 },
    etcdMembers: zones.map((zone) => ({
      name: zone.slice(-1),
      instanceGroup: controlPlaneGroup(zone),
      encryptedVolume: true,
      volumeType: 'gp3',
      volumeSize: etcdVolumeGib,
      ...(kmsKeyId !== undefined && { kmsKeyId }),
    })),
  };
}

/** A /20 for machines and a /24 for balancers and the NAT of each zone: machines have no addresses of the Internet. */
function subnets(zones: readonly string[], networkCidr: string) {
  const network = parseCidr(networkCidr);
  const part = (prefix: number, index: number) =>
    network.ok ? cidrAt(4, network.value.first + (BigInt(index) << BigInt(32 - prefix)), prefix).text : networkCidr;
  return [
    ...zones.map((zone, index) => ({ name: subnetOf(zone), type: 'Private', zone, cidr: part(20, index + 1) })),
    ...zones.map((zone, index) => ({ name: `utility-${zone}`, type: 'Utility', zone, cidr: part(24, index) })),
  ];
}
