import { FleetApp } from 'colonnade';
import type { FleetModel, KubernetesObject } from 'colonnade';
import { LocalControlPlane } from 'colonnade/testing';
import {
  Endpoint,
  EtcdStore,
  Fleet,
  Machines,
  ManagementCluster,
  TenantControlPlane,
  WorkerPool,
} from '../../../../lib';
import { clusterApi } from '../../../../lib/engines/cluster-api';
import type {
  ControlPlaneProvider,
  InfrastructureProvider,
  TopologyOptions,
} from '../../../../lib/engines/cluster-api';
import { existing } from '../../../../lib/hosts/existing';
import { build as example } from '../../../../examples/cluster-api/fleet';
import { build as topologyExample } from '../../../../examples/cluster-api-topology/fleet';
import { renderProgram } from '../../../support/fleets/render';
import { install } from '../../../support/module-crds';
import { describeReal } from '../../../support/real-parts';
import { definitions } from '../../../support/engines/cluster-api-definitions';
import {
  CONTROL_PLANES,
  INFRASTRUCTURES,
  MACHINES,
  WITHOUT_TOPOLOGY,
  kindsOf,
} from '../../../support/engines/cluster-api-providers';

jest.setTimeout(30 * 60_000);

const COMBINATIONS = CONTROL_PLANES.flatMap((plane) =>
  INFRASTRUCTURES.map((infrastructure) => ({ plane, infrastructure, name: `${plane.name} on ${infrastructure.name}` })),
);
const WANTED = new Set(COMBINATIONS.flatMap(({ plane, infrastructure }) => kindsOf(plane, infrastructure)));
const FOUND = definitions(WANTED);
const MISSING = [...WANTED].filter((name) => !FOUND.has(name)).sort();

describeReal('what is rendered for Cluster API', ['1.36.3'], () => {
  let cluster: LocalControlPlane;
  const plurals = new Map<string, string>();
  const namespaces = new Set<string>();

  beforeAll(async () => {
    cluster = await LocalControlPlane.start({ version: '1.36.3' });
    await install(cluster, [...FOUND.values()]);
    if (MISSING.length > 0) process.stderr.write(`\nSKIPPED  kinds without a definition: ${MISSING.join(', ')}\n\n`);
  });

  afterAll(() => cluster.stop());

  test('needs definitions of every kind where the folder with them is named', () => {
    expect(process.env['COLONNADE_CRDS'] === undefined ? [] : MISSING).toEqual([]);
  });

  async function pluralOf(apiVersion: string, kind: string): Promise<string | undefined> {
    const key = `${apiVersion} ${kind}`;
    const known = plurals.get(key);
    if (known !== undefined) return known;
    const { body } = await cluster.request('GET', rootOf(apiVersion));
    for (const resource of (body as { resources?: { name: string; kind: string }[] }).resources ?? [])
      if (!resource.name.includes('/')) plurals.set(`${apiVersion} ${resource.kind}`, resource.name);
    return plurals.get(key);
  }

  /** What a strict API server says against objects; kinds without a definition are not asked about. */
  async function refusals(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const object of objects) {
      const { apiVersion, kind, metadata } = object;
      const plural = await pluralOf(apiVersion, kind);
      if (plural === undefined) {
        if (!MISSING.some((name) => name.startsWith(`${kind.toLowerCase()}s.`))) problems.push(`${kind}: no such kind`);
        continue;
      }
      const { namespace } = metadata;
      if (namespace !== undefined && !namespaces.has(namespace)) {
        await cluster.request('POST', '/api/v1/namespaces', {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: namespace },
        });
        namespaces.add(namespace);
      }
      const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
      const path = `${rootOf(apiVersion)}${scope}/${plural}/${metadata.name}?fieldManager=contract&force=true&fieldValidation=Strict&dryRun=All`;
      const { status, body } = await cluster.request('PATCH', path, object, {
        contentType: 'application/apply-patch+yaml',
      });
      if (status >= 300) problems.push(`${kind} ${metadata.name}: ${String((body as { message?: string }).message)}`);
    }
    return problems;
  }

  test.each(COMBINATIONS)('is accepted strictly: $name', async ({ plane, infrastructure }) => {
    const objects = rendered(exampleModel(plane, infrastructure), plane, infrastructure);
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Cluster', 'MachineDeployment', plane.object.kind, infrastructure.cluster.kind]),
    );
    expect(await refusals(objects)).toEqual([]);
  });

  test.each(COMBINATIONS.filter(({ name }) => !WITHOUT_TOPOLOGY.includes(name)))(
    'is accepted strictly with a ClusterClass: $name',
    async ({ plane, infrastructure }) => {
      const objects = rendered(exampleModel(plane, infrastructure), plane, infrastructure, {});
      expect(objects.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['ClusterClass', 'Cluster', `${plane.object.kind}Template`]),
      );
      expect(await refusals(objects)).toEqual([]);
    },
  );

  test('needs for some combinations what the templates of their infrastructure do not have', async () => {
    const [kamaji] = CONTROL_PLANES;
    const azure = INFRASTRUCTURES.find(({ name }) => name === 'azure');
    if (kamaji === undefined || azure === undefined) throw new Error('there is a combination');
    const objects = rendered(exampleModel(kamaji, azure), kamaji, azure, {});
    expect(await refusals(objects)).toEqual([expect.stringContaining('controlPlaneEnabled')]);
  });

  test.each([
    ['cluster-api', example, 3],
    ['cluster-api-topology', topologyExample, 2],
  ] as const)('by examples/%s is accepted, strictly', async (_name, build, clusters) => {
    const objects = renderProgram(build).clusters.flatMap((each) => each.objects);
    expect(objects.filter(({ kind }) => kind === 'Cluster')).toHaveLength(clusters);
    // cert-manager's definitions are not here; what is rendered once per management cluster is judged with the native engine.
    expect(await refusals(objects.filter(({ kind }) => kind !== 'ClusterIssuer'))).toEqual([]);
  });

  test('would be refused with a misspelt field, and with an empty object where one field is the least', async () => {
    const [plane] = CONTROL_PLANES;
    const [infrastructure] = INFRASTRUCTURES;
    if (plane === undefined || infrastructure === undefined) throw new Error('there is a combination');
    const found = rendered(exampleModel(plane, infrastructure), plane, infrastructure).find(
      ({ kind }) => kind === 'Cluster',
    );
    if (found === undefined) throw new Error('there is a Cluster');
    const spec = found['spec'] as object;
    expect(await refusals([{ ...found, spec: { ...spec, pauzed: true } }])).toEqual([
      expect.stringContaining('pauzed'),
    ]);
    expect(await refusals([{ ...found, spec: { ...spec, controlPlaneEndpoint: {} } }])).toEqual([
      expect.stringContaining('controlPlaneEndpoint'),
    ]);
  });
});

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** Objects of all tenants as if they were of this engine; patches are of objects that another engine renders. */
function rendered(
  model: FleetModel,
  controlPlane: ControlPlaneProvider,
  infrastructure: InfrastructureProvider,
  topology?: TopologyOptions,
): readonly KubernetesObject[] {
  const engine = clusterApi({
    controlPlane,
    infrastructure,
    resources: { objects: [{ kind: 'ConfigMap', name: 'cilium' }] },
    ...(topology && { topology }),
  });
  // The cluster's own engine is another value, so that a ClusterClass stands beside each tenant.
  return model.managementClusters.flatMap((cluster) =>
    cluster.tenants.flatMap((tenant) =>
      engine.renderTenant({ ...tenant, patches: [], engine: engine.reference }, { cluster }),
    ),
  );
}

function exampleModel(plane: ControlPlaneProvider, infrastructure: InfrastructureProvider): FleetModel {
  const fleet = new Fleet(new FleetApp(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: clusterApi({ controlPlane: plane, infrastructure }),
  });
  const tenant = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
    replicas: 3,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    authentication: { anonymous: 'clusterInfo' },
  });
  const kind =
    plane.workers.k0s.support === 'native' ? { bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' } as const } : {};
  new WorkerPool(tenant, 'general', {
    machines: Machines.clusterApi({ infrastructure: { ...infrastructure.machineTemplate, name: MACHINES } }),
    size: { min: 3, max: 20 },
    labels: { 'example.com/pool': 'general' },
    taints: [{ key: 'example.com/dedicated', value: 'general', effect: 'NoSchedule' }],
    ...kind,
  });
  new WorkerPool(tenant, 'plain', {
    machines: Machines.clusterApi({ infrastructure: { ...infrastructure.machineTemplate, name: 'made-by-hand' } }),
    size: 1,
    ...kind,
  });
  return fleet.validateFleet().model;
}
