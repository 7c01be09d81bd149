import type { KubernetesObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { API } from './api';
import { CLUSTER_LABEL, clusterName } from './names';

/** What a ClusterResourceSet applies in a tenant. */
export interface ClusterResources {
  /** In the namespace of the tenant; Secrets are of type `addons.cluster.x-k8s.io/resource-set`. 1 to 100. */
  readonly objects: readonly { readonly kind: 'ConfigMap' | 'Secret'; readonly name: string }[];
  /** `ApplyOnce`: what is changed later in the objects or in the tenant stays so. `Reconcile`: changes of the objects are applied. @default 'Reconcile' */
  readonly strategy?: 'ApplyOnce' | 'Reconcile';
}

/**
 * The ClusterResourceSet of a tenant, for what a new cluster needs before anything else: a network plugin, a cloud controller manager. It
 * removes nothing.
 *
 * https://cluster-api.sigs.k8s.io/tasks/cluster-resource-set
 */
export function clusterResourceSet(
  tenant: TenantModel,
  owner: Owner,
  { objects, strategy = 'Reconcile' }: ClusterResources,
): KubernetesObject {
  return {
    apiVersion: API.addons,
    kind: 'ClusterResourceSet',
    metadata: metadataFor(owner, clusterName(tenant), 'cluster'),
    spec: {
      clusterSelector: { matchLabels: { [CLUSTER_LABEL]: clusterName(tenant) } },
      resources: objects.map(({ kind, name }) => ({ kind, name })),
      strategy,
    },
  };
}
