import type { KubernetesObject } from '../../kubernetes';
import type { ClusterOutput, FleetOutput } from '../../synth';
import type { PartFacts, PartKind } from '../shared/part-facts';
import { FLEET_LABEL, rootProject } from './applications';
import { OWN_CLUSTER, destinationOf } from './options';
import type { ArgoCdSettings } from './options';

/**
 * The project of a fleet's Applications: from this repository, into these namespaces of these clusters, these kinds and no other; and that of
 * the Applications that make them. https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function projects(
  fleet: FleetOutput,
  clusters: readonly { readonly cluster: ClusterOutput; readonly facts: readonly PartFacts[] }[],
  settings: ArgoCdSettings,
): readonly KubernetesObject[] {
  const kinds = clusters.flatMap(({ facts }) => facts.flatMap((part) => part.kinds));
  const destinations = clusters.flatMap(({ cluster, facts }) => {
    const namespaces = facts.flatMap((part) => [part.ownNamespace, ...part.namespaces]);
    const destination = destinationOf(settings, cluster.name);
    return [...new Set(namespaces)].sort().map((namespace) => ({ ...destination, namespace }));
  });
  const metadata = (name: string) => ({
    name,
    namespace: settings.namespace,
    labels: { [FLEET_LABEL]: fleet.name },
  });
  return [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: metadata(settings.project),
      spec: {
        description: `Management clusters of fleet ${fleet.name}`,
        sourceRepos: [settings.repository],
        destinations: distinct(destinations),
        clusterResourceWhitelist: listed(kinds.filter(({ isNamespaced }) => !isNamespaced)),
        namespaceResourceWhitelist: listed(kinds.filter(({ isNamespaced }) => isNamespaced)),
      },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: metadata(rootProject(settings)),
      spec: {
        description: `Applications of fleet ${fleet.name}. Who may write here may do whatever Argo CD may.`,
        sourceRepos: [settings.repository],
        destinations: [{ server: OWN_CLUSTER, namespace: settings.namespace }],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: 'Application' }],
      },
    },
  ];
}

function listed(kinds: readonly PartKind[]): readonly { readonly group: string; readonly kind: string }[] {
  const all = kinds.map(({ group, kind }) => ({ group, kind }));
  return distinct(all).sort((a, b) => (`${a.group}/${a.kind}` < `${b.group}/${b.kind}` ? -1 : 1));
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
