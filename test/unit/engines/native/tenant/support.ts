import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { Container, PodSpec, ServiceSpec } from 'kubernetes-types/core/v1';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { parse } from 'yaml';
import { renderControlPlane } from '../../../../../lib/engines/native/tenant';
import type { KubernetesObject } from '../../../../../lib/kubernetes';
import type { ManagementClusterModel, TenantModel } from '../../../../../lib/model';
import { managementCluster, tenant } from '../fixtures';

/** A rendered control plane, with ways to look at it. */
export interface Rendered {
  readonly objects: readonly KubernetesObject[];
  object(kind: string, name: string): KubernetesObject;
  deployment(name: string): DeploymentSpec;
  pod(name: string): PodSpec;
  /** A container of Deployment `name`; by default the one of the same name. */
  container(name: string, container?: string): Container;
  /** Arguments of a container by flag name. */
  flags(name: string, container?: string): Record<string, string>;
  service(): ServiceSpec;
  policy(name: string): NetworkPolicySpec;
  /** A document inside a ConfigMap, parsed; `undefined` when there is none. */
  document(configMap: string, key: string): unknown;
}

export function render(
  changes: Partial<TenantModel> = {},
  clusterChanges: Partial<ManagementClusterModel> = {},
): Rendered {
  const { guards, apiServer, controllers } = renderControlPlane(tenant(changes), {
    cluster: managementCluster(clusterChanges),
  });
  const objects = [...guards, ...apiServer, ...controllers];
  const object = (kind: string, name: string): KubernetesObject => {
    const found = objects.find((candidate) => candidate.kind === kind && candidate.metadata.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name} was rendered`);
    return found;
  };
  const deployment = (name: string) => object('Deployment', name)['spec'] as DeploymentSpec;
  const pod = (name: string): PodSpec => {
    const spec = deployment(name).template.spec;
    if (spec === undefined) throw new Error(`${name} has no pod`);
    return spec;
  };
  const container = (name: string, wanted = name): Container => {
    const found = [...(pod(name).initContainers ?? []), ...pod(name).containers].find((c) => c.name === wanted);
    if (found === undefined) throw new Error(`${name} has no container ${wanted}`);
    return found;
  };
  return {
    objects,
    object,
    deployment,
    pod,
    container,
    flags: (name, wanted) => flagsOf(container(name, wanted)),
    service: () => object('Service', 'kube-apiserver')['spec'] as ServiceSpec,
    policy: (name) => object('NetworkPolicy', name)['spec'] as NetworkPolicySpec,
    document: (configMap, key) => {
      const text = (object('ConfigMap', configMap)['data'] as Record<string, string>)[key];
      return text === undefined ? undefined : (parse(text) as unknown);
    },
  };
}

function flagsOf({ args = [] }: Container): Record<string, string> {
  return Object.fromEntries(
    args.map((argument) => {
      const match = /^--([^=]+)=(.*)$/s.exec(argument);
      if (match === null) throw new Error(`not --name=value: ${argument}`);
      return [match[1] ?? '', match[2] ?? ''];
    }),
  );
}

/** The components, as Deployment names. */
export const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

/** A management cluster or a tenant whose every version is tried. */
export const VERSIONS = ['1.33.13', '1.34.4', '1.35.4', '1.36.3'] as const;
