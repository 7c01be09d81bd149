import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { clusterAutoscalers } from '../../../workers';
import { metadataFor } from '../objects';
import type { Owner } from '../objects';
import { joinPods } from '../join/identities';
import { controllerReplicas } from './controllers';

/** Pods of Jobs that may exist at the same time: three Jobs, the renewal of a kubeconfig, and a try of each that just failed. */
const JOB_PODS = 8;

/**
 * An upper bound for the namespace, against what runs away: counts, because sums of CPU and memory would refuse pods whenever a
 * patch raises a request.
 *
 * - Pods: of each Deployment all replicas, one more for the surge, and all replicas again, since stopping pods count until they
 *   are gone; the members of a dedicated etcd twice for the same reason; Jobs; what makes credentials and certificates of nodes.
 * - Services that take something from the cluster: those that the endpoint needs. A balancer takes node ports too.
 * - Volumes: those of a dedicated etcd, with one to spare for a restore.
 */
export function resourceQuota(tenant: TenantModel, owner: Owner): KubernetesObject {
  const members = tenant.store.kind === 'dedicated' ? tenant.store.cluster.members : 0;
  const controllers = controllerReplicas(tenant);
  const deployments = 2 + clusterAutoscalers(tenant).length;
  const pods =
    rolling(tenant.replicas) + deployments * rolling(controllers) + 2 * members + JOB_PODS + joinPods(tenant);
  const { kind } = tenant.endpoint;
  const servicePorts = tenant.konnectivity.enabled ? 2 : 1;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadataFor(owner, 'tenant', 'quota'),
    spec: {
      hard: {
        pods: String(pods),
        'services.loadbalancers': kind === 'loadBalancer' ? '1' : '0',
        'services.nodeports': kind === 'clusterIp' ? '0' : String(servicePorts),
        persistentvolumeclaims: String(members === 0 ? 0 : members + 1),
      },
    },
  };
}

function rolling(replicas: number): number {
  return 2 * replicas + 1;
}
