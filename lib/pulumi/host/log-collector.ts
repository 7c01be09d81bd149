import type { Provider } from '@pulumi/kubernetes/provider';
import type { ComponentResource, CustomResourceOptions, Input } from '@pulumi/pulumi';
import { LOG_NAMESPACE, logCollectorObjects, logNamespace } from '../../hosts/logging';
import type { LogStore } from '../../hosts/logging';
import type { KubernetesObject } from '../../kubernetes';
import { KubernetesObjectResource } from '../kubernetes-object';

/** Where logs go. */
export interface LogCollectorArgs {
  readonly store: LogStore;
  /** What the Secret of the store holds: the key, and the bucket where the store does not say it. */
  readonly variables: Readonly<Record<string, Input<string>>>;
}

/** What collects logs in a management cluster. */
export interface LogCollector {
  readonly namespace: KubernetesObjectResource;
  readonly secret: KubernetesObjectResource;
  /** What else is in the namespace, by kind: the `DaemonSet`, for example. */
  readonly objects: Readonly<Record<string, KubernetesObjectResource>>;
}

/** The collector of logs and the key of its bucket in the management cluster, for places that have no service for logs. */
export function logCollector(
  name: string,
  { store, variables }: LogCollectorArgs,
  within: { readonly parent: ComponentResource; readonly provider: Provider },
): LogCollector {
  const cluster = { name, labels: {}, annotations: {} };
  const made = (object: KubernetesObject, options: CustomResourceOptions) =>
    new KubernetesObjectResource(`${name}-logs`, object, { ...object }, { ...within, ...options });
  const namespace = made(logNamespace(cluster), {});
  const metadata = { name: store.secret, namespace: LOG_NAMESPACE };
  const secret = made(
    { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { ...variables } },
    { dependsOn: [namespace] },
  );
  const objects = Object.fromEntries(
    logCollectorObjects(cluster, store).map((object) => [object.kind, made(object, { dependsOn: [secret] })]),
  );
  return { namespace, secret, objects };
}
