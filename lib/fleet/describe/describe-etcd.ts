import { parseQuantity, wholeUnits } from '../../kubernetes';
import type { EngineReference, EtcdClusterModel, EtcdStoreModel, HostFacts } from '../../model';
import { DEFAULT_IMAGES, EMPTY, ETCD_MAX_QUOTA_BYTES, ETCD_RESOURCES, ETCD_VERSION, NONE } from '../defaults';
import type { EtcdClusterProps, EtcdStoreProps, ExternalEtcdProps } from '../props/etcd-props';
import { describeImages, describeMap, describePatches, describeResources, describeScheduling } from './describe-common';

/** Port of etcd for clients. */
const CLIENT_PORT = 2379;

/** An etcd cluster as data. */
export function describeEtcdCluster(props: EtcdClusterProps, namespace: string, host: HostFacts): EtcdClusterModel {
  return {
    namespace,
    version: props.version ?? ETCD_VERSION,
    members: props.members,
    volume: props.volume,
    storageClass: props.storageClass ?? null,
    quotaBytes:
      props.quota === undefined
        ? Math.min(ETCD_MAX_QUOTA_BYTES, Math.floor(bytes(props.volume) / 2))
        : bytes(props.quota),
    autoCompactionRetention: props.autoCompactionRetention ?? '5m',
    resources: describeResources(props.resources, ETCD_RESOURCES),
    scheduling: describeScheduling(props.scheduling, host, 'etcd'),
    extraArgs: describeMap(props.extraArgs),
  };
}

/** A shared store as data. */
export function describeEtcdStore(
  name: string,
  path: string,
  props: EtcdStoreProps,
  cluster: {
    readonly host: HostFacts;
    readonly clusterDomain: string;
    readonly engine: { readonly reference: EngineReference };
  },
): EtcdStoreModel {
  const namespace = props.namespace ?? `etcd-${name}`;
  return {
    name,
    path,
    origin: 'managed',
    cluster: describeEtcdCluster(props, namespace, cluster.host),
    engine: (props.engine ?? cluster.engine).reference,
    endpoints: [`https://etcd.${namespace}.svc.${cluster.clusterDomain}:${CLIENT_PORT}`],
    clusterIssuer: namespace,
    images: describeImages(props.images),
    labels: describeMap(props.labels),
    annotations: describeMap(props.annotations),
    deletionProtection: props.deletionProtection === false ? 'disabled' : 'enabled',
    patches: describePatches(props.patches),
  };
}

/** An imported etcd as data. */
export function describeExternalEtcd(name: string, path: string, props: ExternalEtcdProps): EtcdStoreModel {
  return {
    name,
    path,
    origin: 'external',
    cluster: null,
    engine: null,
    endpoints: [...props.endpoints],
    clusterIssuer: props.clusterIssuer,
    images: DEFAULT_IMAGES,
    labels: NONE,
    annotations: NONE,
    deletionProtection: 'disabled',
    patches: EMPTY,
  };
}

function bytes(quantity: string): number {
  const read = parseQuantity(quantity);
  return read.ok ? Number(wholeUnits(read.value)) : 0;
}
