import { ApiObject, App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Engine } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { deploy } from 'colonnade/pulumi';
import { objectSetOf } from '../../../lib/pulumi/coarse/plugin/values';
import { mocked } from '../../support/pulumi/mocked';
import { secretTexts } from '../../support/pulumi/secret-texts';

/** A fleet with one tenant, and a Secret of the program in its namespace. */
function fleetOf(engine: Engine, stringData: Readonly<Record<string, string>>): Fleet {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine,
  });
  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store: new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' }),
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  team.materialize();
  const metadata = { name: 'own', namespace: 'tenant-team-a' };
  new ApiObject(team, 'own', { apiVersion: 'v1', kind: 'Secret', metadata, stringData });
  return fleet;
}

test('what a Secret holds is a secret of Pulumi, in what is written and in what is read', async () => {
  const run = await mocked(() => void deploy(fleetOf(native(), { token: 'hello' })));
  const { inputs, secretOutputs } = run.find('Secret', 'tenant-team-a/own');
  // As the API server keeps it, because what is read again is a secret where what was written under the same name is one.
  expect(secretTexts(inputs)).toEqual({ token: 'hello' });
  expect(secretOutputs).toEqual(['data', 'stringData']);
});

test('fields that controllers write are left to them, in both grains', async () => {
  const fine = await mocked(() => void deploy(fleetOf(kamaji(), {})));
  expect(fine.find('TenantControlPlane', 'tenant-team-a/team-a').ignoreChanges).toContain('metadata.finalizers');
  expect(fine.find('Secret', 'tenant-team-a/own').ignoreChanges).toEqual([]);
  const coarse = await mocked(() => void deploy(fleetOf(kamaji(), {}), { grain: 'tenant' }));
  const { inputs } = coarse.find('ObjectSet', 'team-a/objects');
  expect(Object.entries(objectSetOf(inputs).writtenBack)).toEqual([
    [
      expect.stringMatching(/^TenantControlPlane /) as unknown,
      expect.arrayContaining(['metadata.finalizers']) as unknown,
    ],
  ]);
});

test('what an operator calls ready is awaited in both grains, and is in objects only where their provider reads it there', async () => {
  const wanted = 'jsonpath={.status.kubernetesResources.version.status}=Ready';
  const fine = await mocked(() => void deploy(fleetOf(kamaji(), {})));
  expect(fine.find('TenantControlPlane', 'tenant-team-a/team-a').inputs).toMatchObject({
    metadata: { annotations: { 'pulumi.com/waitFor': wanted } },
  });
  const coarse = await mocked(() => void deploy(fleetOf(kamaji(), {}), { grain: 'tenant' }));
  const { inputs } = coarse.find('ObjectSet', 'team-a/objects');
  expect(objectSetOf(inputs).waitFor).toMatchObject({ 'TenantControlPlane tenant-team-a/team-a': wanted });
  expect(JSON.stringify(coarse.resources)).not.toContain('pulumi.com/');
});
