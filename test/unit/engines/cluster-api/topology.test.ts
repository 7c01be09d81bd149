import Ajv from 'ajv';
import { FleetApp } from 'colonnade';
import type { FleetModel, KubernetesObject } from 'colonnade';
import fc from 'fast-check';
import { aws, clusterApi } from '../../../../lib/engines/cluster-api';
import type { ClusterApiOptions } from '../../../../lib/engines/cluster-api';
import type { JsonObject } from '../../../../lib/kubernetes';
import { CONTROL_PLANES, INFRASTRUCTURES, WITHOUT_TOPOLOGY } from '../../../support/engines/cluster-api-providers';
import { SEED, buildFleet, fleets, runs } from '../../../support/fleets';
import { classOf, made, variablesOf } from './class-of';
import type { Topology } from './class-of';
import { aFleet, only } from './fixtures';
import type { Difference } from './fixtures';

const FLEETS = runs(30);

const COMBINATIONS = CONTROL_PLANES.flatMap((controlPlane) =>
  INFRASTRUCTURES.map((infrastructure) => ({
    controlPlane,
    infrastructure,
    name: `${controlPlane.name} on ${infrastructure.name}`,
  })),
).filter(({ name }) => !WITHOUT_TOPOLOGY.includes(name));

const [FIRST] = COMBINATIONS;
if (FIRST === undefined) throw new Error('there is a combination');
const TOPOLOGY: ClusterApiOptions = { ...FIRST, topology: { name: 'standard' } };

/** Objects of a management cluster and of its tenants. */
function everything({ managementClusters }: FleetModel, options: ClusterApiOptions) {
  const engine = clusterApi(options);
  return managementClusters.flatMap((own) => {
    const tenants = own.tenants.map((tenant) => ({ ...tenant, patches: [], engine: engine.reference }));
    const cluster = { ...own, engine: engine.reference, tenants };
    const once = engine.renderCluster(cluster);
    return tenants.map((tenant) => ({ once, tenant, objects: engine.renderTenant(tenant, { cluster }) }));
  });
}

function ofOne(options: ClusterApiOptions, difference: Difference = {}) {
  const [found] = everything(aFleet(options, difference), options);
  if (found === undefined) throw new Error('there is a tenant');
  return found;
}

function topologyOf(objects: readonly KubernetesObject[]): Topology {
  return (only(objects, 'Cluster')['spec'] as { topology: Topology }).topology;
}

/** `spec` without what the topology controller fills in from elsewhere. */
function specOf(object: KubernetesObject): JsonObject {
  const { spec } = object as KubernetesObject & { spec: JsonObject };
  return Object.fromEntries(
    Object.entries(spec).filter(([field]) => !['version', 'replicas', 'machineTemplate'].includes(field)),
  );
}

/** Cluster API refuses values with fields that the schema of their variable does not name. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const all = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const open = all['x-kubernetes-preserve-unknown-fields'] === true || 'additionalProperties' in all;
  return all['type'] === 'object' && !open ? { ...all, additionalProperties: false } : all;
}

function unfit(objects: readonly KubernetesObject[], topology: Topology): readonly string[] {
  const ajv = new Ajv({ strict: false });
  const { variables } = classOf(objects);
  const set = variablesOf(topology);
  const missing = variables
    .filter(({ name, required }) => required && !set.some((variable) => variable.name === name))
    .map(({ name }) => `${name} is not set`);
  return [
    ...missing,
    ...set.flatMap(({ name, value }) => {
      const definition = variables.find((variable) => variable.name === name);
      if (definition === undefined) return [`${name} is not defined`];
      const validate = ajv.compile(strict(definition.schema.openAPIV3Schema) as object);
      return validate(value) ? [] : [`${name}: ${ajv.errorsText(validate.errors)}`];
    }),
  ];
}

function sameAsPlain(model: FleetModel, options: ClusterApiOptions): void {
  const { controlPlane: providerOfPlane, infrastructure: provider } = options;
  const plainTenants = everything(model, { controlPlane: providerOfPlane, infrastructure: provider });
  everything(model, options).forEach(({ once, objects }, index) => {
    const topology = topologyOf(objects);
    expect(unfit(once, topology)).toEqual([]);
    const { controlPlane, infrastructure, annotations } = made(once, topology);
    const expected = plainTenants[index]?.objects ?? [];
    const plane = only(expected, options.controlPlane.object.kind);
    const cluster = only(expected, options.infrastructure.cluster.kind);
    expect(controlPlane).toEqual(specOf(plane));
    expect(infrastructure).toEqual(cluster['spec']);
    expect(cluster.metadata.annotations ?? {}).toMatchObject(annotations);
    expect(topology.version).toBe((plane as KubernetesObject & { spec: { version: string } }).spec.version);
  });
}

describe('a cluster of a ClusterClass', () => {
  test.each(COMBINATIONS)('is the plain one: $name', ({ controlPlane, infrastructure }) => {
    const options = { controlPlane, infrastructure, topology: {} };
    sameAsPlain(aFleet(options), options);
  });

  test(`is the plain one in ${FLEETS} random fleets (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fleets, fc.constantFrom(...COMBINATIONS), (data, { controlPlane, infrastructure }) => {
        const { model } = buildFleet(new FleetApp(), data).validateFleet();
        sameAsPlain(model, { controlPlane, infrastructure, topology: {} });
      }),
      { seed: SEED, numRuns: FLEETS },
    );
  });

  test.each(COMBINATIONS)('has the workers of the plain one: $name', ({ controlPlane, infrastructure }) => {
    const options = { controlPlane, infrastructure, topology: {} };
    const taints = [{ key: 'example.com/gpu', value: '', effect: 'NoSchedule' }] as const;
    const difference = { pool: { taints, labels: { 'example.com/pool': 'general' } } };
    const { once, objects } = ofOne(options, difference);
    const topology = topologyOf(objects);
    expect(unfit(once, topology)).toEqual([]);
    const [spec, ...others] = Object.values(made(once, topology).workers);
    const plain = ofOne({ controlPlane, infrastructure }, difference).objects;
    const config = plain.find(({ kind }) => /^(Kubeadm|K0sWorker)ConfigTemplate$/.test(kind));
    expect(others).toEqual([]);
    expect({ template: { spec } }).toEqual(config?.['spec']);
    const [pool] = topology.workers?.machineDeployments ?? [];
    expect(pool?.name).toBe(only(plain, 'MachineDeployment').metadata.name);
    expect(pool).toMatchObject({ class: 'large', metadata: { labels: { 'colonnade.dev/pool': 'general' } } });
  });

  test('replaces broken machines as the plain one', () => {
    const [pool] = topologyOf(ofOne(TOPOLOGY).objects).workers?.machineDeployments ?? [];
    const { checks, remediation } = only(
      ofOne({ controlPlane: TOPOLOGY.controlPlane, infrastructure: TOPOLOGY.infrastructure }).objects,
      'MachineHealthCheck',
    )['spec'] as JsonObject;
    expect(pool?.['healthCheck']).toEqual({ enabled: true, checks, remediation });
  });

  test('has no number of machines where an autoscaler has it', () => {
    const [free] = topologyOf(ofOne(TOPOLOGY).objects).workers?.machineDeployments ?? [];
    expect(free).not.toHaveProperty('replicas');
    const fixed = ofOne(TOPOLOGY, { pool: { size: { min: 4, max: 4 }, autoscaling: null } });
    expect(topologyOf(fixed.objects).workers?.machineDeployments).toMatchObject([{ replicas: 4 }]);
  });

  test('is named so that what stands around its pods finds them', () => {
    const { once } = ofOne(TOPOLOGY);
    expect(classOf(once)).toMatchObject({
      controlPlane: { naming: { template: '{{ .cluster.name }}' } },
      infrastructure: { naming: { template: '{{ .cluster.name }}' } },
      workers: { machineDeployments: [{ naming: { template: '{{ .machineDeployment.topologyName }}' } }] },
    });
  });
});

describe('a ClusterClass', () => {
  test('is the same whatever clusters there are', () => {
    const other = ofOne(TOPOLOGY, {
      tenant: { name: 'team-z', namespace: 'tenant-z', version: '1.35.4', replicas: 5 },
    });
    expect(other.once).toEqual(ofOne(TOPOLOGY).once);
  });

  test('keeps its name when a template changes, which gets another one', () => {
    const [infrastructure] = INFRASTRUCTURES;
    if (infrastructure === undefined) throw new Error('there is an infrastructure');
    const { large } = infrastructure.machines;
    const changed = { ...infrastructure, machines: { large: { ...large, instanceType: 'm7i.4xlarge' } } };
    const [before, after] = [infrastructure, changed].map((each) => ofOne({ ...TOPOLOGY, infrastructure: each }).once);
    if (before === undefined || after === undefined) throw new Error('both are rendered');
    expect(only(after, 'ClusterClass').metadata.name).toBe('standard');
    expect(only(after, 'AWSMachineTemplate').metadata.name).not.toBe(only(before, 'AWSMachineTemplate').metadata.name);
    expect(JSON.stringify(classOf(after))).toContain(only(after, 'AWSMachineTemplate').metadata.name);
    expect(only(after, 'AWSClusterTemplate')).toEqual(only(before, 'AWSClusterTemplate'));
  });

  test('gets other templates for another region', () => {
    const [before, after] = ['eu-central-1', 'eu-west-1'].map((region) => {
      const { once } = ofOne({
        ...TOPOLOGY,
        infrastructure: aws({ region, machines: { large: { instanceType: 'm7i.large' } } }),
      });
      return ['AWSClusterTemplate', 'AWSMachineTemplate', 'KamajiControlPlaneTemplate'].map(
        (kind) => only(once, kind).metadata.name,
      );
    });
    expect(after?.[0]).not.toBe(before?.[0]);
    expect(after?.slice(1)).toEqual(before?.slice(1));
  });

  test('stands beside a tenant that was given an engine of its own', () => {
    const engine = clusterApi(TOPOLOGY);
    const model = aFleet(TOPOLOGY);
    const objects = model.managementClusters.flatMap((cluster) =>
      cluster.tenants.flatMap((tenant) =>
        engine.renderTenant(tenant, {
          cluster: { ...cluster, engine: clusterApi({ ...TOPOLOGY, topology: { name: 'other' } }).reference },
        }),
      ),
    );
    expect(only(objects, 'ClusterClass').metadata.namespace).toBe('tenant-team-a');
    expect(topologyOf(objects).classRef).toEqual({ name: 'standard', namespace: 'tenant-team-a' });
    expect(topologyOf(ofOne(TOPOLOGY).objects).classRef).toEqual({ name: 'standard', namespace: 'cluster-classes' });
  });

  test('wants its feature gate', () => {
    const core = clusterApi(TOPOLOGY).operators.find(({ name }) => name === 'cluster-api');
    expect(core?.featureGates).toMatchObject({ ClusterTopology: true, MachinePool: true });
  });

  test('and its clusters have no empty object where one field is the least', () => {
    const { once, objects } = ofOne(TOPOLOGY);
    const parts = [only(once, 'ClusterClass')['spec'], only(objects, 'Cluster')['spec']];
    expect(JSON.stringify(parts)).not.toMatch(/"(?!kubeProxy"|additionalProperties")\w+":\{\}/);
  });
});
