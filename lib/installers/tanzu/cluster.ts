import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes';
import { NETWORK } from '../networks';
import type { TanzuProps, VksNodePool } from './props';

/** Namespace of the Supervisor with the classes that VKS brings. */
const CLASS_NAMESPACE = 'vmware-system-vks-public';

/** Bounds that cluster-autoscaler reads. https://cluster-api.sigs.k8s.io/tasks/automated-machine-management/autoscaling */
const SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group';

/**
 * A Cluster of Cluster API with the variables of VKS.
 *
 * https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest/variable-docs.html
 */
export function vksCluster(props: TanzuProps): KubernetesObject {
  const { name, namespace, apiVersion = 'v1beta2', clusterClass, osImage } = props;
  const network = { ...NETWORK, ...props.network };
  const metadata = osImage === undefined ? {} : { metadata: { annotations: imageOf(osImage) } };
  return {
    apiVersion: `cluster.x-k8s.io/${apiVersion}`,
    kind: 'Cluster',
    metadata: { name, namespace },
    spec: {
      clusterNetwork: {
        pods: { cidrBlocks: network.podCidrs },
        services: { cidrBlocks: network.serviceCidrs },
        serviceDomain: network.clusterDomain,
      },
      topology: {
        ...(apiVersion === 'v1beta2'
          ? { classRef: { name: clusterClass, namespace: CLASS_NAMESPACE } }
          : { class: clusterClass, classNamespace: CLASS_NAMESPACE }),
        version: props.version,
        controlPlane: {
          replicas: props.controlPlanes ?? 3,
          ...metadata,
          ...(props.controlPlaneVmClass !== undefined && {
            variables: { overrides: [variable('vmClass', props.controlPlaneVmClass)] },
          }),
        },
        workers: { machineDeployments: props.nodePools.map((pool) => machineDeployment(props, pool)) },
        variables: variables(props),
      },
    },
  };
}

function variables({ vmClass, storageClass, endpointNames = [] }: TanzuProps): readonly JsonObject[] {
  return [
    variable('vmClass', vmClass),
    variable('storageClass', storageClass),
    variable('vsphereOptions', { persistentVolumes: { defaultStorageClass: storageClass } }),
    variable('kubernetes', {
      certificateRotation: { enabled: true, renewalDaysBeforeExpiry: 90 },
      ...(endpointNames.length > 0 && { endpointFQDNs: endpointNames }),
    }),
  ];
}

function machineDeployment({ storageClass, osImage }: TanzuProps, pool: VksNodePool): JsonObject {
  const { replicas, labels = {}, taints = [], volumes = [] } = pool;
  const annotations = {
    ...(osImage !== undefined && imageOf(osImage)),
    ...(typeof replicas === 'object' && {
      [`${SIZE}-min-size`]: String(replicas.min),
      [`${SIZE}-max-size`]: String(replicas.max),
    }),
  };
  const overrides = [
    ...(pool.vmClass === undefined ? [] : [variable('vmClass', pool.vmClass)]),
    ...(Object.keys(labels).length + taints.length === 0
      ? []
      : [
          variable('node', {
            ...(Object.keys(labels).length > 0 && { labels }),
            ...(taints.length > 0 && {
              taints: taints.map(({ key, value = '', effect }) => ({ key, value, effect })),
            }),
          }),
        ]),
    ...(volumes.length === 0
      ? []
      : [
          variable(
            'volumes',
            volumes.map((volume) => ({ ...volume, storageClass: volume.storageClass ?? storageClass })),
          ),
        ]),
  ];
  return {
    class: 'node-pool',
    name: pool.name,
    ...(pool.failureDomain !== undefined && { failureDomain: pool.failureDomain }),
    // Where bounds are given the number belongs to the autoscaler.
    ...(typeof replicas === 'number' && { replicas }),
    ...(Object.keys(annotations).length > 0 && { metadata: { annotations } }),
    ...(overrides.length > 0 && { variables: { overrides } }),
  };
}

function imageOf(osImage: string): Readonly<Record<string, string>> {
  return { 'run.tanzu.vmware.com/resolve-os-image': osImage };
}

function variable(name: string, value: JsonValue): JsonObject {
  return { name, value };
}
