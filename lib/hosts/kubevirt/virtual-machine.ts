import type { JsonObject, KubernetesObject } from '../../kubernetes';
import { renderedNetwork } from './machine-network';
import type { MachineNetwork } from './machine-network';

/** A machine that KubeVirt runs, of the management cluster or of a tenant. */
export interface VirtualMachineProps {
  readonly name: string;
  readonly namespace: string;
  /** @default 4 */
  readonly cpu?: number;
  /** @default 16 */
  readonly memoryGiB?: number;
  /** @default 40 */
  readonly diskGiB?: number;
  /** Container image with a disk, which CDI imports, for example `quay.io/containerdisks/ubuntu:24.04`. */
  readonly image: string;
  readonly storageClass: string;
  /** Name of a Secret in the namespace whose key `userdata` is the first-boot document. It is made apart, so that objects hold no secret. */
  readonly userDataSecret: string;
  /** Machines of one group are spread over nodes of the infrastructure cluster. @default - the name */
  readonly group?: string;
  /** `required`: two machines of the group are never on one node, which then has to have one more to be drained. @default 'preferred' */
  readonly spread?: 'required' | 'preferred';
  /**
   * Whether machines move when their node is drained, for which disks are ReadWriteMany. Others are shut down and start elsewhere, as those do
   * whose network is `bridge`.
   *
   * @default true
   */
  readonly migrates?: boolean;
  /** @default 'masquerade' */
  readonly network?: MachineNetwork;
  /** Of the machine and of its pod besides that of the group. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Label of the machines of a group. */
export const GROUP_LABEL = 'colonnade.dev/machine-group';

/**
 * A VirtualMachine with a disk of its own that CDI fills from an image; its document comes from a Secret at first boot.
 *
 * Sources: https://kubevirt.io/api-reference/main/definitions.html#_v1_virtualmachine,
 * https://github.com/kubevirt/containerized-data-importer/blob/main/doc/datavolumes.md
 */
export function virtualMachine(props: VirtualMachineProps): KubernetesObject {
  const labels = {
    ...props.labels,
    'app.kubernetes.io/managed-by': 'colonnade',
    [GROUP_LABEL]: props.group ?? props.name,
  };
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: props.name, namespace: props.namespace, labels },
    spec: virtualMachineSpec(props),
  };
}

/**
 * The spec of such a machine. KubeVirt has a PodDisruptionBudget for each machine that migrates, so there is none here: the eviction API
 * refuses pods with two.
 *
 * Source: https://github.com/kubevirt/kubevirt/blob/main/docs/handling-eviction-requests.md
 */
export function virtualMachineSpec(props: VirtualMachineProps): JsonObject {
  const { name, cpu = 4, memoryGiB = 16, diskGiB = 40, network = 'masquerade' } = props;
  const { interfaces, networks, networkData, ...connected } = renderedNetwork(network);
  const { migrates = true } = props;
  const group = { [GROUP_LABEL]: props.group ?? name };
  return {
    runStrategy: 'Always',
    dataVolumeTemplates: [
      {
        metadata: { name: `${name}-root` },
        spec: {
          source: { registry: { url: `docker://${props.image}` } },
          storage: {
            storageClassName: props.storageClass,
            accessModes: [migrates ? 'ReadWriteMany' : 'ReadWriteOnce'],
            volumeMode: 'Block',
            resources: { requests: { storage: `${String(diskGiB)}Gi` } },
          },
        },
      },
    ],
    template: {
      metadata: { labels: { ...props.labels, ...group } },
      spec: {
        evictionStrategy: migrates && connected.migrates ? 'LiveMigrate' : 'None',
        terminationGracePeriodSeconds: 180,
        domain: {
          // Each processor is one of the node's, which nobody else uses: etcd's heartbeats do not wait.
          cpu: { cores: cpu, dedicatedCpuPlacement: true },
          memory: { guest: `${String(memoryGiB)}Gi` },
          resources: { requests: { cpu: String(cpu), memory: `${String(memoryGiB)}Gi` } },
          devices: {
            disks: [
              { name: 'root', disk: { bus: 'virtio' }, bootOrder: 1 },
              { name: 'user-data', disk: { bus: 'virtio' } },
            ],
            interfaces: [...interfaces],
            rng: {},
          },
        },
        networks: [...networks],
        affinity: { podAntiAffinity: apartFrom(group, props.spread) },
        volumes: [
          { name: 'root', dataVolume: { name: `${name}-root` } },
          {
            name: 'user-data',
            cloudInitNoCloud: {
              secretRef: { name: props.userDataSecret },
              ...(networkData !== undefined && { networkData }),
            },
          },
        ],
      },
    },
  };
}

function apartFrom(
  matchLabels: Readonly<Record<string, string>>,
  spread: VirtualMachineProps['spread'] = 'preferred',
): JsonObject {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } };
  return spread === 'required'
    ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
    : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] };
}
