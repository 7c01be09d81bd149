import type { JsonObject, KubernetesObject } from '../../../kubernetes';
import { metadataFor } from '../../native/objects';
import type { Owner } from '../../native/objects';
import type { Operator } from '../../operator';
import { withoutEmpty } from '../api';

/** `app.kubernetes.io/name` of what installs providers. */
const COMPONENT = 'cluster-api';

const API_VERSION = 'operator.cluster.x-k8s.io/v1alpha2';

interface Provider {
  readonly kind: 'CoreProvider' | 'BootstrapProvider' | 'ControlPlaneProvider' | 'InfrastructureProvider';
  /** As clusterctl knows it. */
  readonly name: string;
}

/** What installs an operator; nothing for those that are no providers of Cluster API. https://cluster-api.sigs.k8s.io/reference/providers */
function providersOf({ name }: Operator): readonly Provider[] {
  const [, infrastructure] = /^infrastructure-(.*)$/.exec(name) ?? [];
  if (infrastructure !== undefined) return [{ kind: 'InfrastructureProvider', name: infrastructure }];
  return PROVIDERS[name] ?? [];
}

const K0SMOTRON = 'k0sproject-k0smotron';

const PROVIDERS: Readonly<Record<string, readonly Provider[]>> = {
  'cluster-api': [{ kind: 'CoreProvider', name: 'cluster-api' }],
  'kubeadm-bootstrap': [{ kind: 'BootstrapProvider', name: 'kubeadm' }],
  'kubeadm-control-plane': [{ kind: 'ControlPlaneProvider', name: 'kubeadm' }],
  k0smotron: [
    { kind: 'BootstrapProvider', name: K0SMOTRON },
    { kind: 'ControlPlaneProvider', name: K0SMOTRON },
  ],
  'kamaji-control-plane': [{ kind: 'ControlPlaneProvider', name: 'kamaji' }],
};

/** What the providers of a fleet are installed with. */
export interface ProviderInstallation {
  readonly credentials: { readonly name: string; readonly namespace: string } | undefined;
  /** Annotations of each. */
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * The providers as cluster-api-operator installs them, each in its namespace, in its version and with its feature gates. The operator
 * itself lets the others wait for the core.
 *
 * https://cluster-api-operator.sigs.k8s.io/topics/configuration/provider-spec-configuration
 */
export function providerObjects(
  owner: Owner,
  operators: readonly Operator[],
  { credentials, annotations }: ProviderInstallation,
): readonly KubernetesObject[] {
  const installed = operators.filter((operator) => providersOf(operator).length > 0);
  const namespaces = [...new Set(installed.map(({ namespace }) => namespace))];
  return [
    ...namespaces.map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: metadataFor(owner, name, COMPONENT, { namespace: '' }),
    })),
    ...installed.flatMap((operator) =>
      providersOf(operator).map(({ kind, name }) => ({
        apiVersion: API_VERSION,
        kind,
        metadata: metadataFor(owner, name, COMPONENT, { namespace: operator.namespace, annotations }),
        spec: withoutEmpty({
          version: `v${operator.version}`,
          manager: withoutEmpty({ featureGates: { ...operator.featureGates } }),
          configSecret: secretOf(kind, credentials),
        }),
      })),
    ),
  ];
}

function secretOf(kind: Provider['kind'], credentials: ProviderInstallation['credentials']): JsonObject | undefined {
  return kind === 'InfrastructureProvider' && credentials !== undefined ? { ...credentials } : undefined;
}
