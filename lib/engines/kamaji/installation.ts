import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { JsonObject, KubernetesObject } from '../../kubernetes';
import { chartInstallation } from '../installation';
import type { InstallationOptions } from '../installation';
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
export interface KamajiOperatorOptions extends InstallationOptions {
  /** @default 'kamaji-system' */
  readonly namespace?: string;
  /** Version of the chart. Free releases are published under one version only. @default '0.0.0+latest' */
  readonly chartVersion?: string;
  readonly values?: KamajiChartValues;
}

/** Release that the rendered objects are written for. */
const KAMAJI_VERSION = '26.8.2-edge';

const REPOSITORY = 'https://clastix.github.io/charts';

/** cert-manager and Kamaji. */
export function kamajiOperators(options: KamajiOperatorOptions = {}): readonly Operator[] {
  return Object.freeze([...NATIVE_OPERATORS, kamajiOperator(options)]);
}

/** Kamaji alone. */
export function kamajiOperator(options: KamajiOperatorOptions = {}): Operator {
  return Object.freeze({
    name: 'kamaji',
    version: KAMAJI_VERSION,
    namespace: options.namespace ?? OPERATOR_NAMESPACE,
    chart: chartOf(options),
    after: ['cert-manager'],
    featureGates: {},
    definitions: ['datastores.kamaji.clastix.io', 'tenantcontrolplanes.kamaji.clastix.io'],
    link: 'https://kamaji.clastix.io/getting-started/kamaji-generic/',
  });
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
  return chartInstallation(owner, kamajiOperator(options), 'clastix', options);
}
