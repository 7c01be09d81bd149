import type { HostFacts } from '../../model';
import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import type { Host, HostArtefact } from '../host';
import { storageClass } from '../storage-class';
import { eksctlConfig } from './eksctl';
import { balancer, etcdClassName, placement, profile } from './facts';
import { readProps } from './read-props';
import type { AwsHostProps, AwsSettings } from './settings';

/** A management cluster on Amazon EKS. Its resources are made by `AwsManagementCluster` of `colonnade/pulumi/aws`, from this value. */
export interface AwsHost<L extends 'static-ip' | 'hostname' = 'static-ip' | 'hostname'> extends Host<L> {
  /** What it was told, with every default filled in. */
  readonly settings: AwsSettings;
  /** An eksctl ClusterConfig of the same cluster. */
  artefacts(cluster: Pick<ManagementClusterModel, 'name' | 'version'>): readonly HostArtefact[];
}

/**
 * A management cluster on Amazon EKS: three zones, private nodes, groups of nodes for control planes and for etcd, encrypted volumes,
 * and network load balancers with addresses of their own.
 *
 * @example
 * aws({ region: 'eu-central-1', nodes: { etcd: { machineType: 'm7i.xlarge' } } })
 *
 * @throws ColonnadeError with everything that is wrong with the props: CLN3200 to CLN3204, CLN0001 to CLN0003
 */
export function aws(props: AwsHostProps & { readonly staticAddresses: false }): AwsHost<'hostname'>;
/** With internal balancers, which have DNS names. */
export function aws(props: AwsHostProps & { readonly internalEndpoints: true }): AwsHost<'hostname'>;
/** With addresses that are reserved before. */
export function aws(
  props: AwsHostProps & { readonly staticAddresses?: 'one-zone' | 'all-zones'; readonly internalEndpoints?: false },
): AwsHost<'static-ip'>;
/** Where it is known at run time only what balancers have. */
export function aws(props: AwsHostProps): AwsHost;
export function aws(props: AwsHostProps): AwsHost {
  const settings = readProps(props);
  const facts: HostFacts & { readonly loadBalancer: 'static-ip' | 'hostname' } = {
    name: 'aws',
    zones: settings.zones,
    storageClass: etcdClassName(settings),
    loadBalancer: settings.staticAddresses === false ? 'hostname' : 'static-ip',
    nodePortRange: [30000, 32767],
    balancer: balancer(settings),
    placement: placement(settings),
    profile: profile(settings, props),
  };
  return Object.freeze({
    facts: Object.freeze(facts),
    settings: Object.freeze(settings),
    renderCluster: (cluster: ManagementClusterModel) => [etcdStorageClass(settings, cluster)],
    artefacts: (cluster: Pick<ManagementClusterModel, 'name' | 'version'>) => [eksctlConfig(settings, cluster)],
  });
}

/** Name of the EKS cluster of a management cluster. */
export function clusterNameOf({ name }: Pick<AwsSettings, 'name'>, managementCluster: string): string {
  return name ?? managementCluster;
}

/**
 * Name under which everything finds the key that the resources make, also the StorageClass, which is written before there is a key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
 */
export function keyAliasOf(settings: Pick<AwsSettings, 'name'>, managementCluster: string): string {
  return `alias/colonnade-${clusterNameOf(settings, managementCluster)}`;
}

/** https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md */
function etcdStorageClass(settings: AwsSettings, cluster: ManagementClusterModel): KubernetesObject {
  const name = etcdClassName(settings);
  if (settings.etcdVolumes === 'local-nvme') {
    return storageClass(cluster, { name, provisioner: 'kubernetes.io/no-provisioner', parameters: {} });
  }
  return storageClass(cluster, {
    name,
    provisioner: 'ebs.csi.aws.com',
    parameters: {
      type: 'gp3',
      iops: String(settings.gp3.iops),
      throughput: String(settings.gp3.throughputMibps),
      encrypted: 'true',
      kmsKeyId: settings.kmsKey ?? keyAliasOf(settings, cluster.name),
      'csi.storage.k8s.io/fstype': 'ext4',
    },
  });
}
