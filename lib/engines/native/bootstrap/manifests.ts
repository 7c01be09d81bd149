import { emitDocuments, shortHash } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../../model';
import { isAutoscaled, usesTokenDiscovery } from '../../../workers';
import { kubernetesServiceEndpoints } from '../tenant/kubernetes-service';
import { ANY_ENDPOINT } from './endpoint';
import type { TenantEndpoint } from './endpoint';
import { clusterAutoscalerAccess } from './inside/cluster-autoscaler';
import { coreDnsObjects } from './inside/coredns';
import type { CoreDnsInput } from './inside/coredns';
import { konnectivityServerAccess } from './inside/konnectivity-access';
import type { KonnectivityInput } from './inside/konnectivity-agent-pod';
import { konnectivityAgentObjects } from './inside/konnectivity-agents';
import { kubeProxyObjects } from './inside/kube-proxy';
import type { KubeProxyInput } from './inside/kube-proxy';
import { kubeadmObjects } from './inside/kubeadm';
import { ADDON_LABEL } from './inside/labels';
import type { Addon } from './inside/labels';
import { poolAddons, poolObjects } from './inside/pools';
import { accessObjects } from './inside/rbac';
import type { AccessInput } from './inside/rbac';
import { sharedText } from './shared-text';
import type { SharedText } from './shared-text';

/** Data of ConfigMap `bootstrap-manifests` and a hash that changes with it. */
export interface BootstrapManifests {
  readonly data: Readonly<Record<string, string>>;
  readonly hash: string;
}

/**
 * What lives inside a tenant, as YAML, one key for each concern in the order in which they are applied; concerns that the tenant
 * has not are absent.
 *
 * Most tenants of a fleet differ in nothing but their endpoint here. The Job fills that in, so that all that does not name the tenant is
 * written once for every different input.
 */
export function bootstrapManifests(tenant: TenantModel, endpoint: TenantEndpoint): BootstrapManifests {
  const { images, version, network, konnectivity, addons } = tenant;
  const data: Record<string, string> = {};
  const parts: string[] = [];
  const addOwn = (file: string, objects: readonly KubernetesObject[]): void => {
    if (objects.length === 0) return;
    data[file] = emitDocuments(objects);
    parts.push(file, data[file]);
  };
  const addShared = (file: string, { text, hash }: SharedText): void => {
    data[file] = text;
    parts.push(file, hash);
  };

  addShared('10-rbac.yaml', RBAC(accessInput(tenant)));
  addOwn('15-kubernetes-service.yaml', kubernetesServiceEndpoints(tenant));
  addOwn('20-kubeadm.yaml', kubeadmObjects(tenant, endpoint));
  addOwn('25-pools.yaml', poolObjects(tenant));
  if (konnectivity.enabled) addShared('30-konnectivity-server.yaml', KONNECTIVITY_SERVER(null));
  if (endpoint.konnectivityPort !== null)
    addShared('40-konnectivity-agent.yaml', KONNECTIVITY_AGENT({ images, konnectivity }));
  if (addons.kubeProxy !== null) {
    const input = { images, addon: addons.kubeProxy, version, podCidrs: network.podCidrs };
    addShared('50-kube-proxy.yaml', KUBE_PROXY(input));
  }
  if (addons.coreDns !== null) {
    const { clusterDomain, dnsAddress, serviceCidrs } = network;
    const input = { images, addon: addons.coreDns, clusterDomain, dnsAddress, dualStack: serviceCidrs.length > 1 };
    addShared('60-coredns.yaml', CORE_DNS(input));
  }
  addOwn('70-cluster-autoscaler.yaml', clusterAutoscalerAccess(tenant));
  return { data, hash: shortHash(parts.join('\n')) };
}

function accessInput({ authentication, workerPools }: TenantModel): AccessInput {
  const groupsOf = (pools: readonly WorkerPoolModel[]): string[] => pools.map(({ join }) => join.group);
  return {
    anonymous: authentication.anonymous,
    groups: groupsOf(workerPools),
    discoveryGroups: groupsOf(workerPools.filter(usesTokenDiscovery)),
  };
}

const RBAC = sharedText((input: AccessInput) => emitDocuments(accessObjects(input)));
const KONNECTIVITY_SERVER = sharedText((_: null): string => emitDocuments(konnectivityServerAccess()));
const KONNECTIVITY_AGENT = sharedText((input: KonnectivityInput) =>
  emitDocuments(konnectivityAgentObjects(input, ANY_ENDPOINT)),
);
const KUBE_PROXY = sharedText((input: KubeProxyInput) => emitDocuments(kubeProxyObjects(input, ANY_ENDPOINT)));
const CORE_DNS = sharedText((input: CoreDnsInput) => emitDocuments(coreDnsObjects(input)));

/** Label selector of addons, and forms of addons, that an earlier version of this tenant may have had and this one has not. */
export function outdatedSelector(tenant: TenantModel, endpoint: TenantEndpoint): string {
  const present: Addon[] = [...poolAddons(tenant)];
  if (tenant.addons.coreDns !== null) present.push('coredns');
  if (tenant.workerPools.some(isAutoscaled)) present.push('cluster-autoscaler');
  if (endpoint.konnectivityPort !== null) {
    const form = tenant.konnectivity.agent.mode === 'DaemonSet' ? 'daemonset' : 'deployment';
    present.push('konnectivity-agent', `konnectivity-agent-${form}`);
  }
  if (tenant.addons.kubeProxy !== null) present.push('kube-proxy');
  return present.length === 0 ? ADDON_LABEL : `${ADDON_LABEL},${ADDON_LABEL} notin (${present.join(',')})`;
}
