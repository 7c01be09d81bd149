import type { KubernetesObject } from '../../kubernetes';
import type { FleetOutput } from '../../synth';
import { boundedName } from '../shared/names';
import { CLUSTER_LABEL, FLEET_LABEL, clusterApplicationSpec } from './applications';
import { OWN_CLUSTER } from './options';
import type { ArgoCdSettings } from './options';

/**
 * Makes the Application of a management cluster when the cluster is registered, from the labels of its Secret. What is in a cluster stays
 * when its registration goes. https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/
 */
export function applicationSet(fleet: FleetOutput, settings: ArgoCdSettings): KubernetesObject {
  const cluster = `{{ index .metadata.labels "${CLUSTER_LABEL}" }}`;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      name: boundedName(fleet.name),
      namespace: settings.namespace,
      labels: { [FLEET_LABEL]: fleet.name },
    },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          clusters: {
            selector: {
              matchLabels: { [FLEET_LABEL]: fleet.name },
              matchExpressions: [
                { key: CLUSTER_LABEL, operator: 'In', values: fleet.clusters.map(({ name }) => name) },
              ],
            },
          },
        },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: {
          name: `${fleet.name}-${cluster}`,
          labels: { [FLEET_LABEL]: fleet.name, [CLUSTER_LABEL]: cluster },
        },
        spec: clusterApplicationSpec(cluster, { server: OWN_CLUSTER }, settings),
      },
    },
  };
}
