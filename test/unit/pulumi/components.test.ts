import { isSecret } from '@pulumi/pulumi';
import { EtcdStore, ManagementCluster, TenantControlPlane } from 'colonnade/pulumi/components';
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

function nameOf(object: unknown): string {
  const { kind, metadata } = object as { kind: string; metadata: { name: string; namespace?: string } };
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
