import type { JsonObject, KubernetesObject } from '../../kubernetes';

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
  /** Whether machines move when their node is drained, for which disks are ReadWriteMany. @default true */
  readonly migrates?: boolean;
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
  const labels = { 'app.kubernetes.io/managed-by': 'colonnade', [GROUP_LABEL]: props.group ?? props.name };
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: props.name, namespace: props.namespace, labels },
    spec: virtualMachineSpec(props),
  };
}

/** The spec of such a machine, as KubevirtMachineTemplates of Cluster API hold it too. */
export function virtualMachineSpec(props: VirtualMachineProps): JsonObject {
  const { name, cpu = 4, memoryGiB = 16, diskGiB = 40, migrates = true } = props;
  const labels = { [GROUP_LABEL]: props.group ?? name };
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
      metadata: { labels },
      spec: {
        evictionStrategy: migrates ? 'LiveMigrate' : 'External',
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
            interfaces: [{ name: 'default', masquerade: {} }],
            rng: {},
          },
        },
        networks: [{ name: 'default', pod: {} }],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 100,
                podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } },
              },
            ],
          },
        },
        volumes: [
          { name: 'root', dataVolume: { name: `${name}-root` } },
          { name: 'user-data', cloudInitNoCloud: { secretRef: { name: props.userDataSecret } } },
        ],
      },
    },
  };
}
