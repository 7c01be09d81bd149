import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { JsonObject, KubernetesObject } from '../../kubernetes';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { NATIVE_OPERATORS } from '../native/outcome';
import type { Operator, OperatorChart } from '../operator';
import { asData } from './data';
import { OPERATOR_NAMESPACE } from './names';

/** Values of Kamaji's chart that are worth a name. */
export interface KamajiChartValues {
  /** Operators; one is the leader. @default 1 */
  readonly replicaCount?: number;
  /** @default - the chart's */
  readonly image?: { readonly repository?: string; readonly tag?: string; readonly pullPolicy?: string };
  /**
   * Of the operator. The chart's own limits are 200m and 100Mi, which end at about a dozen tenants.
   *
   * @default - 100m and 128Mi requested, 1Gi at most
   */
  readonly resources?: ResourceRequirements;
  readonly extraArgs?: readonly string[];
  readonly serviceMonitor?: { readonly enabled: boolean };
}

/** How the operator comes into the management cluster. */
export interface KamajiOperatorOptions {
  /** @default 'kamaji-system' */
  readonly namespace?: string;
  /**
   * `prerequisite`: it is there already. `argo-cd`: an Application. `flux`: a HelmRepository and a HelmRelease.
   *
   * @default 'prerequisite'
   */
  readonly install?: 'prerequisite' | 'argo-cd' | 'flux';
  /** Namespace of the Application, or of Flux' objects. @default - `argocd` or `flux-system` */
  readonly installerNamespace?: string;
  /** Version of the chart. Free releases are published under one version only. @default '0.0.0+latest' */
  readonly chartVersion?: string;
  readonly values?: KamajiChartValues;
}

/** Release that the rendered objects are written for. */
const KAMAJI_VERSION = '26.8.2-edge';

const REPOSITORY = 'https://clastix.github.io/charts';

/** cert-manager and Kamaji. */
export function kamajiOperators(options: KamajiOperatorOptions = {}): readonly Operator[] {
  const kamaji: Operator = {
    name: 'kamaji',
    version: KAMAJI_VERSION,
    namespace: options.namespace ?? OPERATOR_NAMESPACE,
    chart: chartOf(options),
    after: ['cert-manager'],
    featureGates: {},
    definitions: ['datastores.kamaji.clastix.io', 'tenantcontrolplanes.kamaji.clastix.io'],
    link: 'https://kamaji.clastix.io/getting-started/kamaji-generic/',
  };
  return Object.freeze([...NATIVE_OPERATORS, Object.freeze(kamaji)]);
}

function chartOf({ chartVersion, values }: KamajiOperatorOptions): OperatorChart {
  return {
    repository: REPOSITORY,
    name: 'kamaji',
    version: chartVersion ?? '0.0.0+latest',
    values: chartValues(values),
  };
}

/** Nothing of the chart's own datastore: with a default one, Kamaji would not check overrides. */
function chartValues(values: KamajiChartValues = {}): JsonObject {
  return asData({
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '1Gi' } },
    ...values,
    'kamaji-etcd': { deploy: false },
    defaultDatastoreName: '',
  });
}

/** Objects that have the operator installed; none when it is a prerequisite. */
export function installationObjects(owner: Owner, options: KamajiOperatorOptions = {}): KubernetesObject[] {
  const namespace = options.namespace ?? OPERATOR_NAMESPACE;
  switch (options.install ?? 'prerequisite') {
    case 'prerequisite':
      return [];
    case 'argo-cd':
      return [argoApplication(owner, namespace, options)];
    case 'flux':
      return fluxObjects(owner, namespace, options);
  }
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ ; the CRD is too large for a client-side apply. */
function argoApplication(owner: Owner, namespace: string, options: KamajiOperatorOptions): KubernetesObject {
  const chart = chartOf(options);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: metadataFor(owner, 'kamaji', 'kamaji', { namespace: options.installerNamespace ?? 'argocd' }),
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc', namespace },
      source: {
        repoURL: chart.repository,
        chart: chart.name,
        targetRevision: chart.version,
        helm: { releaseName: 'kamaji', valuesObject: chart.values },
      },
      syncPolicy: {
        automated: { selfHeal: true, prune: false },
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
      },
    },
  };
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function fluxObjects(owner: Owner, namespace: string, options: KamajiOperatorOptions): KubernetesObject[] {
  const chart = chartOf(options);
  const own = { namespace: options.installerNamespace ?? 'flux-system' };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: metadataFor(owner, 'clastix', 'kamaji', own),
      spec: { interval: '24h', url: chart.repository },
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: metadataFor(owner, 'kamaji', 'kamaji', own),
      spec: {
        interval: '1h',
        releaseName: 'kamaji',
        targetNamespace: namespace,
        install: { createNamespace: true, crds: 'CreateReplace' },
        upgrade: { crds: 'CreateReplace' },
        chart: {
          spec: {
            chart: chart.name,
            version: chart.version,
            sourceRef: { kind: 'HelmRepository', name: 'clastix' },
          },
        },
        values: chart.values,
      },
    },
  ];
}
