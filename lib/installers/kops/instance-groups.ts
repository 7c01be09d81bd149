import type { KubernetesObject } from '../../kubernetes';
import { controlPlaneGroup, subnetOf } from './cluster';
import type { KopsNodeGroup, KopsProps } from './props';

/** Groups of a cluster whose program names none: pods of all kinds, and members of tenants' etcd. */
export const DEFAULT_NODE_GROUPS: readonly KopsNodeGroup[] = [
  { name: 'general', machineType: 'm7i.xlarge', min: 3, max: 12 },
  {
    name: 'etcd',
    machineType: 'm7i.large',
    min: 1,
    max: 4,
    perZone: true,
    labels: { role: 'etcd' },
    taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }],
  },
];

/** One group for the control plane of each zone, then those for nodes. https://kops.sigs.k8s.io/instance_groups/ */
export function instanceGroups(props: KopsProps): readonly KubernetesObject[] {
  const { zones, controlPlaneMachineType = 'm7i.large', nodeGroups = DEFAULT_NODE_GROUPS, issuerStore } = props;
  // Without roles of their own, pods of the control plane ask the metadata of the machine, through as many hops as kOps itself allows.
  const hopLimit = issuerStore === undefined ? 3 : 1;
  return [
    ...zones.map((zone) =>
      group(props, controlPlaneGroup(zone), {
        role: 'ControlPlane',
        machineType: controlPlaneMachineType,
        minSize: 1,
        maxSize: 1,
        hopLimit,
        volumeGib: 64,
        subnets: [subnetOf(zone)],
      }),
    ),
    ...nodeGroups.flatMap((nodes) => nodeGroup(props, nodes)),
  ];
}

function nodeGroup(props: KopsProps, nodes: KopsNodeGroup): readonly KubernetesObject[] {
  const spread = nodes.perZone === true ? props.zones.map((zone) => [zone]) : [props.zones];
  return spread.map((zones) =>
    group(props, nodes.perZone === true ? `${nodes.name}-${zones.join()}` : nodes.name, {
      role: 'Node',
      machineType: nodes.machineType,
      minSize: nodes.min,
      maxSize: nodes.max,
      hopLimit: 1,
      volumeGib: nodes.volumeGib ?? 64,
      subnets: zones.map(subnetOf),
      labels: nodes.labels ?? {},
      taints: (nodes.taints ?? []).map(({ key, value = '', effect }) => `${key}=${value}:${effect}`),
    }),
  );
}

interface Group {
  readonly role: 'ControlPlane' | 'Node';
  readonly machineType: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly hopLimit: number;
  readonly volumeGib: number;
  readonly subnets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly string[];
}

function group({ name: cluster, kmsKeyId }: KopsProps, name: string, parts: Group): KubernetesObject {
  return {
    apiVersion: 'kops.k8s.io/v1alpha2',
    kind: 'InstanceGroup',
    metadata: { name, labels: { 'kops.k8s.io/cluster': cluster } },
    spec: {
      role: parts.role,
      machineType: parts.machineType,
      minSize: parts.minSize,
      maxSize: parts.maxSize,
      subnets: parts.subnets,
      associatePublicIp: false,
      instanceMetadata: { httpTokens: 'required', httpPutResponseHopLimit: parts.hopLimit },
      rootVolumeType: 'gp3',
      rootVolumeSize: parts.volumeGib,
      rootVolumeEncryption: true,
      ...(kmsKeyId !== undefined && { rootVolumeEncryptionKey: kmsKeyId }),
      nodeLabels: { 'kops.k8s.io/instancegroup': name, ...parts.labels },
      ...(parts.taints !== undefined && parts.taints.length > 0 && { taints: parts.taints }),
    },
  };
}
