import type { KubernetesObject } from '../kubernetes';
import type { ManagementClusterModel } from '../model';

/** A StorageClass that a host brings. */
export interface StorageClassProps {
  readonly name: string;
  /** For example `ebs.csi.aws.com`. */
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** `WaitForFirstConsumer` puts the volume where its pod is. @default 'WaitForFirstConsumer' */
  readonly volumeBindingMode?: 'WaitForFirstConsumer' | 'Immediate';
}

/** The StorageClass of etcd: volumes grow, and stay when their claim goes, because they hold the state of tenants. */
export function storageClass(cluster: ManagementClusterModel, props: StorageClassProps): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: props.name,
      labels: { ...cluster.labels, 'app.kubernetes.io/managed-by': 'colonnade' },
      ...(Object.keys(cluster.annotations).length > 0 && { annotations: cluster.annotations }),
    },
    provisioner: props.provisioner,
    parameters: { ...props.parameters },
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
    volumeBindingMode: props.volumeBindingMode ?? 'WaitForFirstConsumer',
  };
}
