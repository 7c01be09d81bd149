import { all, ComponentResource } from '@pulumi/pulumi';
import type { CustomResource, CustomResourceOptions, Output, ProviderResource } from '@pulumi/pulumi';
import { dependenciesFirst } from '../kubernetes';
import { annotatedForProvider } from './awaiting';
import { ObjectSet, objectSetArgs } from './coarse/object-set';
import type { FleetPlan } from './fleet-plan';
import { KubernetesObjectResource } from './kubernetes-object';
import type { PlannedGroup, PlannedObject } from './plan';

/** What the groups of one management cluster share. */
export interface Registry {
  readonly plan: FleetPlan;
  /** Resources that have been made, by the keys of their objects. */
  readonly resources: Map<string, CustomResource>;
  readonly grain: 'object' | 'tenant';
  readonly provider: ProviderResource | undefined;
  readonly timeoutSeconds: number;
  readonly protection: 'protect' | 'retain' | 'none';
}

/** The resources of what belongs together: what a management cluster needs once, or a datastore. */
export class GroupResources extends ComponentResource {
  /**
   * By what they are called, for example `etcd-shared/etcd`, with their kind in front: `StatefulSet etcd-shared/etcd`. None in the coarse
   * grain, see {@link objectSet}.
   */
  public readonly resources: ReadonlyMap<string, KubernetesObjectResource>;
  /** In the coarse grain, the one resource of all objects. */
  public readonly objectSet: ObjectSet | undefined;

  public constructor(type: string, name: string, group: PlannedGroup, registry: Registry, parent: ComponentResource) {
    super(type, name, {}, { parent });
    if (registry.grain === 'tenant') {
      this.objectSet = objectSetOf(`${name}/objects`, group, registry, this);
      this.resources = new Map();
    } else {
      this.objectSet = undefined;
      this.resources = objectResourcesOf(name, group, registry, this);
    }
    this.registerOutputs({});
  }

  /** Known when everything of the group is there. */
  protected get applied(): Output<unknown> {
    return this.objectSet === undefined
      ? all([...this.resources.values()].map((resource) => resource.id))
      : this.objectSet.id;
  }
}

function objectResourcesOf(
  name: string,
  group: PlannedGroup,
  registry: Registry,
  parent: ComponentResource,
): ReadonlyMap<string, KubernetesObjectResource> {
  const made: (readonly [string, KubernetesObjectResource])[] = [];
  for (const planned of dependenciesFirst(
    group.objects,
    ({ dependsOn }) => dependsOn,
    ({ key }) => key,
  )) {
    const { apiVersion, kind } = planned.object;
    const resource = new KubernetesObjectResource(
      `${name}/${planned.name}`,
      { apiVersion, kind },
      annotatedForProvider(planned, registry.plan.inputsOf(group, planned)),
      { parent, ...optionsOf(planned, registry) },
    );
    registry.resources.set(planned.key, resource);
    made.push([`${kind} ${planned.name}`, resource]);
  }
  return new Map(made);
}

/** One resource for all objects of a group, behind those of the groups that one of them needs something of. */
function objectSetOf(name: string, group: PlannedGroup, registry: Registry, parent: ComponentResource): ObjectSet {
  const { plan, resources, protection, timeoutSeconds } = registry;
  const needs = new Set(group.objects.flatMap(({ dependsOn }) => dependsOn.flatMap((key) => resources.get(key) ?? [])));
  const isProtected = group.objects.some((planned) => planned.isProtected);
  const timeout = `${timeoutSeconds}s`;
  const set = new ObjectSet(name, objectSetArgs(plan, group, protection), {
    parent,
    dependsOn: [...needs],
    customTimeouts: { create: timeout, update: timeout, delete: timeout },
    ...(isProtected && protection === 'protect' && { protect: true }),
    ...(isProtected && protection === 'retain' && { retainOnDelete: true }),
  });
  for (const { key } of group.objects) resources.set(key, set);
  return set;
}

function optionsOf(planned: PlannedObject, registry: Registry): CustomResourceOptions {
  const { dependsOn, writtenBack, stage, isProtected } = planned;
  const timeout = `${registry.timeoutSeconds}s`;
  return {
    dependsOn: dependsOn.flatMap((key) => registry.resources.get(key) ?? []),
    ...(writtenBack.length > 0 && { ignoreChanges: [...writtenBack] }),
    ...(stage !== 'applied' && { customTimeouts: { create: timeout, update: timeout } }),
    ...(isProtected && registry.protection === 'protect' && { protect: true }),
    ...(isProtected && registry.protection === 'retain' && { retainOnDelete: true }),
  };
}
