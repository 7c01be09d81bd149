import { emitDocuments } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { TenantEndpoint } from './endpoint';
import { coreDnsObjects } from './inside/coredns';
import { konnectivityAgentObjects, konnectivityServerAccess } from './inside/konnectivity';
import { kubeProxyObjects } from './inside/kube-proxy';
import { kubeadmObjects } from './inside/kubeadm';
import { ADDON_LABEL } from './inside/labels';
import { accessObjects } from './inside/rbac';

/** What lives inside a tenant, by concern, in the order in which it is applied. Concerns that the tenant has not are absent. */
export function insideObjects(
  tenant: TenantModel,
  endpoint: TenantEndpoint,
): Readonly<Record<string, readonly KubernetesObject[]>> {
  const { kubeProxy, coreDns } = tenant.addons;
  return {
    '10-rbac.yaml': accessObjects(tenant),
    '20-kubeadm.yaml': kubeadmObjects(tenant, endpoint),
    ...(tenant.konnectivity.enabled && { '30-konnectivity-server.yaml': konnectivityServerAccess() }),
    ...(endpoint.konnectivityPort !== null && {
      '40-konnectivity-agent.yaml': konnectivityAgentObjects(tenant, endpoint, endpoint.konnectivityPort),
    }),
    ...(kubeProxy !== null && { '50-kube-proxy.yaml': kubeProxyObjects(tenant, kubeProxy, endpoint) }),
    ...(coreDns !== null && { '60-coredns.yaml': coreDnsObjects(tenant, coreDns) }),
  };
}

/** Data of ConfigMap `bootstrap-manifests`: {@link insideObjects} as YAML. */
export function bootstrapManifests(tenant: TenantModel, endpoint: TenantEndpoint): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(insideObjects(tenant, endpoint)).map(([file, objects]) => [file, emitDocuments(objects)]),
  );
}

/** Label selector of addons, and forms of addons, that an earlier version of this tenant may have had and this one has not. */
export function outdatedSelector(tenant: TenantModel, endpoint: TenantEndpoint): string {
  const objects = Object.values(insideObjects(tenant, endpoint)).flat();
  const addons = objects.flatMap(({ metadata }) => metadata.labels?.[ADDON_LABEL] ?? []);
  const present = [...new Set(addons)].sort();
  return present.length === 0 ? ADDON_LABEL : `${ADDON_LABEL},${ADDON_LABEL} notin (${present.join(',')})`;
}
