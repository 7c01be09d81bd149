import { hashOf } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { jsonOf } from './api';

/** Of the names in a template's name; what is left is for the hash and what the topology controller adds. */
const NAMES_MAX = 50;

/**
 * Name of a template with the hash of its content. Cluster API replaces machines when the name of their template changes, and never
 * because of its content.
 *
 * https://cluster-api.sigs.k8s.io/tasks/updating-machine-templates
 */
export function templateName(names: string, spec: JsonObject): string {
  return `${names.slice(0, NAMES_MAX).replace(/-+$/, '')}-${hashOf(jsonOf(spec))}`;
}

/** Name of the Cluster and of what there is once for it. */
export function clusterName({ name }: Pick<TenantModel, 'name'>): string {
  return name;
}

/** The label by which Cluster API knows what belongs to a cluster. */
export const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';
