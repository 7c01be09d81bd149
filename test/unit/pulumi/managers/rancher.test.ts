import { isSecret } from '@pulumi/pulumi';
import { Provider } from '@pulumi/kubernetes/provider';
import { RancherImportedCluster } from 'colonnade/pulumi/rancher';
import { mocked } from '../../../support/pulumi/mocked';

const registration = {
  token: 'the-token',
  manifestUrl: 'https://rancher.example.org/v3/import/the-token_c-m-abc.yaml',
  command: 'kubectl apply -f https://rancher.example.org/v3/import/the-token_c-m-abc.yaml',
};
const states = { 'team-a': { clusterRegistrationToken: registration } };

describe('with mocks, a cluster that Rancher imports', () => {
  test('is a Cluster without a configuration that would make one, and its token is a secret', async () => {
    const run = await mocked(
      () => {
        new RancherImportedCluster('team-a', { labels: { team: 'a' }, description: 'tenant of eu-1' });
      },
      { states },
    );
    const cluster = run.find('Cluster', 'team-a');
    expect(cluster.type).toBe('rancher2:index/cluster:Cluster');
    expect(cluster.inputs).toEqual({
      name: 'team-a',
      fleetWorkspaceName: 'fleet-default',
      description: 'tenant of eu-1',
      labels: { team: 'a' },
    });
    expect(cluster.secretOutputs).toEqual(expect.arrayContaining(['clusterRegistrationToken', 'kubeConfig']));
    expect(run.resources.map(({ type }) => type)).not.toContain('kubernetes:yaml/v2:ConfigGroup');
  });

  test('gives token, URL and command as secrets', async () => {
    const secrets: boolean[] = [];
    const values: string[] = [];
    await mocked(
      async () => {
        const { registrationToken, manifestUrl, command } = new RancherImportedCluster('team-a');
        for (const found of [registrationToken, manifestUrl, command]) {
          secrets.push(await isSecret(found));
          found.apply((value) => values.push(value));
        }
      },
      { states },
    );
    expect(secrets).toEqual([true, true, true]);
    expect(values.sort()).toEqual([registration.token, registration.manifestUrl, registration.command].sort());
  });

  test('gets its agent where the program has access to it', async () => {
    const run = await mocked(
      () => {
        const agent = new Provider('inside', { kubeconfig: 'of team-a' });
        new RancherImportedCluster('team-a', { agent, name: 'acme-team-a', workspace: 'tenants' });
      },
      { states },
    );
    expect(run.find('Cluster', 'team-a').inputs).toMatchObject({ name: 'acme-team-a', fleetWorkspaceName: 'tenants' });
    const agent = run.find('ConfigGroup', 'team-a-agent');
    expect(JSON.stringify(agent.inputs)).toContain(registration.manifestUrl);
    // How the SDK marks a secret.
    expect(agent.inputs['files']).toEqual([
      { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value: registration.manifestUrl },
    ]);
  });
});
