import type { KubernetesObject } from '../../../kubernetes';
import { chartInstallation } from '../../installation';
import { kamajiOperator } from '../../kamaji/installation';
import type { Owner } from '../../native/objects';
import type { Operator } from '../../operator';
import type { ClusterApiInstallation } from './options';
import { providerObjects } from './providers';

export type { ClusterApiInstallation } from './options';

/** What installs providers, where somebody installs it. Version of the chart, whose operator has the same. */
export function installingOperators({
  install = 'prerequisite',
  operatorVersion = '0.29.0',
}: ClusterApiInstallation = {}): readonly Operator[] {
  if (install === 'prerequisite') return [];
  return [
    Object.freeze({
      name: 'cluster-api-operator',
      version: operatorVersion,
      namespace: 'capi-operator-system',
      chart: {
        repository: 'https://kubernetes-sigs.github.io/cluster-api-operator',
        name: 'cluster-api-operator',
        version: operatorVersion,
        values: {},
      },
      after: Object.freeze(['cert-manager']),
      featureGates: Object.freeze({}),
      definitions: Object.freeze(
        ['core', 'bootstrap', 'controlplane', 'infrastructure'].map(
          (kind) => `${kind}providers.operator.cluster.x-k8s.io`,
        ),
      ),
      link: 'https://cluster-api-operator.sigs.k8s.io/installation/helm-chart-installation',
    }),
  ];
}

/**
 * Objects that have Cluster API and its providers installed; none when they are a prerequisite: the chart of cluster-api-operator, that
 * of Kamaji where it runs control planes, and the providers. The latter are refused until the operator's definitions are there, so that
 * they are applied again then; Argo CD is told to wait by itself.
 */
export function installationObjects(
  owner: Owner,
  operators: readonly Operator[],
  options: ClusterApiInstallation = {},
): readonly KubernetesObject[] {
  const { install = 'prerequisite', kamaji, credentials } = options;
  if (install === 'prerequisite') return [];
  const hasKamaji = operators.some(({ name }) => name === 'kamaji');
  return [
    ...installingOperators(options).flatMap((operator) => chartInstallation(owner, operator, 'capi-operator', options)),
    ...(hasKamaji ? chartInstallation(owner, kamajiOperator(kamaji), 'clastix', options) : []),
    ...providerObjects(owner, operators, {
      credentials,
      annotations:
        install === 'argo-cd' ? { 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' } : {},
    }),
  ];
}
