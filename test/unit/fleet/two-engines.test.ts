import { build as example } from '../../../examples/two-engines/fleet';
import { Endpoint, EtcdStore, Fleet, FleetApp, ManagementCluster, TenantControlPlane } from '../../../lib';
import type { Engine, IEtcdStore } from '../../../lib';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import { aws, clusterApi, hetzner, k0smotronControlPlane } from '../../../lib/engines/cluster-api';
import type { InfrastructureProvider } from '../../../lib/engines/cluster-api';
import { native } from '../../../lib/engines/native';
import { existing } from '../../../lib/hosts/existing';
import type { KubernetesObject } from '../../../lib/kubernetes';
import { renderProgram } from '../../support/fleets/render';

function clusterWith(engine: Engine, from: 'new' | 'imported' = 'new'): ManagementCluster<'static-ip'> {
  const fleet = new Fleet(new FleetApp({ outdir: 'unused' }), 'acme');
  const props = {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine,
  } as const;
  return from === 'new'
    ? new ManagementCluster(fleet, 'eu-1', props)
    : ManagementCluster.fromManagementCluster(fleet, 'eu-1', props);
}

function add(cluster: ManagementCluster<'static-ip'>, engine: Engine | undefined, store?: IEtcdStore): void {
  const number = cluster.node.children.length + 10;
  new TenantControlPlane(cluster, `t${number}`, {
    version: '1.36.3',
    store: store ?? 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: `203.0.113.${number}` }),
    ...(engine !== undefined && { engine }),
  });
}

const errors = (cluster: ManagementCluster): readonly string[] =>
  cluster.fleet
    .validateFleet()
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, path, message }) => `${code} ${path} ${message}`);

const identityOf = ({ kind, metadata: { namespace, name } }: KubernetesObject): string =>
  [kind, namespace, name].filter(Boolean).join(' ');

/** What the cluster has once, as text. */
function once(cluster: ManagementCluster): readonly string[] {
  const chart = cluster.charts.find(({ node }) => node.id === 'management-cluster');
  return (chart?.renderObjects() ?? []).map((object) => `${identityOf(object)} ${JSON.stringify(object)}`).sort();
}

describe('engines of one management cluster', () => {
  test('have what each of them needs once per cluster, and nothing twice', () => {
    const [cluster] = renderProgram(example).clusters;
    const names = (cluster?.objects ?? []).map(identityOf);
    expect(names).toEqual(
      expect.arrayContaining([
        'ClusterIssuer colonnade-self-signed',
        'Application argocd kamaji',
        'ValidatingAdmissionPolicy colonnade-kamaji-deletion-protection',
        'ValidatingAdmissionPolicy colonnade-k0smotron-guard',
        'DataStore hosted',
        'TenantControlPlane tenant-team-b team-b',
        'Deployment tenant-team-a kube-apiserver',
        'Cluster tenant-team-d team-d',
      ]),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each([
    ['native', native()],
    ['kamaji', kamaji()],
    ['k0smotron', k0smotron()],
  ])('have the same once, whichever of them is the cluster’s own: %s', (_name, own) => {
    const mixed = clusterWith(own);
    for (const engine of [native(), kamaji(), k0smotron()]) add(mixed, engine);
    const other = clusterWith(native());
    for (const engine of [k0smotron(), kamaji(), kamaji()]) add(other, engine);
    expect(once(mixed)).toEqual(once(other));
    expect(once(clusterWith(native())).length).toBeLessThan(once(mixed).length);
  });

  test('need the operators of all of them, each once and after what it waits for', () => {
    const cluster = clusterWith(native());
    expect(cluster.operators.map(({ name }) => name)).toEqual(['cert-manager']);
    add(cluster, kamaji());
    add(cluster, k0smotron());
    add(cluster, kamaji({ paused: true }));
    expect(cluster.operators.map(({ name }) => name)).toEqual(['cert-manager', 'k0smotron', 'kamaji']);
    // k0smotron as a provider waits for the core of Cluster API, which k0smotron alone does not need.
    const other = clusterWith(k0smotron());
    const infrastructure = aws({ region: 'eu-central-1', machines: {} });
    add(other, clusterApi({ controlPlane: k0smotronControlPlane(), infrastructure }));
    const names = other.operators.map(({ name }) => name);
    expect(names.indexOf('k0smotron')).toBeGreaterThan(names.indexOf('cluster-api'));
    expect(new Set(names).size).toBe(names.length);
  });

  test('need what a tenant’s value of the cluster’s own engine adds', () => {
    const place = (infrastructure: InfrastructureProvider) =>
      clusterApi({ controlPlane: k0smotronControlPlane(), infrastructure });
    const cluster = clusterWith(place(aws({ region: 'eu-central-1', machines: {} })));
    const before = cluster.operators.map(({ name }) => name);
    add(cluster, place(hetzner({ regions: ['nbg1'], credentials: { secret: 'hcloud', key: 'token' } })));
    const after = cluster.operators.map(({ name }) => name);
    expect(after).toEqual([...before, 'infrastructure-hetzner']);
  });

  test('that want one operator differently are refused, each value by its words', () => {
    const cluster = clusterWith(native());
    add(cluster, kamaji({ operator: { install: 'argo-cd' } }));
    add(cluster, kamaji({ operator: { install: 'argo-cd', chartVersion: '26.8.2' } }));
    add(cluster, kamaji({ operator: { namespace: 'elsewhere' } }));
    expect(errors(cluster)).toEqual([
      expect.stringContaining('CLN4055 acme/eu-1 Application argocd kamaji is needed once'),
      expect.stringContaining('CLN4055 acme/eu-1 operator kamaji is needed once'),
    ]);
  });

  test('with one value for all tenants of an engine are not refused', () => {
    const cluster = clusterWith(native());
    const hosted = kamaji({ operator: { install: 'argo-cd', namespace: 'elsewhere' } });
    add(cluster, hosted);
    add(cluster, hosted);
    expect(errors(cluster)).toEqual([]);
  });

  test('a tenant’s value of the cluster’s own engine changes nothing that is there once', () => {
    const cluster = clusterWith(kamaji({ operator: { install: 'argo-cd' } }));
    const before = once(cluster);
    add(cluster, kamaji({ paused: true, operator: { install: 'flux' } }));
    expect(once(cluster)).toEqual(before);
    expect(errors(cluster)).toEqual([]);
  });

  test('a cluster that another program renders gets nothing once', () => {
    const cluster = clusterWith(native(), 'imported');
    add(cluster, kamaji());
    expect(once(cluster)).toEqual([]);
  });
});

describe('a shared store', () => {
  const sharedStore = (cluster: ManagementCluster, engine?: Engine) =>
    new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi', ...(engine !== undefined && { engine }) });
  const kindsOf = (store: EtcdStore): readonly string[] => store.renderObjects().map(({ kind }) => kind);

  test('belongs to the engine that it was given, or else to the cluster’s', () => {
    expect(kindsOf(sharedStore(clusterWith(native()), kamaji()))).toContain('DataStore');
    expect(kindsOf(sharedStore(clusterWith(kamaji())))).toContain('DataStore');
    expect(kindsOf(sharedStore(clusterWith(kamaji()), native()))).not.toContain('DataStore');
    const cluster = clusterWith(native());
    sharedStore(cluster, kamaji());
    expect(cluster.fleet.toModel().managementClusters[0]?.stores).toMatchObject([{ engine: { name: 'kamaji' } }]);
  });

  test('brings what its engine needs once per cluster', () => {
    const cluster = clusterWith(native());
    sharedStore(cluster, kamaji());
    expect(cluster.operators.map(({ name }) => name)).toContain('kamaji');
    expect(once(cluster).join()).toContain('colonnade-kamaji-deletion-protection');
  });

  test('of another engine holds no tenant of Kamaji, one of Kamaji does', () => {
    const right = clusterWith(native());
    add(right, kamaji(), sharedStore(right, kamaji()));
    expect(errors(right)).toEqual([]);
    const wrong = clusterWith(kamaji());
    add(wrong, undefined, sharedStore(wrong, native()));
    expect(errors(wrong)).toEqual([expect.stringContaining('CLN7013 acme/eu-1/t12')]);
  });

  test('that exists already is described by the engine of its tenants', () => {
    const dataStores = {
      pg: {
        driver: 'PostgreSQL',
        endpoints: ['postgres.data.svc:5432'],
        basicAuth: {
          username: { name: 'pg', namespace: 'data', key: 'username' },
          password: { name: 'pg', namespace: 'data', key: 'password' },
        },
      },
    } as const;
    const cluster = clusterWith(native());
    const props = { endpoints: ['https://postgres.data.svc:5432'], clusterIssuer: 'not-used' } as const;
    add(cluster, kamaji({ dataStores }), EtcdStore.fromEndpoints(cluster, 'pg', props));
    expect(errors(cluster)).toEqual([]);
    expect(once(cluster).filter((text) => text.startsWith('DataStore pg'))).toHaveLength(1);
  });
});
