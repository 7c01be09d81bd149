import { Provider } from '@pulumi/kubernetes/provider';
import { GkeAttachedCluster, GkeFleetMember } from 'colonnade/pulumi/gke-fleet';
import type { GkeAttachedClusterArgs } from 'colonnade/pulumi/gke-fleet';
import { mocked } from '../../../support/pulumi/mocked';
import { refusal } from '../../synth/folders';

const args: GkeAttachedClusterArgs = {
  project: 'acme-prod',
  fleetProjectNumber: '123456789012',
  location: 'europe-west1',
  platformVersion: '1.33.0-gke.1',
  issuerUrl: 'https://kubernetes.default.svc.cluster.local',
  jwks: '{"keys":[]}',
};

describe('with mocks, an attached cluster', () => {
  test('is in the fleet, with the keys that Google checks its tokens with, logs and metrics', async () => {
    const run = await mocked(() => {
      new GkeAttachedCluster('team-a', { ...args, adminUsers: ['anna@example.org'], description: 'tenant of eu-1' });
    });
    const cluster = run.find('AttachedCluster', 'team-a');
    expect(cluster.type).toBe('gcp:container/attachedCluster:AttachedCluster');
    expect(cluster.inputs).toEqual({
      name: 'team-a',
      project: 'acme-prod',
      location: 'europe-west1',
      platformVersion: '1.33.0-gke.1',
      distribution: 'generic',
      fleet: { project: 'projects/123456789012' },
      oidcConfig: { issuerUrl: args.issuerUrl, jwks: '{"keys":[]}' },
      authorization: { adminUsers: ['anna@example.org'], adminGroups: [] },
      loggingConfig: { componentConfig: { enableComponents: ['SYSTEM_COMPONENTS'] } },
      monitoringConfig: { managedPrometheusConfig: { enabled: true } },
      description: 'tenant of eu-1',
    });
    expect(cluster.protect).toBe(true);
  });

  test('gets what Google needs in it first, where the program has access to it', async () => {
    const run = await mocked(() => {
      const agent = new Provider('inside', { kubeconfig: 'of team-a' });
      new GkeAttachedCluster('team-a', { ...args, agent, protect: false });
    });
    const agent = run.find('ConfigGroup', 'team-a-agent');
    const cluster = run.find('AttachedCluster', 'team-a');
    expect(agent.type).toBe('kubernetes:yaml/v2:ConfigGroup');
    expect(cluster.dependencies.some((name) => name.includes('team-a-agent'))).toBe(true);
    expect(cluster.protect).toBe(false);
  });

  test.each([
    ['aws', 'GKE on AWS'],
    ['azure', 'GKE on Azure'],
    ['gke-on-aws', 'GKE on AWS'],
    ['gke-on-azure', 'GKE on Azure'],
  ])(
    'made by Google in another cloud (%s) is refused, with the date and what to do instead',
    (distribution, service) => {
      const error = refusal(() => new GkeAttachedCluster('team-a', Object.assign({}, args, { distribution })));
      expect(error.findings).toEqual([
        expect.objectContaining({
          code: 'CLN8120',
          path: 'team-a',
          property: 'distribution',
          message: expect.stringContaining(`${service} shuts down on 2027-03-17`) as unknown,
          fix: expect.stringContaining("'generic'") as unknown,
        }),
      ]);
    },
  );

  test.each([
    ['an issuer without https', { issuerUrl: 'http://issuer.example.org' }, 'issuerUrl'],
    ['an issuer inside of the cluster, without its keys', { jwks: undefined }, 'jwks'],
  ])('with %s is refused', (_title, change, property) => {
    const { jwks, ...others } = { ...args, ...change };
    const changed = jwks === undefined ? others : { ...others, jwks };
    const { findings } = refusal(() => new GkeAttachedCluster('team-a', changed));
    expect(findings.map((finding) => [finding.code, finding.property])).toEqual([['CLN8121', property]]);
  });

  test('with an issuer that Google can reach needs no keys', async () => {
    const run = await mocked(() => {
      new GkeAttachedCluster('eu-1', {
        project: args.project,
        fleetProjectNumber: args.fleetProjectNumber,
        location: args.location,
        platformVersion: args.platformVersion,
        distribution: 'eks',
        issuerUrl: 'https://oidc.eks.eu-central-1.amazonaws.com/id/X',
      });
    });
    expect(run.find('AttachedCluster', 'eu-1').inputs).toMatchObject({
      distribution: 'eks',
      oidcConfig: { issuerUrl: 'https://oidc.eks.eu-central-1.amazonaws.com/id/X' },
    });
  });
});

test('with mocks, a cluster of Google Kubernetes Engine is a member by its identity', async () => {
  const clusterId = 'projects/acme/locations/europe-west3/clusters/eu-1';
  const run = await mocked(() => {
    new GkeFleetMember('eu-1', { project: 'acme-fleet', clusterId, labels: { fleet: 'acme' } });
  });
  const membership = run.find('Membership', 'eu-1');
  expect(membership.type).toBe('gcp:gkehub/membership:Membership');
  expect(membership.inputs).toEqual({
    project: 'acme-fleet',
    location: 'global',
    membershipId: 'eu-1',
    endpoint: { gkeCluster: { resourceLink: `//container.googleapis.com/${clusterId}` } },
    authority: { issuer: `https://container.googleapis.com/v1/${clusterId}` },
    labels: { fleet: 'acme' },
  });
});
