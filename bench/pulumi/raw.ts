import { ComponentResource, CustomResource } from '@pulumi/pulumi';
import type { ProviderResource } from '@pulumi/pulumi';

/** Objects of one tenant, datastore or management cluster. */
export interface RawGroup {
  readonly name: string;
  readonly objects: readonly RawObject[];
}

/** An object of Kubernetes, with everything that it needs. */
export interface RawObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Any resource of any package. */
class RawResource extends CustomResource {}

/** What people write without a library: a component for each group, a resource for each object behind its namespace, and nothing else. */
export function rawProgram(groups: readonly RawGroup[], provider: ProviderResource): void {
  const namespaces = new Map<string, CustomResource>();
  for (const { name, objects } of groups) {
    const parent = new ComponentResource('bench:index:Group', name, {}, { providers: [provider] });
    for (const object of objects) {
      const { kind, apiVersion, metadata } = object;
      const namespace = namespaces.get(metadata.namespace ?? '');
      const type = `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
      const resource = new RawResource(
        type,
        `${name}/${metadata.namespace ?? ''}/${metadata.name}`,
        { ...object },
        { parent, version: '4.34.2', ...(namespace && { dependsOn: [namespace] }) },
      );
      if (kind === 'Namespace') namespaces.set(metadata.name, resource);
    }
  }
}
