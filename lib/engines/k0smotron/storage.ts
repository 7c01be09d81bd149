import type { EtcdClusterModel, TenantModel } from '../../model';
import { resourcesFor } from '../native/objects';
import { optionsOf, storageOf } from './options';
import type { K0smotronStorage } from './options';

/** `spec.persistence`: where k0s keeps its own files. */
export function persistence(tenant: TenantModel) {
  const wanted = optionsOf(tenant).persistence ?? { kind: 'emptyDir' };
  switch (wanted.kind) {
    case 'emptyDir':
      return { type: 'emptyDir' };
    case 'hostPath':
      return { type: 'hostPath', hostPath: wanted.path };
    case 'pvc':
      return {
        type: 'pvc',
        autoDeletePVCs: wanted.autoDeleteVolumes ?? false,
        persistentVolumeClaim: {
          metadata: { name: `kmc-${tenant.name}` },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(wanted.storageClass !== undefined && { storageClassName: wanted.storageClass }),
            resources: { requests: { storage: wanted.size } },
          },
        },
      };
  }
}

/** `spec.storage`: where the control plane keeps its data. */
export function storage(tenant: TenantModel) {
  const wanted = storageOf(tenant);
  switch (wanted.kind) {
    case 'etcd':
      return { type: 'etcd', etcd: etcd(tenant, wanted) };
    case 'kine':
      return { type: 'kine', kine: { dataSourceSecretName: wanted.secretName } };
    case 'nats':
      return {
        type: 'nats',
        nats: {
          persistence: {
            size: wanted.size ?? '1Gi',
            ...(wanted.storageClass !== undefined && { storageClass: wanted.storageClass }),
          },
        },
      };
  }
}

function etcd(tenant: TenantModel, wanted: Extract<K0smotronStorage, { readonly kind: 'etcd' }>) {
  const image = wanted.image === undefined ? {} : { image: wanted.image };
  const common = { ...image, autoDeletePVCs: wanted.autoDeleteVolumes ?? false, ...defragmentation(tenant) };
  if (tenant.store.kind === 'shared') return common;
  const { cluster } = tenant.store;
  return {
    ...common,
    args: etcdArguments(cluster),
    resources: resourcesFor(cluster.resources),
    persistence: {
      size: cluster.volume,
      ...(cluster.storageClass !== null && { storageClass: cluster.storageClass }),
    },
  };
}

function etcdArguments({ quotaBytes, autoCompactionRetention, extraArgs }: EtcdClusterModel): readonly string[] {
  const args = {
    'quota-backend-bytes': String(quotaBytes),
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': autoCompactionRetention,
    ...extraArgs,
  };
  return Object.entries(args)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `--${name}=${value}`);
}

function defragmentation(tenant: TenantModel) {
  const { defragmentation: wanted = {} } = optionsOf(tenant);
  return wanted === false ? {} : { defragJob: { enabled: true, ...wanted } };
}
