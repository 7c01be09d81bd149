import type { JsonObject, KubernetesObject } from '../../kubernetes';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { KAMAJI_API } from './names';

/** A text, or the path of a field of the TenantControlPlane whose value it is, for example `metadata.name`. */
export type KubeconfigText =
  { readonly value: string; readonly fromField?: never } | { readonly fromField: string; readonly value?: never };

/** Kubeconfigs for a user of many tenants. https://kamaji.clastix.io/guides/kubeconfig-generator/ */
export interface KubeconfigGeneratorOptions {
  readonly user: KubeconfigText;
  /** @default [] */
  readonly groups?: readonly KubeconfigText[];
  /** Labels of the namespaces of control planes. @default - all */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** Labels of control planes. @default - all */
  readonly tenantLabels?: Readonly<Record<string, string>>;
  /** Key of the administrator's kubeconfig whose server is taken. @default 'admin.svc' */
  readonly endpointFrom?: string;
}

/** Object `KubeconfigGenerator`. Cluster-scoped. */
export function kubeconfigGeneratorObject(
  owner: Owner,
  name: string,
  options: KubeconfigGeneratorOptions,
): KubernetesObject {
  return {
    apiVersion: KAMAJI_API,
    kind: 'KubeconfigGenerator',
    metadata: metadataFor(owner, name, 'kubeconfig-generator'),
    spec: {
      user: textFields(options.user),
      groups: (options.groups ?? []).map(textFields),
      namespaceSelector: { matchLabels: options.namespaceLabels ?? {} },
      tenantControlPlaneSelector: { matchLabels: options.tenantLabels ?? {} },
      controlPlaneEndpointFrom: options.endpointFrom ?? 'admin.svc',
    },
  };
}

function textFields({ value, fromField }: KubeconfigText): JsonObject {
  return value === undefined ? { fromDefinition: fromField } : { stringValue: value };
}
