import { hashOf } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { TenantModel } from '../../model';

/** Of the names in a template's name; what is left is for the hash and what the topology controller adds. */
const NAMES_MAX = 50;

/**
 * Name of a template with the hash of its content. Cluster API replaces machines when the name of their template changes, and never
 * because of its content.
 *
 * https://cluster-api.sigs.k8s.io/tasks/updating-machine-templates
 */
export function templateName(names: string, spec: JsonObject): string {
  return `${shortened(names)}-${hashOf(spec)}`;
}

/** What a template is made of, and its name. */
export interface NamedTemplate {
  readonly name: string;
  /** `spec` of the template. */
  readonly content: JsonObject;
}

const known = new WeakMap<JsonObject, { readonly content: JsonObject; readonly hash: string }>();

/** The template around a `spec`. What is frozen is written down once, and tenants that share it share that. */
export function templateOf(names: string, spec: JsonObject): NamedTemplate {
  const { content, hash } = known.get(spec) ?? written(spec);
  return { name: `${shortened(names)}-${hash}`, content };
}

function written(spec: JsonObject): { readonly content: JsonObject; readonly hash: string } {
  const content: JsonObject = { template: { spec } };
  const made = { content, hash: hashOf(content) };
  if (Object.isFrozen(spec)) known.set(spec, made);
  return made;
}

function shortened(names: string): string {
  return names.slice(0, NAMES_MAX).replace(/-+$/, '');
}

/** Name of the Cluster and of what there is once for it. */
export function clusterName({ name }: Pick<TenantModel, 'name'>): string {
  return name;
}

/** The label by which Cluster API knows what belongs to a cluster. */
export const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';
