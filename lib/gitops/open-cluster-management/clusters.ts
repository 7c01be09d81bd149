import type { KubernetesObject } from '../../kubernetes';
import type { FleetOutput } from '../../synth';
import { boundedName } from '../shared/names';
import type { OpenClusterManagementOptions } from './options';

const SET_LABEL = 'cluster.open-cluster-management.io/clusterset';

/** A cluster that the hub manages. */
interface Managed {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What the hub knows of the clusters: a set, and in it a ManagedCluster for each. How the hub gets in (an import Secret, or a klusterlet with
 * a bootstrap kubeconfig) is a secret, and not written. https://open-cluster-management.io/docs/concepts/cluster-inventory/managedcluster/
 */
export function hubObjects(fleet: FleetOutput, options: OpenClusterManagementOptions): readonly KubernetesObject[] {
  const clusterSet = options.clusterSet ?? fleet.name;
  const { placementNamespace, addOns = [], labels = {} } = options;
  const all = managedClusters(fleet, options.tenants === true);
  return [
    {
      apiVersion: 'cluster.open-cluster-management.io/v1beta2',
      kind: 'ManagedClusterSet',
      metadata: { name: clusterSet, labels: { 'colonnade.dev/fleet': fleet.name } },
      spec: { clusterSelector: { selectorType: 'ExclusiveClusterSetLabel' } },
    },
    ...all.flatMap(({ name, labels: own }) => [
      {
        apiVersion: 'cluster.open-cluster-management.io/v1',
        kind: 'ManagedCluster',
        metadata: {
          name,
          labels: { ...labels, cloud: 'auto-detect', vendor: 'auto-detect', [SET_LABEL]: clusterSet, ...own },
        },
        spec: { hubAcceptsClient: true, leaseDurationSeconds: 60 },
      },
      namespaceOf(name),
      ...(addOns.length > 0 ? [addOnConfig(name, addOns)] : []),
    ]),
    ...(placementNamespace === undefined ? [] : placement(fleet, clusterSet, placementNamespace)),
  ];
}

function managedClusters(fleet: FleetOutput, withTenants: boolean): readonly Managed[] {
  return fleet.clusters.flatMap(({ name, parts }) => {
    const common = { 'colonnade.dev/fleet': fleet.name, 'colonnade.dev/management-cluster': name };
    const tenants = parts.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant.name]));
    return [
      { name, labels: { ...common, 'colonnade.dev/role': 'management-cluster' } },
      ...(withTenants
        ? tenants.map((tenant) => ({
            name: boundedName(name, tenant),
            labels: { ...common, 'colonnade.dev/role': 'tenant', 'colonnade.dev/tenant': tenant },
          }))
        : []),
    ];
  });
}

/** The hub makes it when it accepts the cluster; what is in it may be applied before. */
function namespaceOf(cluster: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: cluster, labels: { 'cluster.open-cluster-management.io/managedCluster': cluster } },
  };
}

function addOnConfig(cluster: string, addOns: NonNullable<OpenClusterManagementOptions['addOns']>): KubernetesObject {
  const enabled = [...new Set(addOns)].sort().map((name) => [name, { enabled: true }] as const);
  return {
    apiVersion: 'agent.open-cluster-management.io/v1',
    kind: 'KlusterletAddonConfig',
    metadata: { name: cluster, namespace: cluster },
    spec: {
      clusterName: cluster,
      clusterNamespace: cluster,
      clusterLabels: { cloud: 'auto-detect', vendor: 'auto-detect' },
      ...Object.fromEntries(enabled),
    },
  };
}

/** https://open-cluster-management.io/docs/concepts/content-placement/placement/ */
function placement(fleet: FleetOutput, clusterSet: string, namespace: string): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'cluster.open-cluster-management.io/v1beta2',
      kind: 'ManagedClusterSetBinding',
      metadata: { name: clusterSet, namespace },
      spec: { clusterSet },
    },
    {
      apiVersion: 'cluster.open-cluster-management.io/v1beta1',
      kind: 'Placement',
      metadata: { name: boundedName(fleet.name, 'management-clusters'), namespace },
      spec: {
        clusterSets: [clusterSet],
        predicates: [
          {
            requiredClusterSelector: {
              labelSelector: { matchLabels: { 'colonnade.dev/role': 'management-cluster' } },
            },
          },
        ],
      },
    },
  ];
}
