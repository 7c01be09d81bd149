import { stableJson } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { ManagementClusterModel, TenantModel } from '../../../model';
import { metadataFor } from '../../native/objects';
import type { Owner } from '../../native/objects';
import { clusterClass } from './cluster-class';
import type { ClusterKind } from './cluster-class';
import { sharedClass } from './options';
import type { ClassReference, TopologyOptions } from './options';

/** Where the class of a tenant is. */
export interface ClassPlace {
  readonly reference: ClassReference;
  /** `false`: it is rendered with the tenant. */
  readonly isShared: boolean;
}

/** The class of the management cluster's engine is shared; that of an engine that a tenant was given stands beside the tenant. */
export function placeOfClass(
  { engine, namespace }: Pick<TenantModel, 'engine' | 'namespace'>,
  cluster: Pick<ManagementClusterModel, 'engine'>,
  topology: TopologyOptions,
): ClassPlace {
  const shared = sharedClass(topology);
  const isShared =
    engine.name === cluster.engine.name && stableJson(engine.options) === stableJson(cluster.engine.options);
  return { isShared, reference: isShared ? shared : { ...shared, namespace } };
}

/** The namespace of the class that clusters share, and the class. */
export function sharedClassObjects(
  owner: Owner,
  kind: ClusterKind,
  topology: TopologyOptions,
): readonly KubernetesObject[] {
  const reference = sharedClass(topology);
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: metadataFor(owner, reference.namespace, 'cluster-class', { namespace: '' }),
    },
    ...clusterClass(owner, kind, reference),
  ];
}
