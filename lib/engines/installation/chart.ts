import type { KubernetesObject } from '../../kubernetes';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import type { Operator, OperatorChart } from '../operator';
import { application } from './application';
import { installerOf } from './options';
import type { InstallationOptions } from './options';

/**
 * Objects that have the chart of an operator installed; none when it is a prerequisite, or has no chart.
 *
 * @param repositoryName - name of the HelmRepository of Flux
 */
export function chartInstallation(
  owner: Owner,
  { name, namespace, chart }: Operator,
  repositoryName: string,
  options: InstallationOptions = {},
): KubernetesObject[] {
  const installer = installerOf(options);
  if (installer === undefined || chart === null) return [];
  if (installer.by === 'flux') return fluxRelease(owner, { name, namespace, chart }, repositoryName, installer);
  const { repository, name: chartName, version, values } = chart;
  // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
  return [
    application(
      owner,
      name,
      { own: installer.namespace, operator: namespace },
      {
        repoURL: repository,
        chart: chartName,
        targetRevision: version,
        helm: { releaseName: name, valuesObject: values },
      },
    ),
  ];
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function fluxRelease(
  owner: Owner,
  { name, namespace, chart }: Pick<Operator, 'name' | 'namespace'> & { readonly chart: OperatorChart },
  repositoryName: string,
  own: { readonly namespace: string },
): KubernetesObject[] {
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: metadataFor(owner, repositoryName, name, { namespace: own.namespace }),
      spec: { interval: '24h', url: chart.repository },
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: metadataFor(owner, name, name, { namespace: own.namespace }),
      spec: {
        interval: '1h',
        releaseName: name,
        targetNamespace: namespace,
        install: { createNamespace: true, crds: 'CreateReplace' },
        upgrade: { crds: 'CreateReplace' },
        chart: {
          spec: {
            chart: chart.name,
            version: chart.version,
            sourceRef: { kind: 'HelmRepository', name: repositoryName },
          },
        },
        values: chart.values,
      },
    },
  ];
}
