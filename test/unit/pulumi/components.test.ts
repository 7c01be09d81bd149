import { isSecret } from '@pulumi/pulumi';
import { Endpoint, Fleet, Machines, WorkerPool as Pool } from 'colonnade';
import * as fleetOf from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { EtcdStore, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade/pulumi/components';
import { deploy } from 'colonnade/pulumi';
import { App } from 'cdk8s';
import { smallFleet } from '../../support/pulumi/fleet';
import { mocked } from '../../support/pulumi/mocked';
import type { MockedRun } from '../../support/pulumi/mocked';

const FOUND = 'team-a/found/Secret/tenant-team-a';
const text = (value: string) => Buffer.from(value).toString('base64');
const STATES = {
  [`${FOUND}/admin-kubeconfig`]: { data: { kubeconfig: text('hello') } },
  [`${FOUND}/ca`]: { data: { 'tls.crt': text('a certificate') } },
};

function program(version = '1.35.4') {
  const kubeconfig = 'of eu-1';
  const eu = new ManagementCluster('eu-1', {
    kubeconfig,
    version: '1.36.3',
    zones: ['a', 'b', 'c'],
    storageClass: 'fast-ssd',
    fleet: 'acme',
  });
  const at = { kubeconfig, managementCluster: eu.facts, deletionProtection: false };
  const shared = new EtcdStore('shared', { ...at, volume: '16Gi' });
  return new TenantControlPlane('team-a', { ...at, store: shared.facts, version, address: '203.0.113.10' });
}

/** Objects by kind, namespace and name. */
function objectsOf({ resources }: MockedRun): Readonly<Record<string, unknown>> {
  const objects = resources
    .filter(({ type }) => type.startsWith('kubernetes:'))
    .filter(({ inputs }) => 'kind' in inputs);
  return Object.fromEntries(
    objects.map(({ inputs, name }) => [`${String(inputs['kind'])} ${name.split('/').slice(-2).join('/')}`, inputs]),
  );
}

describe('components in the style of Pulumi', () => {
  test('make the objects that the fleet would make, in the cluster of the kubeconfig', async () => {
    const run = await mocked(() => void program(), { states: STATES });
    const fleet = smallFleet(new App(), [{ name: 'team-a', address: '203.0.113.10' }]);
    const whole = await mocked(() => void deploy(fleet), { states: STATES });
    const [made, wanted] = [objectsOf(run), objectsOf(whole)];
    expect(Object.keys(made).length).toBeGreaterThan(50);
    expect(Object.values(made).map(nameOf).sort()).toEqual(Object.values(wanted).map(nameOf).sort());
    const deployment = (objects: typeof made) =>
      Object.values(objects).find((object) => nameOf(object) === 'Deployment tenant-team-a/kube-apiserver');
    expect(deployment(made)).toEqual(deployment(wanted));
    expect(run.find('kubernetes', 'team-a/cluster').inputs).toMatchObject({ enableServerSideApply: 'true' });
    expect(run.find('Deployment', 'kube-apiserver').parent).toBe('team-a');
  });

  test('a pool makes its tenant what the fleet would make it, and has a document for its machines without a secret', async () => {
    const documents: Readonly<Record<string, string>>[] = [];
    const run = await mocked(
      () => {
        const kubeconfig = 'of eu-1';
        const eu = new ManagementCluster('eu-1', { kubeconfig, version: '1.36.3', fleet: 'acme' });
        const general = new WorkerPool('general', { size: 3, operatingSystem: 'debian', zones: ['a'] });
        const edge = new WorkerPool('edge', { size: 1, operatingSystem: 'flatcar', version: '1.34.1' });
        const { workerDocuments } = new TenantControlPlane('team-a', {
          ...{ kubeconfig, managementCluster: eu.facts, version: '1.35.4', address: '203.0.113.10' },
          ...{ workerPools: [general.facts, edge.facts] },
        });
        workerDocuments.apply((found) => documents.push(found));
      },
      { states: STATES },
    );
    const whole = await mocked(() => void deploy(fleetWithPools()), { states: STATES });
    const inTenant = (objects: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        Object.values(objects)
          .filter((object) => nameOf(object).includes('tenant-team-a'))
          .map((object) => [nameOf(object), object]),
      );
    expect(Object.keys(inTenant(objectsOf(run)))).toContain('ConfigMap tenant-team-a/worker-pools');
    expect(inTenant(objectsOf(run))).toEqual(inTenant(objectsOf(whole)));
    expect(documents).toEqual([
      {
        general: expect.stringMatching(/^#!\/bin\/sh/) as unknown,
        edge: expect.stringContaining('"ignition"') as unknown,
      },
    ]);
    expect(documents[0]?.['general']).toContain('203.0.113.10:6443');
    expect(JSON.stringify(documents)).not.toMatch(/PRIVATE KEY|[a-z0-9]{6}\.[a-z0-9]{16}/);
  });

  test('give the kubeconfig as a secret', async () => {
    let resolve: (found: readonly [text: string, secret: boolean]) => void;
    const read = new Promise<readonly [text: string, secret: boolean]>((done) => (resolve = done));
    await mocked(
      () => {
        const { kubeconfig } = program();
        kubeconfig.apply(async (text) => resolve([text, await isSecret(kubeconfig)]));
      },
      { states: STATES },
    );
    expect(await read).toEqual(['hello', true]);
  });
});

/** The same as constructs. */
function fleetWithPools(): Fleet {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new fleetOf.ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const team = new fleetOf.TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  new Pool(team, 'general', { machines: Machines.existing({ operatingSystem: 'debian', zones: ['a'] }), size: 3 });
  new Pool(team, 'edge', { machines: Machines.existing({ operatingSystem: 'flatcar' }), size: 1, version: '1.34.1' });
  return fleet;
}

function nameOf(object: unknown): string {
  const { kind, metadata } = object as { kind: string; metadata: { name: string; namespace?: string } };
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
