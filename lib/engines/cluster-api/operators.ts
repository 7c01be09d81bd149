import { kamajiOperator } from '../kamaji/installation';
import type { Operator } from '../operator';

/** Where each provider's components come from. */
const INSTALLATION = 'https://cluster-api.sigs.k8s.io/user/quick-start#initialize-the-management-cluster';

/**
 * Groups of machines that a cloud holds are on by default; ClusterClasses are not. Both are switched on, whether a fleet needs them or not,
 * so that one installation fits all engines of a management cluster.
 *
 * https://cluster-api.sigs.k8s.io/tasks/experimental-features/experimental-features
 */
const CORE_GATES: Readonly<Record<string, boolean>> = Object.freeze({ MachinePool: true, ClusterTopology: true });

/** The core of Cluster API. */
export const CORE_OPERATORS: readonly Operator[] = Object.freeze([
  provider(
    'cluster-api',
    '1.13.5',
    'capi-system',
    [
      'clusters.cluster.x-k8s.io',
      'clusterclasses.cluster.x-k8s.io',
      'clusterresourcesets.addons.cluster.x-k8s.io',
      'machinedeployments.cluster.x-k8s.io',
      'machinehealthchecks.cluster.x-k8s.io',
      'machinepools.cluster.x-k8s.io',
    ],
    { after: ['cert-manager'], featureGates: CORE_GATES },
  ),
]);

/** Writes the documents of machines that join with kubeadm. */
export const KUBEADM_BOOTSTRAP: Operator = provider('kubeadm-bootstrap', '1.13.5', 'capi-kubeadm-bootstrap-system', [
  'kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io',
]);

/** Control planes of kubeadm on machines. */
export const KUBEADM_CONTROL_PLANE: Operator = provider(
  'kubeadm-control-plane',
  '1.13.5',
  'capi-kubeadm-control-plane-system',
  ['kubeadmcontrolplanes.controlplane.cluster.x-k8s.io', 'kubeadmcontrolplanetemplates.controlplane.cluster.x-k8s.io'],
  { after: ['cluster-api', 'kubeadm-bootstrap'], featureGates: CORE_GATES },
);

/** k0smotron and k0s: bootstrap and control plane in one. */
export const K0SMOTRON: Operator = provider(
  'k0smotron',
  '2.1.0',
  'k0smotron',
  [
    'k0scontrolplanes.controlplane.cluster.x-k8s.io',
    'k0smotroncontrolplanes.controlplane.cluster.x-k8s.io',
    'k0sworkerconfigtemplates.bootstrap.cluster.x-k8s.io',
  ],
  { link: 'https://docs.k0smotron.io/stable/install/' },
);

/** Kamaji itself, which runs the pods, and its provider. */
export const KAMAJI_OPERATORS: readonly Operator[] = Object.freeze([
  kamajiOperator(),
  provider('kamaji-control-plane', '0.20.0', 'kamaji-system', ['kamajicontrolplanes.controlplane.cluster.x-k8s.io'], {
    after: ['cluster-api', 'kamaji'],
    link: 'https://github.com/clastix/cluster-api-control-plane-provider-kamaji',
  }),
]);

interface ProviderDetails {
  /** @default ['cluster-api'] */
  readonly after?: readonly string[];
  /** @default {} */
  readonly featureGates?: Readonly<Record<string, boolean>>;
  /** @default - the quick start of Cluster API */
  readonly link?: string;
}

/** A provider as `clusterctl init` and the Cluster API operator install it; there is no chart of its own. */
export function provider(
  name: string,
  version: string,
  namespace: string,
  definitions: readonly string[],
  { after = ['cluster-api'], featureGates = {}, link = INSTALLATION }: ProviderDetails = {},
): Operator {
  return Object.freeze({
    name,
    version,
    namespace,
    chart: null,
    after: Object.freeze([...after]),
    featureGates: Object.freeze({ ...featureGates }),
    definitions: Object.freeze([...definitions]),
    link,
  });
}
