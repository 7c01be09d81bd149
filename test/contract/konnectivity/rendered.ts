import type { Container } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import type { KubernetesObject } from '../../../lib/kubernetes';
import type { TenantModel } from '../../../lib/model';
import { get, inside } from '../../unit/engines/native/bootstrap/helpers';
import { tenant } from '../../unit/engines/native/fixtures';
import { render } from '../../unit/engines/native/tenant/support';

/** What is rendered for a tenant whose endpoint is this address: the programs under test are started as written there. */
export function renderedTunnel(address: string) {
  const { endpoint } = tenant();
  if (endpoint.kind !== 'loadBalancer') throw new Error('the fixture has a load balancer');
  const changes: Partial<TenantModel> = { endpoint: { ...endpoint, address } };
  const objects = inside(changes);
  const agent = get(objects, 'DaemonSet', 'konnectivity-agent')['spec'] as {
    template: { spec: { containers: readonly [Container] } };
  };
  const config = get(objects, 'ConfigMap', 'konnectivity-agent')['data'] as { kubeconfig: string };
  const rendered = render(changes);
  return {
    /** Rights of servers and agents inside the tenant. */
    access: objects.filter(isAccess),
    agent: agent.template.spec.containers[0].args ?? [],
    agentKubeconfig: parse(config.kubeconfig) as Kubeconfig,
    server: rendered.container('kube-apiserver', 'konnectivity-server').args ?? [],
    egress: JSON.stringify(rendered.document('kube-apiserver-config', 'egress-selector.yaml')),
    kubeletAddresses: rendered.flags('kube-apiserver')['kubelet-preferred-address-types'] ?? '',
  };
}

/** The parts of a kubeconfig that a test replaces. */
export interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: Record<string, string> }];
  readonly users: readonly [{ readonly user: Record<string, string> }];
}

function isAccess({ kind, metadata }: KubernetesObject): boolean {
  return (
    metadata.name.includes('konnectivity') &&
    ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRoleBinding'].includes(kind)
  );
}

/** Where the API server keeps an object. */
export function pathOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${group}${place}/${kind.toLowerCase()}s/${metadata.name}`;
}
