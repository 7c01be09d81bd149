import { parseAllDocuments } from 'yaml';
import { renderBootstrap, renderEncryptionKey } from '../../../../../lib/engines/native/bootstrap';
import type { KubernetesObject } from '../../../../../lib/kubernetes';
import type { ManagementClusterModel, TenantModel } from '../../../../../lib/model';
import { composed } from '../../../../support/composed';
import { managementCluster, tenant } from '../fixtures';

/** Everything that is rendered for the fixture tenant with these changes. */
export function render(
  changes: Partial<TenantModel> = {},
  cluster: Partial<ManagementClusterModel> = {},
): readonly KubernetesObject[] {
  const context = { cluster: managementCluster(cluster) };
  return [...renderEncryptionKey(tenant(changes), context), ...renderBootstrap(tenant(changes), context)];
}

/** The object of a kind whose name is this one, or this one and a hash. */
export function find(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject | undefined {
  const pattern = new RegExp(`^${name}(-[0-9a-f]{8})?$`);
  return objects.find((object) => object.kind === kind && pattern.test(object.metadata.name));
}

/** {@link find}, for what must be there. */
export function get(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = find(objects, kind, name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** Texts of ConfigMap `bootstrap-manifests`, with what the Job's environment fills in. */
export function manifests(changes: Partial<TenantModel> = {}): Readonly<Record<string, string>> {
  const objects = render(changes);
  const environment = environmentOf(get(objects, 'Job', 'bootstrap'));
  const texts = Object.entries(dataOf(get(objects, 'ConfigMap', 'bootstrap-manifests')));
  return Object.fromEntries(texts.map(([file, text]) => [file, composed(text, environment)]));
}

/** What lives inside a tenant, parsed. */
export function inside(changes: Partial<TenantModel> = {}): readonly KubernetesObject[] {
  return Object.values(manifests(changes)).flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject),
  );
}

/** `data` of a ConfigMap. */
export function dataOf(object: KubernetesObject): Readonly<Record<string, string>> {
  return object['data'] as Readonly<Record<string, string>>;
}

/** The one container of a Job or CronJob. */
export interface ScriptContainer {
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly [key: string]: unknown;
}

/** Pod specification of a Job or CronJob. */
export interface ScriptPodSpec {
  readonly containers: readonly [ScriptContainer];
  readonly [key: string]: unknown;
}

/** Pod specification of a Job or CronJob. */
export function podOf(object: KubernetesObject): ScriptPodSpec {
  const spec = object['spec'] as {
    template?: { spec: ScriptPodSpec };
    jobTemplate?: { spec: { template: { spec: ScriptPodSpec } } };
  };
  const template = spec.template ?? spec.jobTemplate?.spec.template;
  if (template === undefined) throw new Error(`${object.kind} has no pod template`);
  return template.spec;
}

/** Environment of a script as the kubelet would set it: `$$` is `$`. What comes from fields of the pod is left to the test. */
export function environmentOf(object: KubernetesObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    podOf(object).containers[0].env.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value.replaceAll('$$', '$')] as const],
    ),
  );
}

/** An endpoint of which only the balancer knows the address. */
export const PENDING = {
  kind: 'loadBalancer',
  address: null,
  hostname: null,
  sourceRanges: [],
  loadBalancerClass: null,
  port: 6443,
  extraSans: [],
  annotations: {},
} as const;
