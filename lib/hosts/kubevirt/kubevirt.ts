import { PLACE_PROBLEMS } from '../../findings';
import type { HostFacts, ManagementClusterModel } from '../../model';
import type { Host, HostArtefact } from '../host';
import { HostInput } from '../host-input';
import { bucketObjects, checkLogBucket } from '../logging';
import type { LoggedPlaceProps } from '../logging';
import type { PlaceProps } from '../place-props';
import { placementOn } from '../placement';
import { profileOf } from '../profile';
import { rolePools } from '../role-pools';
import type { PoolsProps } from '../role-pools';
import { storageClass } from '../storage-class';
import { machinesFile } from './machines';
import type { KubevirtSettings } from './settings';

/** What a program says of virtual machines in a cluster with KubeVirt and CDI: the infrastructure cluster. */
export interface KubevirtProps extends PlaceProps, LoggedPlaceProps {
  /** Namespace of the virtual machines in the infrastructure cluster. @default 'colonnade' */
  readonly namespace?: string;
  /** StorageClass of the infrastructure cluster for disks: SSDs, in block mode, ReadWriteMany so that machines migrate. */
  readonly infraStorageClass: string;
  /** Whether that class encrypts. @default false */
  readonly encryptedStorage?: boolean;
  /** Processors and memory of machines by the names that `machineType` uses. @default - `medium`, 4 processors and 16 GiB */
  readonly sizes?: Readonly<Record<string, { readonly cpu: number; readonly memoryGiB: number }>>;
  /** Container image with the disk of machines, which CDI imports. @default 'quay.io/containerdisks/ubuntu:24.04' */
  readonly image?: string;
  /** Machines of the management cluster's own control plane. @default 3 */
  readonly controllers?: number;
  /** Machines. They are not scaled: `min` of each group are made. @default - `medium`, three of each group */
  readonly pools?: PoolsProps;
}

/** A management cluster of virtual machines in another cluster. */
export interface KubevirtHost extends Host<'dynamic-ip'> {
  readonly settings: KubevirtSettings;
  /** The machines of the management cluster, for the infrastructure cluster. */
  artefacts(cluster: Pick<ManagementClusterModel, 'name' | 'version'>): readonly HostArtefact[];
}

const PROPS: Readonly<Record<keyof KubevirtProps, true>> = {
  namespace: true,
  infraStorageClass: true,
  encryptedStorage: true,
  sizes: true,
  image: true,
  controllers: true,
  pools: true,
  logs: true,
  quotas: true,
  prices: true,
};

/** StorageClass of etcd's volumes. */
const ETCD_CLASS = 'colonnade-etcd';
const CSI = 'csi.kubevirt.io';

/**
 * Virtual machines in a cluster with KubeVirt: volumes are hot-plugged disks of the infrastructure cluster, balancers are Services of it.
 * The machines themselves are objects of the infrastructure cluster: a file of them is among the artefacts, and {@link virtualMachine} is one.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3251, all at once
 *
 * @example
 * kubevirt({ infraStorageClass: 'ceph-block', encryptedStorage: true })
 */
export function kubevirt(props: KubevirtProps): KubevirtHost {
  const input = new HostInput('kubevirt');
  input.unknownKeys(props, Object.keys(PROPS));
  const said: Omit<KubevirtSettings, 'nodePools'> = {
    namespace: props.namespace ?? 'colonnade',
    infraStorageClass: props.infraStorageClass,
    sizes: props.sizes ?? { medium: { cpu: 4, memoryGiB: 16 } },
    image: props.image ?? 'quay.io/containerdisks/ubuntu:24.04',
    controllers: props.controllers ?? 3,
  };
  input.matches('namespace', said.namespace, /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'colonnade');
  input.matches('infraStorageClass', said.infraStorageClass, /^[a-z0-9][a-z0-9.-]{0,252}$/, 'ceph-block');
  input.matches('image', said.image, /^\S{1,512}$/, 'quay.io/containerdisks/ubuntu:24.04');
  checkLogBucket(props.logs, input);
  if (said.controllers % 2 !== 1) {
    input.add(PLACE_PROBLEMS.poolSize, 'controllers', {
      message: `${String(said.controllers)} controllers: an even number survives no more losses than one less.`,
      fix: 'controllers: 3.',
    });
  }
  const encrypted = props.encryptedStorage ?? false;
  const nodePools = rolePools(
    props.pools ?? {},
    {
      machineTypes: { general: 'medium', controlPlane: 'medium', etcd: 'medium' },
      machine: (type) => {
        const { cpu = null, memoryGiB = null } = said.sizes[type ?? ''] ?? {};
        return { cpu, memoryGiB, burstable: false };
      },
      zones: [],
      encrypted,
      private: true,
    },
    input,
  );
  input.refuse();
  const settings: KubevirtSettings = { ...said, nodePools };
  const facts: HostFacts & { readonly loadBalancer: 'dynamic-ip' } = {
    name: 'kubevirt',
    zones: [],
    storageClass: ETCD_CLASS,
    loadBalancer: 'dynamic-ip',
    nodePortRange: [30000, 32767],
    balancer: { annotations: {}, loadBalancerClass: null },
    placement: placementOn(nodePools),
    profile: profileOf({
      loadBalancers: {
        product: 'Service of the infrastructure cluster',
        staticAddress: false,
        hostnameOnly: false,
        internal: true,
        zonal: 'all-zones',
        source: 'https://github.com/kubevirt/cloud-provider-kubevirt',
      },
      storageClasses: [
        { name: ETCD_CLASS, provisioner: CSI, sequentialIops: null, bound: 'zone', encrypted, fitForEtcd: true },
      ],
      nodePools,
      controllers: {
        cloud: 'kubevirt-cloud-controller-manager',
        csi: CSI,
        loadBalancer: 'kubevirt-cloud-controller-manager',
        autoscaler: null,
      },
      quotas: props.quotas ?? [],
      prices: props.prices ?? [],
    }),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    artefacts: (cluster: Pick<ManagementClusterModel, 'name' | 'version'>) => [machinesFile(settings, cluster)],
    renderCluster: (cluster) => [
      storageClass(cluster, {
        name: ETCD_CLASS,
        provisioner: CSI,
        parameters: { infraStorageClassName: settings.infraStorageClass, bus: 'scsi' },
      }),
      ...bucketObjects(cluster, props.logs),
    ],
  } satisfies KubevirtHost);
}
