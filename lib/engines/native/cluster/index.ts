import type { KubernetesObject } from '../../../kubernetes';
import type { ManagementClusterModel } from '../../../model';
import { CLUSTER } from '../names';
import { clusterOwner, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { deletionProtection } from './deletion-protection';

/** What the native engine needs once per management cluster. */
export function renderClusterObjects(cluster: ManagementClusterModel): KubernetesObject[] {
  const owner = clusterOwner(cluster);
  return [
    priorityClass(owner, CLUSTER.controlPlanePriority, CONTROL_PLANE_PRIORITY, 'Hosted Kubernetes control planes.'),
    priorityClass(owner, CLUSTER.etcdPriority, ETCD_PRIORITY, 'Datastores of hosted Kubernetes control planes.'),
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: metadataFor(owner, CLUSTER.selfSignedIssuer, 'pki'),
      spec: { selfSigned: {} },
    },
    ...deletionProtection(owner),
  ];
}

/**
 * Above every default workload, below `system-cluster-critical` (2000000000), so that the management cluster's own parts win.
 * User-defined classes end at 1000000000: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
const CONTROL_PLANE_PRIORITY = 900_000_000;

/** A datastore carries many control planes. */
const ETCD_PRIORITY = 950_000_000;

function priorityClass(owner: Owner, name: string, value: number, description: string): KubernetesObject {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: metadataFor(owner, name, 'scheduling'),
    value,
    globalDefault: false,
    preemptionPolicy: 'PreemptLowerPriority',
    description,
  };
}
