import type { Engine } from '../../../lib/engines';
import { native } from '../../../lib/engines/native';
import type { KubernetesObject } from '../../../lib/kubernetes';

/** An engine that renders little, and remembers how often it was asked for what. */
export function plainEngine(extra: (name: string) => readonly KubernetesObject[] = () => []): Engine & {
  readonly asked: string[];
} {
  const asked: string[] = [];
  return {
    ...native(),
    asked,
    name: 'plain',
    reference: { name: 'plain', options: {} },
    renderCluster: (cluster) => {
      asked.push(cluster.path);
      return [
        { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'control-plane' }, value: 1 },
      ];
    },
    renderStore: (store) => {
      asked.push(store.path);
      return [config('endpoints', `etcd-${store.name}`, store.endpoints.join()), namespace(`etcd-${store.name}`)];
    },
    renderTenant: (tenant) => {
      asked.push(tenant.path);
      return [
        config('version', tenant.namespace, tenant.version),
        namespace(tenant.namespace),
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'api', namespace: tenant.namespace },
          spec: { ports: [{ port: 6443 }] },
        },
        ...extra(tenant.name),
      ];
    },
  };
}

function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function config(name: string, inNamespace: string, value: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: inNamespace }, data: { value } };
}
