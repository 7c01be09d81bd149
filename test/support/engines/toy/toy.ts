/** The engine of docs/engines/write-an-engine.md: what an engine is, and no more. It uses what the package exports, and nothing else. */
import type {
  Capability,
  CapabilityTable,
  Engine,
  KubernetesObject,
  ManagementClusterModel,
  RenderContext,
  TenantModel,
} from 'colonnade';

/** Options of the toy engine. */
export interface ToyOptions {
  /** Which of its sizes every control plane has. @default 'toy' */
  readonly flavour?: 'toy' | 'less-toy';
}

/** Runs no control planes: it asks a controller that does not exist for them. */
export function toy(options: ToyOptions = {}): Engine {
  return Object.freeze({
    name: 'toy',
    // Plain data, so that fleet.json says how a tenant was rendered.
    reference: Object.freeze({ name: 'toy', options: Object.freeze({ flavour: options.flavour ?? 'toy' }) }),
    capabilities: CAPABILITIES,
    workers: WORKERS,
    operators: OPERATORS,
    writesBack: [],
    immutable: [],
    rules: [],
    readiness: ({ name, namespace }: TenantModel) => [
      { ...TOY, name, namespace, until: { condition: 'Ready', status: 'True' } as const },
    ],
    outputs: ({ name, namespace }: TenantModel) => ({
      kubeconfig: { name: `${name}-kubeconfig`, namespace, key: 'value' },
      certificateAuthority: { name: `${name}-ca`, namespace, key: 'tls.crt' },
      endpoint: { ...TOY, name, namespace, field: 'status.endpoint' },
    }),
    renderCluster: (_cluster: ManagementClusterModel) => [],
    renderStore: () => [],
    renderTenant,
  });
}

const TOY = { apiVersion: 'toys.example.org/v1', kind: 'ToyControlPlane' } as const;

/** Four lines cover every field; the others say where it is otherwise. */
const CAPABILITIES: CapabilityTable = Object.freeze({
  tenant: { support: 'unsupported', note: 'a toy has a version, replicas and a name' },
  'tenant.version': { support: 'native' },
  'tenant.replicas': { support: 'native' },
  'tenant.namespace': { support: 'native' },
  'tenant.labels': { support: 'translated', note: 'of the ToyControlPlane alone' },
  'tenant.endpoint': { support: 'translated', note: 'an address, if there is one' },
  'tenant.store': { support: 'translated', note: 'toys keep their data in their box' },
  store: { support: 'unsupported', note: "toys share nothing; store: 'dedicated'" },
  pool: { support: 'native' },
});

const NO_WORKERS: Capability = { support: 'unsupported', note: 'toys do not work' };
const WORKERS: Engine['workers'] = Object.freeze({
  kubeadm: { support: 'native' },
  k0s: NO_WORKERS,
  talos: NO_WORKERS,
  bottlerocket: NO_WORKERS,
});

const OPERATORS: Engine['operators'] = Object.freeze([
  {
    name: 'toy-operator',
    version: '1.0.0',
    namespace: 'toys',
    chart: null,
    after: [],
    featureGates: {},
    definitions: ['toycontrolplanes.toys.example.org'],
    link: 'https://toys.example.org/install',
  },
]);

/** Pure: what it is given, and nothing else, decides what it returns. */
function renderTenant(tenant: TenantModel, _context: RenderContext): readonly KubernetesObject[] {
  const { name, namespace, version, replicas, labels, endpoint, engine } = tenant;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'colonnade.dev/tenant': name } } },
    {
      ...TOY,
      metadata: { name, namespace, ...(Object.keys(labels).length > 0 && { labels }) },
      spec: {
        version,
        replicas,
        flavour: engine.options['flavour'] ?? 'toy',
        ...(endpoint.kind === 'loadBalancer' && endpoint.address !== null && { address: endpoint.address }),
      },
    },
  ];
}
