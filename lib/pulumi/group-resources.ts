import { ComponentResource } from '@pulumi/pulumi';
import type { CustomResourceOptions, ProviderResource } from '@pulumi/pulumi';
import { dependenciesFirst } from '../kubernetes';
import type { FleetPlan } from './fleet-plan';
import { KubernetesObjectResource } from './kubernetes-object';
import type { PlannedGroup, PlannedObject } from './plan';

/** What the groups of one management cluster share. */
export interface Registry {
  readonly plan: FleetPlan;
  /** Resources that have been made, by the key of their object. */
  readonly resources: Map<string, KubernetesObjectResource>;
  readonly provider: ProviderResource | undefined;
  readonly timeoutSeconds: number;
  readonly protection: 'protect' | 'retain' | 'none';
}

/** The resources of what belongs together: what a management cluster needs once, or a datastore. */
export class GroupResources extends ComponentResource {
  /** By what they are called, for example `etcd-shared/etcd`, with their kind in front: `StatefulSet etcd-shared/etcd`. */
  public readonly resources: ReadonlyMap<string, KubernetesObjectResource>;

  public constructor(type: string, name: string, group: PlannedGroup, registry: Registry, parent: ComponentResource) {
    super(type, name, {}, { parent });
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
        registry.plan.inputsOf(group, planned),
        { parent: this, ...optionsOf(planned, registry) },
      );
      registry.resources.set(planned.key, resource);
      made.push([`${kind} ${planned.name}`, resource]);
    }
    this.resources = new Map(made);
    this.registerOutputs({});
  }
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
