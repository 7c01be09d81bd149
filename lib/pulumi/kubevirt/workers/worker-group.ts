import { createHash } from 'node:crypto';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions } from '@pulumi/pulumi';
import { virtualMachine, workerLabels } from '../../../hosts/kubevirt';
import { parseQuantity, wholeUnits } from '../../../kubernetes';
import type { WorkerPoolModel } from '../../../model';
import { groupName } from '../../../workers';
import { KubernetesObjectResource } from '../../kubernetes-object';
import type { TenantPool } from '../../tenant-pool';
import { gibibytesIn, gibibytesOf } from '../../workers/disk';
import { imageFor, ownerTags, requireSource } from '../../workers/pool-machines';
import { bootSecret, bootSecretName, machineOptions } from '../boot-secret';

/** What virtual machines need besides what their pool says. */
export interface KubevirtWorkerGroupArgs {
  /** The pool, of machines of `Machines.kubevirt`: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Provider of the infrastructure cluster. */
  readonly infra: Provider;
  /** Namespace there, which is there already. Whoever reads its Secrets knows the documents of machines, and no credential. */
  readonly namespace: string;
  /** StorageClass there for disks: encrypted, in block mode, ReadWriteMany so that machines migrate. */
  readonly storageClass: string;
  /**
   * The pod network, or a network of Multus with DHCP. Machines on the pod network do not migrate: where their node is drained, they are shut
   * down and start elsewhere with another address.
   *
   * @default 'bridge'
   */
  readonly network?: 'bridge' | { readonly attachment: string };
  /** Container image with a disk. @default - that of the pool; `quay.io/containerdisks/ubuntu:24.04` */
  readonly image?: string;
}

/** Annotation of machines: what their document is known by. */
const DOCUMENT = 'colonnade.dev/user-data-sha256';

/**
 * Machines of a worker pool as virtual machines of KubeVirt, as many as the pool has at least, spread over nodes, with the pool's document from
 * a Secret. Their credential is brought by somebody: `colonnade join-token`. A machine whose document has changed is made anew.
 *
 * Services of the tenant find them by the labels of the cloud controller manager of KubeVirt, which knows the cluster by the tenant's name.
 */
export class KubevirtWorkerGroup extends ComponentResource {
  /** VirtualMachines. */
  public readonly machines: readonly KubernetesObjectResource[];

  /** @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3301` where no image is known */
  public constructor(name: string, args: KubevirtWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:kubevirt:WorkerGroup', name, {}, options);
    const { pool, infra, namespace, storageClass, network = 'bridge' } = args;
    requireSource(pool, 'kubevirt', 'Machines.kubevirt({ ... })');
    const { model } = pool;
    const group = groupName(pool.tenant, model);
    const image = args.image ?? imageFor(model, IMAGES[model.machines.operatingSystem]);
    const within = { parent: this, provider: infra };
    const document = pool.userDataText;
    this.machines = Array.from({ length: model.size.min }, (_, index) => {
      const machine = `${group}-${String(index)}`;
      const object = virtualMachine({
        name: machine,
        namespace,
        ...sizeOf(model),
        diskGiB: gibibytesOf(model),
        image,
        storageClass,
        userDataSecret: bootSecretName(machine),
        group,
        network,
        labels: { ...ownerTags(pool), ...workerLabels(pool.tenant.name) },
      });
      const secret = bootSecret({ name: machine, namespace }, document, within);
      return new KubernetesObjectResource(
        machine,
        object,
        { ...object, metadata: { ...object.metadata, annotations: { [DOCUMENT]: document.apply(digest) } } },
        { ...within, ...machineOptions([secret]), replaceOnChanges: [`metadata.annotations["${DOCUMENT}"]`] },
      );
    });
    this.registerOutputs({});
  }
}

const IMAGES: Readonly<Partial<Record<WorkerPoolModel['machines']['operatingSystem'], string>>> = {
  ubuntu: 'quay.io/containerdisks/ubuntu:24.04',
};

/** Of a machine as the pool describes it; otherwise that of {@link virtualMachine}. */
function sizeOf({ machines: { capacity } }: WorkerPoolModel): { readonly cpu?: number; readonly memoryGiB?: number } {
  if (capacity === null) return {};
  const cpu = parseQuantity(capacity.cpu);
  const memoryGiB = gibibytesIn(capacity.memory);
  return { ...(cpu.ok && { cpu: Number(wholeUnits(cpu.value)) }), ...(memoryGiB !== undefined && { memoryGiB }) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
